"""The worked arithmetic as LaTeX."""

from __future__ import annotations

import re

from .digits import brief
from .explanation import Choice, Explanation, Function, Operation, Part, Products, Quantity
from .explanation_text import equals, product_text

_FUNCTIONS = {"tanh": r"\tanh", "exp": r"\exp", "log": r"\log", "sigmoid": r"\sigma"}


def as_latex(explanation: Explanation) -> str:
    """The value as an `aligned` display: with names, with numbers, and each sum of products below it."""
    left = _name(explanation.place)
    root = explanation.root
    rows = []
    if explanation.equation:
        rows.append(f"{left} &= {_expression(root, named=True)}")
        mark = "=" if equals(root, root.value, 4) else r"\approx"
        numbers = _expression(root, named=False)
        if numbers != _number(root.value):
            rows.append(f"&= {numbers}")
        rows.append(f"&{mark} {_number(root.value)}")
    else:
        rows.append(f"{left} &= {_number(explanation.value)}")
    if explanation.forced:
        rows.append(rf"{left} &\leftarrow {_number(explanation.value)} \quad \text{{(forced)}}")
    for part in _sums(root):
        text, exact = product_text(part, 4, 6)
        worked = re.sub(r"(\d|\))·", r"\1 \\cdot ", text).replace("·", r" \cdot ")
        worked = re.sub(r"\((\d+) more: ([^)]*)\)", r"\\underbrace{\2}_{\\text{\1 more}}", worked)
        worked = re.sub(r"([\d.]+)e([+-]\d+)", lambda m: rf"{m[1]} \times 10^{{{int(m[2])}}}", worked)
        mark = "=" if exact else r"\approx"
        rows.append(f"{_name(part.text)} &= {worked} {mark} {_number(part.value)}")
    body = " \\\\\n  ".join(rows)
    return f"\\[\n\\begin{{aligned}}\n  {body}\n\\end{{aligned}}\n\\]\n"


def _sums(part: Part) -> list[Products]:
    match part:
        case Products():
            return [part]
        case Operation(_, left, right):
            return (_sums(left) if left is not None else []) + _sums(right)
        case Function(_, _, argument):
            return _sums(argument)
    return []


def _expression(part: Part, *, named: bool, level: int = 0) -> str:
    match part:
        case Operation(_, None, right):
            return f"-{_expression(right, named=named, level=3)}"
        case Operation("/", left, right):
            assert left is not None
            return rf"\frac{{{_expression(left, named=named)}}}{{{_expression(right, named=named)}}}"
        case Operation(operator, left, right):
            assert left is not None
            own = 2 if operator == "*" else 1
            between = r" \cdot " if operator == "*" else f" {operator} "
            a = _expression(left, named=named, level=own)
            b = _expression(right, named=named, level=own + 1)
            text = f"{a}{between}{b}"
            return rf"\left({text}\right)" if own < level else text
        case Function("concat", _, argument):
            return _expression(argument, named=named, level=level)
        case Function(name, _, argument):
            function = _FUNCTIONS.get(name, rf"\mathrm{{{_escaped(name)}}}")
            return rf"{function}\left({_expression(argument, named=named)}\right)"
        case Choice(function, entry, text) if named:
            inner = text[1:-1] if text.startswith("(") else text
            return rf"\mathrm{{{function}}}\left({_name(inner)}\right)_{{{entry}}}"
        case Quantity(text) | Products(text) if named:
            return _name(text)
    number = _number(part.value)
    return rf"\left({number}\right)" if number.startswith("-") and level > 1 else number


def _number(value: float) -> str:
    text = brief(value)
    mantissa, _, exponent = text.partition("e")
    if exponent.lstrip("+-").isdigit():
        return rf"{mantissa} \times 10^{{{int(exponent)}}}"
    return {"inf": r"\infty", "-inf": r"-\infty", "nan": r"\mathrm{nan}"}.get(text, text)


def _name(text: str) -> str:
    """`h_l0[2][0]` as h^{(2)}_{l0,\\,0}; products of names with a dot between."""

    def one(match: re.Match[str]) -> str:
        base, _, below = match["name"].partition("_")
        entries = re.findall(r"\[([^\]]*)\]", match["indices"])
        is_weight = base[:1].isupper() or base in ("b", "p", "v")
        above = "" if is_weight or not entries else f"^{{({entries.pop(0)})}}"
        base = base if len(base) == 1 else rf"\mathrm{{{_escaped(base)}}}"
        lower = r",\,".join([*([rf"\mathrm{{{_escaped(below)}}}"] if below else []), *entries])
        return f"{base}{above}" + (f"_{{{lower}}}" if lower else "")

    pattern = r"(?P<name>[^\W\d]\w*)(?P<indices>(?:\[[^\]]*\])*)"
    return re.sub(pattern, one, text).replace("·", r"\cdot").replace("*", r"\cdot").replace(" @ ", r"\,")


def _escaped(text: str) -> str:
    return text.replace("_", r"\_")
