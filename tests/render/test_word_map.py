"""A map of words in characters."""

from __future__ import annotations

import random

import pytest
from rich.cells import cell_len

from rnntui.render.word_map import MARKS, MapWord, Placed, word_map


def lines(pieces: tuple[Placed, ...], width: int, height: int) -> list[str]:
    """The pieces as they are seen."""
    found = [[" "] * width for _ in range(height)]
    for piece in pieces:
        column = piece.column
        for character in piece.text:
            found[piece.row][column : column + cell_len(character)] = [character, *[""] * (cell_len(character) - 1)]
            column += cell_len(character)
    return ["".join(row).rstrip() for row in found]


def test_the_corners_are_where_they_belong() -> None:
    labels = [
        MapWord("a", -1, 1, "here"), MapWord("b", 1, 1, "sentence"),
        MapWord("c", -1, -1, "neighbour"), MapWord("d", 1, -1, "other"),
    ]  # fmt: skip
    assert lines(word_map(labels, 12, 3), 12, 3) == ["● ▐a▌    b ●", "", "× c      d ·"]


def test_words_at_one_place_share_its_mark() -> None:
    labels = [MapWord(text, -1, 0, "sentence") for text in ("woman", "queen")]
    assert lines(word_map(labels, 20, 1), 20, 1) == ["● woman queen"]


def test_a_word_for_which_there_is_no_room_is_left_out_but_its_mark_stays() -> None:
    labels = [MapWord("much too long", -1, 0, "sentence"), MapWord("b", 1, 0, "other")]
    assert lines(word_map(labels, 8, 1), 8, 1) == ["●    b ·"]


@pytest.mark.parametrize("seed", range(20))
def test_nothing_lies_over_another_or_is_cut_off(seed: int) -> None:
    draw = random.Random(seed)
    width, height = draw.randint(1, 60), draw.randint(1, 20)
    texts = ["我", "queen", "a", "祖父", "é", "grandmother"]
    labels = [
        MapWord(draw.choice(texts), draw.uniform(-1, 1), draw.uniform(-1, 1), draw.choice(list(MARKS)))
        for _ in range(40)
    ]
    taken: set[tuple[int, int]] = set()
    pieces = word_map(labels, width, height)
    for piece in pieces:
        cells = {(piece.row, piece.column + k) for k in range(cell_len(piece.text))}
        assert not cells & taken
        taken |= cells
    assert all(0 <= row < height and 0 <= column < width for row, column in taken)
    assert list(pieces) == sorted(pieces, key=lambda piece: (piece.row, piece.column))


def test_a_word_beside_its_mark_is_near_no_other() -> None:
    labels = [MapWord("a", 0, 0, "sentence"), MapWord("b", 0.2, 0, "sentence")]
    (line,) = lines(word_map(labels, 21, 1), 21, 1)
    assert line == "        a ● ● b"
