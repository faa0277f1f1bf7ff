"""What the commands print, for every architecture and format, and for whatever does not fit."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

import rnntui
from rnntui.cli import main
from rnntui.engine.catalogue import architecture_names, find_architecture
from rnntui.text.encodings import names
from rnntui.text.samples import sample_corpora

Printed = Callable[..., tuple[int, str, str]]


@pytest.fixture
def printed(capfdbinary: pytest.CaptureFixture[bytes]) -> Printed:
    """Run a command; gives back status, standard output and standard error."""

    def run(*arguments: str) -> tuple[int, str, str]:
        status = main(list(arguments))
        out, err = capfdbinary.readouterr()
        return status, out.decode(), err.decode()

    return run


def test_the_worked_example_ends_in_114(printed: Printed) -> None:
    status, out, err = printed("trace", "我祖你孫", "--sample", "kinship", "--format", "json")
    table = json.loads(out)
    assert status == 0
    assert err == ""
    assert table["format"] == "rnntui-trace/1"
    assert table["tokens"] == ["我", "祖", "你", "孫"]
    assert table["values"]["y"] == [[3, 3], [12, 12], [36, 36], [114, 114]]
    assert '"y": [[3, 3], [12, 12], [36, 36], [114, 114]]' in out


def test_without_a_sentence_the_worked_example_is_traced(printed: Printed) -> None:
    _, out, _ = printed("trace", "--format", "json")
    assert json.loads(out)["values"]["y"][-1] == [42, 42]


@pytest.mark.parametrize("name", architecture_names())
def test_every_architecture_is_traced_deep_and_both_ways(name: str, printed: Printed) -> None:
    status, out, err = printed(
        "trace", "I saw a saw", "--arch", name, "--layers", "2", "--bidirectional", "--format", "json"
    )
    writes = find_architecture(name).until is not None
    assert status == 0
    # What was not chosen is chosen sensibly, and said.
    assert err == ("rnntui: no labels were given: the outputs are called <bos>, <eos>, I, a, saw\n" if writes else "")
    table = json.loads(out)
    assert table["layers"] == 2
    assert table["clocks"]["t"] == 4
    assert len(table["values"]["y"]) == table["clocks"]["u" if writes else "t"]
    expected = rnntui.build(name, layers=2, bidirectional=True, encoding="one-hot", text="I saw a saw", hidden=3)
    np.testing.assert_array_equal(np.array(table["values"]["y"]), expected.trace("I saw a saw")["y"])


def test_a_value_can_be_forced(printed: Printed) -> None:
    arguments = ("trace", "I saw a saw", "--arch", "lstm", "--format", "json")
    plain = json.loads(printed(*arguments)[1])["values"]
    forced = json.loads(printed(*arguments, "--set", "f[2][0]=0", "--set", "o[:][1]=1")[1])["values"]
    assert forced["f"][2][0] == 0
    assert [step[1] for step in forced["o"]] == [1, 1, 1, 1]
    assert forced["c"][:2] != plain["c"][:2] or forced["h"][0] != plain["h"][0]
    assert forced["kept"][2][0] == 0


def test_one_value_is_explained(printed: Printed) -> None:
    _, out, _ = printed("trace", "--explain", "h[3][0]")
    assert "W_h[0] · x[3] = 1·1 + 1·1" in out
    assert "h[3][0] = phi(2 + 12 + 0) = phi(14) = 14\n" in out
    assert out.endswith("the new hidden state.\n")
    assert "新的隱藏狀態" in printed("trace", "--explain", "h[3][0]", "--lang", "zh-TW")[1]
    table = json.loads(printed("trace", "--explain", "h[3][0]", "--format", "json")[1])
    assert (table["place"], table["value"], table["lines"][-1]["value"]) == ("h[3][0]", 14, 14)
    assert printed("trace", "--explain", "h[3][0]", "--format", "latex")[1].startswith("\\[")
    assert "| `W_h[0] · x[3]` |" in printed("trace", "--explain", "h[3][0]", "--format", "markdown")[1]


def test_t_is_the_step_computed_last_as_in_equations(printed: Printed) -> None:
    once = ("trace", "--sample", "many-to-one", "--explain")
    assert printed(*once, "y[T][0]") == printed(*once, "y[0][0]")
    both = ("trace", "I saw a saw", "--bidirectional", "--explain")
    assert printed(*both, "h_l0[T][0]") == printed(*both, "h_l0[3][0]")
    assert printed(*both, "h_l0_reverse[T][0]") == printed(*both, "h_l0_reverse[0][0]")


def test_what_a_file_held_that_is_replaced_is_said(tmp_path: Path, printed: Printed) -> None:
    path = tmp_path / "a.csv"
    path.touch()
    command = ("trace", "a", "--format", "csv", "-o", str(path))
    assert printed(*command) == (0, "", "")
    size = path.stat().st_size
    assert printed(*command) == (0, "", f"rnntui: {path} was there already and is replaced: it had {size} bytes\n")
    assert printed(*command, "--lang", "zh-TW")[2] == f"rnntui: {path} 原本就在，已被取代：原有 {size} 個位元組\n"
    assert printed(*command[:-1], "/dev/null") == (0, "", "")


@pytest.mark.parametrize("form", ["table", "json", "csv", "npz", "markdown"])
def test_every_format_goes_to_a_file(form: str, tmp_path: Path, printed: Printed) -> None:
    path = tmp_path / "trace.out"
    assert printed("trace", "I saw a saw", "--format", form, "-o", str(path)) == (0, "", "")
    assert path.stat().st_size > 100
    assert [each.name for each in tmp_path.iterdir()] == ["trace.out"]


def test_numbers_are_fed_in_place_of_a_sentence(tmp_path: Path, printed: Printed) -> None:
    path = tmp_path / "x.npy"
    np.save(path, np.arange(6.0).reshape(3, 2))
    table = json.loads(printed("trace", "--inputs", str(path), "--format", "json")[1])
    assert table["tokens"] is None
    assert table["values"]["x"] == [[0, 1], [2, 3], [4, 5]]


def test_labels_make_the_size_of_the_output(printed: Printed) -> None:
    table = json.loads(printed("trace", "a b", "--labels", "verb,noun,other", "--format", "json")[1])
    assert table["labels"] == ["verb", "noun", "other"]
    assert len(table["values"]["y"][0]) == 3


def test_an_unknown_word_is_marked_and_never_silent(tmp_path: Path, printed: Printed) -> None:
    path = tmp_path / "t.csv"
    path.write_text("a,1,2\n")
    _, out, _ = printed("trace", "a b", "--embedding", str(path))
    assert "?b" in out
    assert "? marks tokens that the encoding does not know, for which the zero vector stands: b" in out


@pytest.mark.parametrize(
    ("arguments", "status", "found"),
    [
        (["trace", "a", "--arch", "lsmt"], 2, "did you mean lstm"),
        (["trace", "a", "--encoding", "onehot"], 2, "did you mean one-hot"),
        (["trace", "a", "--hidden", "１２"], 2, "'１２' is no whole number"),
        (["trace", "a", "--hidden", "0"], 2, "from 1 to 65536"),
        (["trace", "a", "--seed", "1e9"], 2, "'1e9' is no whole number"),
        (["trace", "a", "--seed", "-1"], 2, "--seed"),
        (["trace", "a", "--seed", "nan"], 2, "'nan'"),
        (["trace", "a", "--tokens", "letters"], 2, "'auto', 'words', 'characters'"),
        (["trace", "a", "--unknown", "skip"], 2, "'zero', 'unk', 'random'"),
        (["trace", "a", "--activation", "phi"], 2, "NAME=VALUE"),
        (["trace", "a", "--activation", "rho=tanh"], 1, "phi"),
        (["trace", "a", "--activation", "phi=tan"], 1, "sigmoid"),
        (["trace", "a", "--set", "h[0]"], 2, "'h[0]' gives no value; write h[0]=1"),
        (["trace", "a", "--set", "h[-1][0]=1"], 2, "'-1' in 'h[-1][0]=1' is no index"),
        (["trace", "a", "--set", "W_h=0"], 2, "'W_h=0' does not say which numbers of W_h"),
        (["trace", "a", "--set", "W_i=0"], 1, "there is no variable or weight 'W_i'"),
        (["trace", "a", "--set", "h[0"], 2, 'write it like h[0][0]=0, W_h[1][0]=1, b_h[1]=1, embedding["a"]'),
        (["trace", "a", "--set", "h[0][0]=x"], 2, "'x'"),
        (["trace", "a", "--set", "q[0][0]=1"], 1, "no variable or weight 'q'"),
        (["trace", "a", "--set", "h[9][0]=1"], 1, "has no step 9"),
        (["trace", "a", "--set", "h[0][9]=1"], 1, "has no unit 9"),
        (["trace", "a", "--explain", "h"], 2, "as in h[0][0]"),
        (["trace", "a", "--explain", "h[5][0]"], 1, "no step 5"),
        (["trace", "a", "--explain", "h[U][0]"], 2, "'h' runs over t, not u; write h[T]"),
        (["trace", "a", "--only", "q"], 1, "no variable 'q'"),
        (["trace", "a", "--format", "xml"], 2, "xml"),
        (["trace", "a", "--weights", "zeros"], 1, "zeros"),
        (["trace", "a", "--weights", "absent.safetensors"], 1, "ones, random, or the path of a file"),
        (["trace", "a", "--model", "absent.safetensors"], 1, "no file absent.safetensors"),
        (["trace", "a", "--embedding", "absent.csv"], 1, "kinship"),
        (["trace", "a", "--arch", "absent.toml"], 1, "absent.toml"),
        (["trace", "a", "--inputs", "absent.npy"], 2, "both given"),
        (["trace", "--inputs", "absent.npy"], 1, "no file absent.npy"),
        (["trace", "a", "--sample", "none"], 1, "kinship"),
        (["trace", "a", "b"], 2, "b"),
        (["trace", "a", "--corpus", "absent"], 1, "a sample: chinese, english"),
        (["trace", "a", "--corpus", "english", "--embedding", "kinship"], 1, "embedding learns from no corpus"),
        (["trace", "a", "--encoding", "lsa", "--embedding", "kinship"], 1, "lsa takes no embedding table"),
        (["trace", "a", "-o", "/nowhere/x"], 1, "/nowhere/x"),
        (["trace", "a" * 1_000_001], 1, "1,000,000 are the limit"),
        (["snapshot", "--size", "0x0"], 2, "80x24"),
        (["snapshot", "-o", "x.gif"], 2, ".svg and .txt"),
        (["snapshot", "--press", "nokey"], 2, "nokey"),
        (["check", "absent.toml"], 1, "absent.toml"),
    ],
)
def test_what_does_not_fit_is_one_line_that_says_what_does(
    arguments: list[str], status: int, found: str, printed: Printed
) -> None:
    got, out, err = printed(*arguments)
    assert (got, out) == (status, "")
    assert found in err
    assert err.startswith("rnntui: ")
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    "text", ["\x1b]52;c;aGk=\x07", "\x1b[6n", "\x9b2J", "a\u202eb", "\x00", "a\ud800", "[/]", "[red]x"]
)
@pytest.mark.parametrize("form", ["table", "markdown"])
def test_no_control_character_of_a_sentence_reaches_the_terminal(text: str, form: str, printed: Printed) -> None:
    status, out, err = printed("trace", text, "--format", form)
    assert status == 0
    assert all(character.isprintable() or character == "\n" for character in out + err)


def test_file_names_in_errors_are_made_visible(printed: Printed) -> None:
    _, _, err = printed("trace", "a", "--model", "\x1b[2Jevil\n.safetensors")
    assert "\x1b" not in err
    assert err.count("\n") == 1


def test_what_there_is_is_listed_in_both_languages(printed: Printed) -> None:
    _, out, _ = printed("list")
    for name in (*architecture_names(), *names(), "kinship", "relations", *sample_corpora()):
        assert f"  {name} " in out
    assert "長短期記憶" in printed("list", "--lang", "zh-TW")[1]
    assert set(json.loads(printed("list", "--format", "json")[1])["architectures"]) == set(architecture_names())


OWN = """
[sizes]
x = "input"
h = "hidden"
[[equations]]
is = "h[t] = tanh(W @ x[t] + R @ h[t-1])"
role = "hidden"
"""


def test_an_own_architecture_is_checked_and_traced(tmp_path: Path, printed: Printed) -> None:
    path = tmp_path / "own.toml"
    path.write_text(OWN)
    status, out, _ = printed("check", str(path))
    assert status == 0
    assert "own: ok" in out
    assert "(hidden, input)" in out
    values = json.loads(printed("trace", "a b", "--arch", str(path), "--format", "json")[1])["values"]
    assert len(values["h"]) == 2
    path.write_text(OWN.replace("h[t-1]", "hh[t-1]"))
    status, out, err = printed("check", str(path))
    assert (status, out) == (1, "")
    assert "own.toml" in err
    assert "column 28" in err
    assert "'hh' is defined nowhere" in err
