"""An equation file: what is read from it, and that every wrong key or value is refused with what may stand there."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnntui.engine.architecture import ROLES, Until, parse_architecture, without
from rnntui.engine.architecture_file import read_architecture
from rnntui.engine.expression import Apply, Constant, Token, walk, written
from rnntui.engine.limits import LARGEST_FILE
from rnntui.engine.program import program_of
from rnntui.errors import NotationError, RnntuiError

SIZES = """
[sizes]
x = "input"
h = "hidden"
y = "output"
"""
EQUATIONS = """
[[equations]]
is = "h[t] = phi(W_h @ x[t] + U_h @ h[t-1] + alpha)"
role = "hidden"
step = 1
says.en = "New."
says.zh_TW = "新。"
[[equations]]
is = "y[t] = V_y @ h[t] + y[t-1]"
role = "output"
"""
PLAIN = '[[equations]]\nis = "h[t] = x[t]"'
OWN = f"""
title = "Own"
summary.en = "Short."
summary.zh_TW = "短。"
source = "Nobody 2000"
layers = 2
bidirectional = true
{SIZES}
[activations]
phi = "tanh"
[constants]
alpha = 2
{EQUATIONS}
[initial]
h = "b_0"
y = "<bos>"
[import.pytorch]
weight_hh = ["U_h"]
"""


def refused(text: str) -> NotationError:
    with pytest.raises(NotationError) as caught:
        parse_architecture(text, name="own", file="own.toml")
    return caught.value


# What is read.


def test_all_that_a_file_says() -> None:
    found = parse_architecture(OWN, name="own", file="own.toml")
    assert found.title == {"en": "Own"}
    assert found.summary == {"en": "Short.", "zh_TW": "短。"}
    assert found.source == "Nobody 2000"
    assert (found.layers, found.bidirectional, found.base) == (2, True, "")
    assert found.sizes == {"x": "input", "h": "hidden", "y": "output"}
    assert found.activations == {"phi": "tanh"}
    assert found.constants == {"alpha": 2.0}
    assert {name: written(tree) for name, tree in found.initial.items()} == {"h": "b_0", "y": "<bos>"}
    assert found.initial["y"] == Token("<bos>")
    assert found.imports == {"pytorch": {"weight_hh": ("U_h",)}}
    assert found.text == OWN


def test_all_that_an_entry_says() -> None:
    hidden, output = parse_architecture(OWN).equations
    assert (hidden.name, hidden.role, hidden.step) == ("h", "hidden", 1)
    assert hidden.says == {"en": "New.", "zh_TW": "新。"}
    assert hidden.text == "h[t] = phi(W_h @ x[t] + U_h @ h[t-1] + alpha)"
    assert (output.role, output.step, output.says) == ("output", None, {})


def test_what_is_left_out_has_a_default() -> None:
    found = parse_architecture(PLAIN, name="own")
    assert found.title == {"en": "own"}
    assert (found.summary, found.source, found.layers, found.bidirectional) == ({}, "", 1, False)
    assert found.equations[0].role == "part"


@pytest.mark.parametrize("role", ROLES)
def test_every_role(role: str) -> None:
    found = parse_architecture(f'{PLAIN}\nrole = "{role}"')
    assert found.equations[0].role == role


def test_slots_and_constants_are_put_in_when_the_equation_is_read() -> None:
    tree = parse_architecture(OWN, activations={"phi": "relu"}).equations[0].tree
    assert isinstance(tree, Apply)
    assert (tree.function, tree.slot) == ("relu", "phi")
    assert Constant("alpha", 2.0) in walk(tree)


def test_what_ends_the_output_steps() -> None:
    text = f'{SIZES}\n[[equations]]\nis = "y[u] = V_y @ x[T]"\n[until]\ny = "<eos>"\n'
    assert parse_architecture(text).until == Until("y", "<eos>", 100)
    assert parse_architecture(f"{text}steps = 7").until == Until("y", "<eos>", 7)
    assert parse_architecture(OWN).until is None


# What is refused.

REFUSED = {
    "a b": ("'b' stands where '=' must stand", "key = value"),
    "": ("the file has no equations", "[[equations]]"),
    "equations = 3": ("the file has no equations", "[[equations]]"),
    '[equations]\nis = "h[t] = x[t]"': ("the file has no equations", "[[equations]]"),
    'equations = ["h[t] = x[t]"]': ("no table", "[[equations]]"),
    '[[equations]]\nrole = "hidden"': ("has no equation", 'is = "h[t] = …"'),
    "[[equations]]\nis = 3": ("the equation is 3", "a text in quotation marks"),
    '[[equations]]\nis = "h[t] = b"\nrol = "hidden"': ("'rol' means nothing", "is, role, step, says"),
    '[[equations]]\nis = "h[t] = b"\nrole = "hiden"': ("no role 'hiden'", ", ".join(ROLES)),
    '[[equations]]\nis = "h[t] = b"\nrole = ["hidden"]': ("no role ['hidden']", ", ".join(ROLES)),
    '[[equations]]\nis = "h[t] = b"\nstep = 0': ("step is 0", "whole number from 1"),
    '[[equations]]\nis = "h[t] = b"\nstep = 1.0': ("step is 1.0", "whole number from 1"),
    '[[equations]]\nis = "h[t] = b"\nsays = 3': ("says is 3", "says.en = … and says.zh_TW = …"),
    '[[equations]]\nis = "h[t] = b"\nsays.de = "neu"': ("'de' means nothing in says", "en, zh_TW"),
    f'titel = "Own"\n{PLAIN}': ("'titel' means nothing", "title, source, summary"),
    f"title = 3\n{PLAIN}": ("title is 3", "title.en = … and title.zh_TW = …"),
    f"title.en = 3\n{PLAIN}": ("title is {'en': 3}", "title.en = … and title.zh_TW = …"),
    f'title.fr = "a"\n{PLAIN}': ("'fr' means nothing in title", "en, zh_TW"),
    f"summary = [1]\n{PLAIN}": ("summary is [1]", "summary.en = … and summary.zh_TW = …"),
    f'source.en = "a"\n{PLAIN}': ("source is {'en': 'a'}", "a text in quotation marks"),
    f"layers = 65\n{PLAIN}": ("layers is 65", "whole number from 1 to 64"),
    f'bidirectional = "yes"\n{PLAIN}': ("bidirectional is 'yes'", "true or false"),
    "base = 3": ("base is 3", "a text in quotation marks"),
    f'base = "elman"\n{SIZES}': ("'sizes' means nothing in a file with base", "layers, bidirectional"),
    f"sizes = 3\n{PLAIN}": ("'sizes' is 3, no table", "[sizes]"),
    f"[sizes]\nx = 3\n{PLAIN}": ("[sizes] x is 3", "a text in quotation marks"),
    f'[sizes]\nx = ""\n{PLAIN}': ("'' can't be a name", "letters, digits and _"),
    f'[sizes]\nx = "T"\n{PLAIN}': ("'T' can't be a name", "no clock"),
    f'[sizes]\nx = "a + b"\n{PLAIN}': ("'a + b' can't be a name", "letters, digits and _"),
    f'activations = "tanh"\n{PLAIN}': ("'activations' is 'tanh', no table", "[activations]"),
    f"[activations]\nphi = 3\n{PLAIN}": ("[activations] phi is 3", "a text in quotation marks"),
    f'[activations]\nphi = "tan"\n{PLAIN}': ("no function 'tan' for the slot 'phi'", "sigmoid hard_sigmoid tanh"),
    f'[activations]\nphi = "concat"\n{PLAIN}': ("no function 'concat' for the slot", "sigmoid hard_sigmoid tanh"),
    f'[activations]\ntanh = "relu"\n{PLAIN}': ("[activations] 'tanh' can't be a name", "no function"),
    f'[activations]\n"2x" = "relu"\n{PLAIN}': ("[activations] '2x' can't be a name", "letters, digits and _"),
    f'[constants]\nphi = 2\n[activations]\nphi = "tanh"\n{PLAIN}': ("'phi' is an activation slot too", "another name"),
    f'[constants]\nalpha = "2"\n{PLAIN}': ("[constants] alpha is '2'", "a finite number"),
    f"[constants]\nalpha = nan\n{PLAIN}": ("[constants] alpha is nan", "a finite number"),
    f"[constants]\nalpha = 1e999\n{PLAIN}": ("[constants] alpha is inf", "a finite number"),
    f"[constants]\nlambda = 1\n{PLAIN}": ("[constants] 'lambda' can't be a name", "no word of Python"),
    f"initial = 3\n{PLAIN}": ("'initial' is 3, no table", "[initial]"),
    f"{OWN}\n[until]\n": ("[until] names no one variable", 'y = "<eos>" and steps = 20'),
    f"{OWN}\n[until]\nsteps = 3": ("[until] names no one variable", 'y = "<eos>" and steps = 20'),
    f'{OWN}\n[until]\ny = "a"\nh = "a"': ("[until] names no one variable", 'y = "<eos>" and steps = 20'),
    f"{OWN}\n[until]\ny = 3": ("[until] y is 3", "a text in quotation marks"),
    f'{OWN}\n[until]\ny = "a"\nsteps = 0': ("[until] steps is 0", "whole number from 1 to 100,000"),
    f"{OWN}\n[import.keras]\nkernel = 3": ("[import.keras] kernel is 3", 'a list of names, such as ["W_i", "W_f"]'),
    f"{OWN}\n[import.keras]\nkernel = [3]": ("[import.keras] kernel is [3]", "a list of names"),
    f"import = 3\n{PLAIN}": ("'import' is 3, no table", "[import]"),
    f"[import]\nkeras = 3\n{PLAIN}": ("'import.keras' is 3, no table", "[import.keras]"),
}


@pytest.mark.parametrize("text", REFUSED)
def test_what_a_file_can_not_say(text: str) -> None:
    reason, hint = REFUSED[text]
    error = refused(text)
    assert error.file == "own.toml"
    assert reason in error.reason
    assert hint in error.hint


def test_an_error_within_an_entry_shows_its_equation() -> None:
    error = refused('[[equations]]\nis = "h[t] = b"\nrole = "hiden"')
    told = "own.toml: in «h[t] = b»: there is no role 'hiden'; did you mean hidden? the roles are signal, gate"
    assert str(error).startswith(told)


def test_an_error_in_the_notation_shows_its_file_and_column() -> None:
    error = refused('[[equations]]\nis = "隱[t] = foo(x[t])"')
    assert (error.file, error.equation, error.column) == ("own.toml", "隱[t] = foo(x[t])", 8)


def test_only_slots_that_are_there_can_be_filled() -> None:
    with pytest.raises(NotationError, match="no activation slot 'gate'; the slots are phi"):
        parse_architecture(OWN, activations={"gate": "relu"})
    with pytest.raises(
        NotationError, match=r"no function 'rleu' for the slot 'phi'; did you mean relu\? the functions"
    ):
        parse_architecture(OWN, activations={"phi": "rleu"})


@given(st.integers(0, len(OWN)), st.integers(0, len(OWN)), st.text())
def test_any_text_is_an_architecture_or_a_notation_error(start: int, end: int, put_in: str) -> None:
    with suppress(NotationError):
        parse_architecture(OWN[:start] + put_in + OWN[end:])


# Files.


def test_a_file_is_read_under_its_own_name(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_bytes(b"\xef\xbb\xbf" + OWN.replace("\n", "\r\n").encode())
    found = read_architecture(path)
    assert (found.name, found.file, len(found.equations)) == ("own", "own.toml", 2)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"title = '\xff'", "byte 9 is not UTF-8; save the file as UTF-8"),
        (b"#" * (LARGEST_FILE + 1), "1,000,001 bytes are too many"),
        (None, "No such file"),
    ],
)
def test_a_file_that_can_not_be_read(tmp_path: Path, content: bytes | None, reason: str) -> None:
    path = tmp_path / "own.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(RnntuiError, match=reason):
        read_architecture(path)


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(RnntuiError):
        read_architecture(tmp_path)


# Leaving equations out.


def test_without_an_equation_all_that_only_it_needs_is_gone() -> None:
    text = f'{OWN}"weight_out" = ["V_y"]'
    found = without(parse_architecture(text, name="own"), {"y"})
    assert [each.name for each in found.equations] == ["h"]
    assert found.sizes == {"x": "input", "h": "hidden"}
    assert found.initial.keys() == {"h"}
    assert found.imports == {"pytorch": {"weight_hh": ("U_h",)}}
    assert found.left_out == ("y",)
    assert program_of(found, 1, False).names == ("x", "h")


def test_without_its_reader_a_start_is_gone() -> None:
    text = '[[equations]]\nis = "h[t] = W_h @ x[t]"\n[[equations]]\nis = "y[t] = h[t-1]"\n[initial]\nh = "b_0"'
    found = without(parse_architecture(f"{SIZES}{text}"), {"y"})
    assert found.initial == {}
    assert program_of(found).weights.keys() == {"W_h"}
