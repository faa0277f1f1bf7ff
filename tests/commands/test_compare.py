"""`rnntui compare`: what it prints, what B has alone, and what does not fit."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import save_file

import rnntui
from rnntui.cli import main
from rnntui.commands.beside import Given, add_options_of_both, given_to_b, of_b_alone, options_of_b, read_both
from rnntui.commands.compare import parser as command_parser
from rnntui.commands.compare import sides, written
from rnntui.commands.options import add_options
from rnntui.commands.parsing import Parser
from rnntui.session.differences import differences

Printed = Callable[..., tuple[int, str, str]]
KINSHIP = ("compare", "你祖我孫", "我祖你孫", "--sample", "kinship")


@pytest.fixture
def printed(capfdbinary: pytest.CaptureFixture[bytes]) -> Printed:
    """Run a command; gives back status, standard output and standard error."""

    def run(*arguments: str) -> tuple[int, str, str]:
        status = main(list(arguments))
        out, err = capfdbinary.readouterr()
        return status, out.decode(), err.decode()

    return run


def test_the_worked_example_is_42_beside_114(printed: Printed) -> None:
    status, out, err = printed(*KINSHIP)
    assert (status, err) == (0, "")
    assert "3     ≠  孫  孫  42 42  114 114  72 72\n" in out
    assert "they part in column 0: x, h, y\n" in out
    assert "last y: A (42, 42), B (114, 114), B-A (72, 72)\n" in out
    assert printed("compare")[1] == out
    assert printed("compare", "--sample", "kinship")[1] == out
    chinese = printed(*KINSHIP, "--lang", "zh-TW")[1]
    assert "從第 0 欄開始不同：x, h, y\n" in chinese
    assert "最後的 y：A (42, 42)，B (114, 114)，B-A (72, 72)\n" in chinese


@pytest.mark.parametrize("encoding", ["bag-of-words", "lsa"])
def test_without_order_the_two_are_equal(encoding: str, printed: Printed) -> None:
    status, out, err = printed(*KINSHIP, "--encoding", encoding)
    assert (status, err) == (0, "")
    assert "equal everywhere: x, h, y\n" in out
    assert "≠" not in out
    table = json.loads(printed(*KINSHIP, "--encoding", encoding, "--format", "json")[1])
    assert table["parting"] is table["outputs_part"] is None
    assert table["values"]["y"]["difference"] == [[0, 0]]


def test_json_has_the_columns_and_every_number(printed: Printed) -> None:
    table = json.loads(printed("compare", "I saw", "I really saw", "--arch", "lstm", "--format", "json")[1])
    assert table["format"] == "rnntui-comparison/1"
    assert table["a"]["tokens"] == ["I", "saw"]
    assert table["columns"] == {"t": [[0, 0], [None, 1], [1, 2]]}
    assert (table["by_token"], table["not_compared"]) == (True, {})
    assert table["parting"] == {"of": "t", "column": 1, "variables": []}
    h = table["values"]["h"]
    assert (h["a"][1], h["difference"][1], len(h["b"][1])) == (None, None, 3)
    both = rnntui.build("lstm", encoding="one-hot", text="I really saw")
    a, b = both.trace("I saw")["h"], both.trace("I really saw")["h"]
    np.testing.assert_array_equal(h["a"][2], a[1])
    np.testing.assert_array_equal(h["b"], b)
    np.testing.assert_array_equal(h["difference"][2], b[2] - a[1])
    np.testing.assert_array_equal(table["last"]["h"]["difference"], b[2] - a[1])
    other = json.loads(printed("compare", "a", "--arch-b", "lstm", "--of", "c,h", "--format", "json")[1])
    assert list(other["values"]["c"]) == ["b"]
    assert other["not_compared"] == {"c": "only in B"}


def test_csv_has_a_row_for_each_column(printed: Printed) -> None:
    out = printed("compare", "I saw", "I really saw", "--format", "csv", "--of", "y")[1]
    rows = list(csv.DictReader(io.StringIO(out)))
    assert [(row["column"], row["step A"], row["token A"], row["step B"], row["token B"]) for row in rows] == [
        ("0", "0", "I", "0", "I"), ("1", "", "", "1", "really"), ("2", "1", "saw", "2", "saw"),
    ]  # fmt: skip
    assert (rows[1]["y[0] A"], rows[1]["y[0] B-A"]) == ("", "")
    assert float(rows[2]["y[1] B-A"]) == float(rows[2]["y[1] B"]) - float(rows[2]["y[1] A"])
    whole = printed("compare", "a b", "--arch-b", "gru", "--format", "csv")[1]
    assert "h[0] B-A" in whole
    assert "n[0] B" in whole
    assert "n[0] A" not in whole


def test_markdown_is_a_table_of_all_variables(printed: Printed) -> None:
    out = printed(*KINSHIP, "--format", "markdown")[1]
    rows = out.splitlines()
    assert rows[0].startswith("| step |  | A | B | x A | x B | x B-A | h A |")
    assert len(rows) == 6


@pytest.mark.parametrize("form", ["table", "json", "csv", "markdown"])
@pytest.mark.parametrize("orders", [(), ("--orders",)])
def test_every_format_goes_to_a_file(form: str, orders: tuple[str, ...], tmp_path: Path, printed: Printed) -> None:
    path = tmp_path / "found"
    sentences = ["a b"] if orders else ["a b", "b a"]
    assert printed("compare", *sentences, *orders, "--format", form, "-o", str(path)) == (0, "", "")
    assert path.stat().st_size > 30


def test_where_the_network_differs_its_own_variables_stand_alone(printed: Printed) -> None:
    out = printed("compare", "I saw a saw", "--arch-b", "lstm", "--hidden-b", "5")[1]
    assert "A  I saw a saw  elman 3→3→2 · one-hot · random 0\n" in out
    assert "B  I saw a saw  lstm 3→5→2 · one-hot · random 0\n" in out
    assert "only in B: z_i, i," in out
    assert "other sizes in B: h\n" in out
    assert "they part in column 0: y\n" in out
    beside = printed("compare", "a b", "--hidden-b", "5", "--output-b", "3")[1]
    assert "y A" in beside
    assert "y B" in beside
    assert "y B-A" not in beside
    assert "equal everywhere: x\n" in beside


def test_a_table_is_as_wide_as_its_terminal() -> None:
    options, given = read_both(command_parser(), ["a b c", "c b a", "--arch", "lstm"])
    found = differences(*sides(options, given))
    table, notes = written(found, "table", ("i", "f", "g", "c", "h"), 70, "en").split("they part in", 1)
    assert max(map(len, table.splitlines())) <= 70
    assert table.count("step") > 1
    assert "last h: " in notes


def test_two_files_are_compared(tmp_path: Path, printed: Printed) -> None:
    a, b = tmp_path / "a.json", tmp_path / "b.json"
    a.write_text('{"format": "rnntui-setup/1", "text": "a b", "seed": 1}')
    b.write_text('{"format": "rnntui-setup/1", "text": "a b", "seed": 2}')
    status, out, _ = printed("compare", str(a), str(b))
    assert status == 0
    assert "random 1\nB" in out
    assert "they part in column 0: h, y" in out
    x, y = tmp_path / "x.npy", tmp_path / "y.csv"
    np.save(x, np.arange(6.0).reshape(3, 2))
    y.write_text("0,1\n2,4\n")
    table = json.loads(printed("compare", str(x), str(y), "--of", "x", "--format", "json")[1])
    assert table["values"]["x"]["difference"] == [[0, 0], [0, 1], None]
    assert table["a"]["tokens"] is None
    assert table["parting"]["column"] == 1


def test_traces_that_were_written_are_compared(tmp_path: Path, printed: Printed) -> None:
    a, b = tmp_path / "a.json", tmp_path / "b.json"
    for path, sentence in ((a, "你祖我孫"), (b, "我祖你孫")):
        printed("trace", sentence, "--sample", "kinship", "--format", "json", "-o", str(path))
    status, out, _ = printed("compare", str(a), str(b))
    assert status == 0
    assert "last y: A (42, 42), B (114, 114), B-A (72, 72)" in out
    mixed = printed("compare", str(a), "我祖你孫", "--sample", "kinship")[1]
    assert "last y: A (42, 42), B (114, 114), B-A (72, 72)" in mixed
    assert printed("compare", str(a), str(b), "--seed-b", "1")[0] == 2
    b.write_text('{"format": "rnntui-trace/1", "values": {}}')
    status, _, err = printed("compare", str(a), str(b))
    assert status == 1
    assert "b.json" in err


def test_unknown_words_are_marked(tmp_path: Path, printed: Printed) -> None:
    path = tmp_path / "t.csv"
    path.write_text("a,1,2\n")
    out = printed("compare", "a b", "a a", "--embedding", str(path))[1]
    assert "?b" in out
    assert "? marks tokens that the encoding does not know: b" in out


def test_all_orders_stand_beside_the_bag_of_words(printed: Printed) -> None:
    status, out, err = printed("compare", "你祖我孫", "--orders", "--sample", "kinship")
    assert (status, err) == (0, "")
    assert "孫祖我你  198 198  12 12\n" in out
    assert "all 24 orders\n" in out
    assert "A: the answers lie up to 220.6 apart, farthest 你祖我孫 (42, 42) and 孫祖我你 (198, 198)\n" in out
    assert "B: the same answer to every order; order makes no difference\n" in out
    assert "順序沒有影響" in printed("compare", "--orders", "--lang", "zh-TW")[1]
    table = json.loads(printed("compare", "--orders", "--format", "json")[1])
    assert (table["format"], table["possible"], table["sample"], table["seed"]) == ("rnntui-orders/1", 24, False, None)
    assert (table["a"]["least"], table["a"]["greatest"], table["b"]["distance"]) == ([42, 42], [198, 198], 0)
    rows = list(csv.DictReader(io.StringIO(printed("compare", "--orders", "--format", "csv")[1])))
    assert len(rows) == 24
    assert (rows[0]["order"], rows[0]["y[0] A"], rows[0]["y[0] B"]) == ("你 祖 我 孫", "42", "12")


def test_of_many_orders_a_sample_stands_beside_another_network(printed: Printed) -> None:
    arguments = ("compare", "a b c d e f g h", "--orders", "--arch-b", "feedforward", "--seed", "3")
    out = printed(*arguments)[1]
    assert "300 of 40,320 orders, drawn with the seed 3\n" in out
    assert "feedforward" in out
    assert "the table has the first 24 orders" in out
    table = json.loads(printed(*arguments, "--of", "h", "--format", "json")[1])
    assert (table["a"]["variable"], table["seed"], len(table["orders"])) == ("h", 3, 300)
    assert table["b"]["different"] == [8, 8, 8]
    many = printed("compare", " ".join(f"w{k}" for k in range(30)), "--orders", "--output", "12")[1]
    assert "300 orders of more than 9,007,199,254,740,992" in many
    assert "the tables have 8 units" in many
    assert "there is one order alone" in printed("compare", "a a", "--orders")[1]


def test_a_network_from_a_file_has_no_bag_of_words_beside_it(tmp_path: Path, printed: Printed) -> None:
    path = tmp_path / "w.safetensors"
    draw = np.random.default_rng(0)
    save_file({"rnn.weight_ih_l0": draw.normal(size=(5, 2)), "rnn.weight_hh_l0": draw.normal(size=(5, 5))}, path)
    status, out, _ = printed("compare", "a b c", "--orders", "--weights", str(path), "--lang", "en")
    assert status == 0
    assert "there is no bag of words beside it: " in out
    assert "\nB" not in out
    table = json.loads(printed("compare", "a b c", "--orders", "--weights", str(path), "--format", "json")[1])
    assert table["b"] is None
    assert "bag" in table["missing"]


def options_of(*arguments: str) -> dict[str, object]:
    made = Parser("rnntui compare", "", "")
    made.add_argument("runs", nargs="*")
    add_options_of_both(made)
    options, _ = read_both(made, arguments)
    return {key: value for key, value in vars(options_of_b(options)).items() if value is not None}


def test_every_option_of_a_setup_has_one_for_b() -> None:
    plain = Parser("x", "", "")
    add_options(plain)
    names = {action.option_strings[0] for action in plain._actions} - {"-h", "--lang"}
    both = {name for action in command_parser()._actions for name in action.option_strings}
    assert {f"{name}-b" for name in names} <= both


def test_what_b_has_alone_takes_the_place_of_what_both_have() -> None:
    assert options_of("--arch", "gru", "--arch-b", "lstm")["arch"] == "lstm"
    assert options_of("--hidden", "4")["hidden"] == 4
    assert options_of("--set", "h[0]=1", "--set-b", "h[1]=1")["set"] == ["h[0]=1", "h[1]=1"]
    assert options_of("--activation", "a=tanh", "--activation-b", "a=relu")["activation"][-1] == ("a", "relu")  # type: ignore[index]
    loaded = options_of("--weights", "w.pt", "--arch", "gru", "--prefix", "rnn", "--model-b", "m.safetensors")
    assert (loaded["model"], loaded.keys() & {"weights", "arch", "prefix"}) == ("m.safetensors", set())
    fresh = options_of("--model", "m.safetensors", "--weights-b", "ones")
    assert (fresh["weights"], "model" in fresh) == ("ones", False)
    bag = options_of("--encoding", "embedding", "--embedding", "kinship", "--encoding-b", "bag-of-words")
    assert (bag["encoding"], "embedding" in bag) == ("bag-of-words", False)
    table = options_of("--encoding", "one-hot", "--embedding-b", "kinship")
    assert (table["embedding"], "encoding" in table) == ("kinship", False)
    assert options_of("--bidirectional-b")["bidirectional"] is True


def test_what_b_reads() -> None:
    def read(*arguments: str) -> Given:
        options, given = read_both(command_parser(), arguments)
        assert of_b_alone(options) or len(given) > 1
        return given_to_b(options, given)

    assert read("a", "b") == Given("b")
    assert read("a", "--seed-b", "1") == Given("a")
    assert read("a", "--sample-b", "saw") == Given()
    assert read("--seed-b", "1") == Given()
    assert read("--", "-a", "--seed-b") == Given("--seed-b")
    assert read("a", "--", "-") == Given("-")


def test_standard_input_is_one_of_the_sentences(monkeypatch: pytest.MonkeyPatch, printed: Printed) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"b a")))
    assert "A  a b  " in printed("compare", "a b", "-")[1]
    assert "both sentences are to be read" in printed("compare", "-", "-")[2]


@pytest.mark.parametrize(
    ("arguments", "status", "found"),
    [
        (["a"], 2, "there is nothing to compare with"),
        (["--encoding", "one-hot"], 2, "there is nothing to compare with"),
        (["a", "b", "c"], 2, "there are 3 sentences"),
        (["a", "b", "--", "c"], 2, "there are 3 sentences"),
        (["a", ""], 1, "the sentence has no words"),
        (["a", "b", "--of", "q"], 1, "neither of the runs has a variable 'q'"),
        (["a", "b", "--format", "npz"], 2, "npz"),
        (["a", "b", "--arch-b", "lsmt"], 2, "did you mean lstm"),
        (["a", "b", "--hidden-b", "0"], 2, "argument --hidden-b"),
        (["a", "b", "--seed-c", "0"], 2, "--seed-c"),
        (["a", "b", "--inputs-b", "x.npy"], 2, "both given"),
        (["a", "b", "--orders"], 2, "two are given"),
        (["a", "--orders", "--of", "h,y"], 2, "in one variable"),
        (["a", "--orders", "--of", "q"], 1, "no variable 'q'"),
        (["a", "--orders", "--sample-b", "saw"], 2, "B has another one"),
        (["", "--orders"], 1, "the sentence has no words"),
        (["a", "b", "-o", "/nowhere/x"], 1, "/nowhere/x"),
    ],
)
def test_what_does_not_fit_is_one_line_that_says_what_does(
    arguments: list[str], status: int, found: str, printed: Printed
) -> None:
    got, out, err = printed("compare", *arguments)
    assert (got, out) == (status, "")
    assert found in err
    assert err.startswith("rnntui: ")
    assert err.count("\n") == 1


def test_a_network_is_no_sentence(tmp_path: Path, printed: Printed) -> None:
    path = tmp_path / "own.toml"
    path.write_text("")
    status, _, err = printed("compare", str(path), "a")
    assert status == 2
    assert f"write --arch {path}, and for B --arch-b" in err


@pytest.mark.parametrize("text", ["\x1b]52;c;aGk=\x07", "\x9b2J", "a\u202eb", "\x00", "[red]x"])
@pytest.mark.parametrize("more", [("--format", "table"), ("--format", "markdown"), ("--orders",)])
def test_no_control_character_reaches_the_terminal(text: str, more: tuple[str, ...], printed: Printed) -> None:
    second = [] if "--orders" in more else ["a b"]
    status, out, err = printed("compare", text, *second, *more)
    assert status == 0
    assert all(character.isprintable() or character == "\n" for character in out + err)


def test_a_sentence_of_10_000_words_is_compared(printed: Printed) -> None:
    words = [f"w{k % 50}" for k in range(10_000)]
    other = ["first", *words[1:-1], "last"]
    table = json.loads(printed("compare", " ".join(words), " ".join(other), "--of", "y", "--format", "json")[1])
    assert (table["parting"]["column"], len(table["columns"]["t"]), table["by_token"]) == (0, 10_000, False)
    assert "aligned step by step" in printed("compare", " ".join(words), " ".join(other), "--of", "y")[1]
