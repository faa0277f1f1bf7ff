"""`rnntui trace --break … --watch …` in every format."""

from __future__ import annotations

import csv
import io
import json

import numpy as np
import pytest

from rnntui.cli import main
from rnntui.engine.catalogue import architecture_names
from rnntui.session.realise import realise
from rnntui.session.setup import Setup

SAW = ("I saw a saw", "--arch", "lstm")
ASKED = ("--break", 'token == "saw"', "--break", "h[t][0] > 9", "--watch", "h[t]", "--watch", "max(abs(h[t] - h[t-1]))")


def printed(capfd: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["trace", *arguments]) == 0
    return capfd.readouterr().out


def test_a_table_marks_where_they_hold(capfd: pytest.CaptureFixture[str]) -> None:
    lines = printed(capfd, *SAW, *ASKED).splitlines()
    assert lines[0].split("  ")[0] == "step"
    assert ["●" in line for line in lines[2:6]] == [False, True, False, True]
    assert lines[6:] == ['token == "saw" holds at 2 of 4 steps: 1, 3', "h[t][0] > 9 holds at none of 4 steps"]
    assert printed(capfd, *SAW, *ASKED, "--lang", "zh-TW").splitlines()[-1] == "h[t][0] > 9 在 4 步中都不成立"
    assert printed(capfd, *SAW, *ASKED, "--format", "markdown").count("●") == 2


def test_json_and_csv_have_full_precision(capfd: pytest.CaptureFixture[str]) -> None:
    h = realise(Setup(text="I saw a saw", architecture="lstm")).trace["h"]
    jumps = np.abs(np.diff(h, axis=0, prepend=0)).max(axis=1)
    table = json.loads(printed(capfd, *SAW, *ASKED, "--format", "json"))
    assert table["format"] == "rnntui-conditions/1"
    assert table["breakpoints"] == {'token == "saw"': {"t": [1, 3]}, "h[t][0] > 9": {"t": []}}
    assert table["watches"]["h[t]"]["t"] == h.tolist()
    assert table["watches"]["max(abs(h[t] - h[t-1]))"]["t"] == jumps.tolist()
    rows = list(csv.DictReader(io.StringIO(printed(capfd, *SAW, *ASKED, "--format", "csv"))))
    assert [row["token"] for row in rows] == ["I", "saw", "a", "saw"]
    assert [row['token == "saw"'] for row in rows] == ["0", "1", "0", "1"]
    assert [float(row["h[t][2]"]) for row in rows] == h[:, 2].tolist()


@pytest.mark.parametrize("name", architecture_names())
def test_every_architecture_on_both_clocks(name: str, capfd: pytest.CaptureFixture[str]) -> None:
    trace = realise(Setup(text="I saw a saw", architecture=name)).trace
    asked = [f"{v}[{c}][0]" for v, c in trace.program.clocks.items() if not trace.program.once(v)]
    arguments = ("I saw a saw", "--arch", name, *(part for text in asked for part in ("--watch", text)))
    table = json.loads(printed(capfd, *arguments, "--break", "token != ''", "--format", "json"))
    for text in asked:
        variable, clock = text[: text.index("[")], text[text.index("[") + 1]
        assert table["watches"][text] == {clock: trace[variable][:, 0].tolist()}
    assert table["breakpoints"]["token != ''"]["t"] == [0, 1, 2, 3]
    rows = list(csv.reader(io.StringIO(printed(capfd, *arguments, "--format", "csv"))))
    assert len(rows) == 1 + sum(trace.clocks.values())
    printed(capfd, *arguments, "--break", "token != ''")


def test_texts_truth_and_nan(capfd: pytest.CaptureFixture[str]) -> None:
    asked = ("--watch", "token", "--watch", "h[t][0] > 0", "--watch", "0 / 0", "--watch", "h[3]")
    table = json.loads(printed(capfd, *SAW, *asked, "--format", "json"))["watches"]
    assert table["token"]["t"] == ["I", "saw", "a", "saw"]
    assert table["h[t][0] > 0"]["t"] == [True, False, True, False]
    assert table["0 / 0"]["t"] == ["nan"] * 4
    assert table["h[3]"]["t"] == [table["h[3]"]["t"][0]] * 4
    shown = printed(capfd, *SAW, *asked)
    assert "false" in shown
    assert "nan" in shown


def test_beyond_the_ends_there_is_no_value(capfd: pytest.CaptureFixture[str]) -> None:
    asked = ("--watch", "h[t+1]", "--watch", "argmax(y[t-1])", "--watch", "token[t-1]", "--break", "h[t+1][0] > -9")
    table = json.loads(printed(capfd, *SAW, *asked, "--format", "json"))
    watches = {text: by_clock["t"] for text, by_clock in table["watches"].items()}
    assert [value is None for value in watches["h[t+1]"]] == [False, False, False, True]
    assert watches["token[t-1]"] == [None, "I", "saw", "a"]
    assert table["breakpoints"] == {"h[t+1][0] > -9": {"t": [0, 1, 2]}}
    rows = list(csv.reader(io.StringIO(printed(capfd, *SAW, *asked, "--format", "csv"))))
    assert rows[4][3:6] == ["", "", ""]
    assert rows[1][6:] == ["", ""]
    lines = printed(capfd, *SAW, *asked).splitlines()
    assert lines[5].split()[:2] == ["3", "saw"]
    assert "●" not in lines[5]


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("--break", "h[t]"), 2, "is not one truth value"),
        (("--break", "h[t] >"), 2, "column 7: a syntax error: something is missing here"),
        (("--watch", "h[:]"), 2, "'h[:]' is a matrix at every step"),
        (
            ("--break", f"{'(' * 500}1{')' * 500}"),
            2,
            "column 201: the equation is nested too deeply; 60 levels at most",
        ),
        (("--watch", "h[t]", "--format", "npz"), 2, "--break and --watch have no format npz"),
        (("--watch", "h[t]", "--explain", "h[3][0]"), 2, "--explain and --watch are both given"),
    ],
)
def test_what_does_not_fit_is_one_line(
    arguments: tuple[str, ...], status: int, said: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["trace", *SAW, *arguments]) == status
    out, err = capfd.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert said in err


def test_hostile_tokens_are_shown_and_not_run(capfd: pytest.CaptureFixture[str]) -> None:
    text = "\x1b]52;c;aGk=\x07 \u202ex"
    shown = printed(capfd, text, "--watch", "token", "--break", r'token == "\x1b"')
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert "holds at 1 of" in shown
