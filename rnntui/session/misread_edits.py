"""What is wrong with a text that should be an edit and is none."""

from __future__ import annotations

import re

from ..errors import UsageError

HINT = (
    "write VARIABLE[step][unit]=0 (: for all), WEIGHT[row][column]=1, "
    'embedding["TOKEN"][unit]=1 or initial.VARIABLE[unit]=1'
)
"""The forms there are; where the network is known, examples of its own take their place."""
_PARTS = re.compile(r"\s*(initial\s*\.\s*)?([^\W\d]\w*)\s*((?:\[[^\[\]]*\]\s*)*)(?:=(.*))?", re.DOTALL)
_BRACKET = re.compile(r"\[\s*([^\[\]]*?)\s*\]")
_INDEX = re.compile(r"[0-9]{1,9}|:")
_QUOTED = re.compile(r"""(?P<quote>["']).*(?P=quote)""", re.DOTALL)


def misread(text: str) -> UsageError:
    """Why a text is no edit: its index, its value, its name, or all of it."""
    match = _PARTS.fullmatch(text)
    if match is None:
        return UsageError(f"'{text}' sets nothing", HINT)
    starts, name, value = bool(match[1]), match[2], (match[4] or "").strip()
    indices = _BRACKET.findall(match[3])
    if name == "embedding" and not starts:
        if not indices or not _QUOTED.fullmatch(indices[0]):
            token = indices[0].strip("\"'") if indices else "a"
            return UsageError(f"'{text}' names no token", f'write it in quotes, as in embedding["{token}"][0]=1')
        starts, indices = True, indices[1:]
    elif not indices and not starts:
        number = value or "0"
        hint = f"write {name}[:]={number} for all of them, {name}[0]={number} for the first"
        return UsageError(f"'{text}' does not say which numbers of {name}", hint)
    for index in indices:
        if not _INDEX.fullmatch(index):
            hint = "steps, rows, columns and units count from 0; : stands for all"
            return UsageError(f"'{index}' in '{text}' is no index", hint)
    if len(indices) > (1 if starts else 2):
        return UsageError(f"'{text}' has too many indices", HINT)
    if not value:
        return UsageError(f"'{text}' gives no value", f"write {text.rstrip(' =')}=1")
    return no_number(value, text)


def no_number(value: str, text: str) -> UsageError:
    """Why the value of an edit is none."""
    return UsageError(f"'{value}' in '{text}' is no finite number", "write a number, such as 0.5 or -2e-3")


def name_in(text: str) -> str:
    """The name that a text begins with, as far as it is one of an edit; empty where there is none."""
    match = _PARTS.fullmatch(text)
    return match[2] if match is not None else ""
