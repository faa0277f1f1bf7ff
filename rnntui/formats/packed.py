"""Weights that another framework packed, unpacked by the architecture's own import table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from ..dataclass import dataclass
from ..engine.architecture import block_name
from ..engine.arrays import FloatArray
from ..engine.program import Program
from ..engine.shapes import Size
from ..errors import RnntuiError
from .sizes import units_of


@dataclass(frozen=True)
class Place:
    """The tensors of one layer and direction: how their names are made, in the file and in the program."""

    prefix: str = ""
    suffix: str = ""
    target: str = ""
    """The suffix of the program's own names."""


@dataclass(frozen=True)
class Packed:
    """One tensor of the file and the weights that are stacked in it."""

    name: str
    blocks: tuple[str, ...]
    """The program's weights, from the top."""
    sizes: tuple[Size, ...]
    """Of the tensor as it stands in the file: (rows, columns) or (rows,), the rows of all blocks together; if it
    is transposed, (columns, rows)."""
    transposed: bool = False


def packed_tensors(program: Program, framework: str, place: Place) -> Iterator[Packed]:
    """The tensors that an import table has for one layer and direction; raises RnntuiError for a table that errs."""
    for tensor, table in program.architecture.imports[framework].items():
        blocks = tuple(block_name(block) + place.target for block in table)
        if not set(blocks) <= set(program.weights):
            # What stands over all layers belongs to none of them.
            continue
        columns = {program.weights[block][1:] for block in blocks}
        if len(columns) != 1:
            hint = "what is stacked in one tensor must be equally wide"
            raise RnntuiError(f"[import.{framework}] {tensor}: its blocks {', '.join(blocks)} differ in width", hint)
        rows = tuple(part for block in blocks for part in program.weights[block][0])
        sizes = (rows, *columns.pop())
        # Whether one block or all of them are is checked in the file.
        transposed = table[0] != block_name(table[0])
        if transposed and len(sizes) == 1:
            hint = "write .T after matrices alone"
            raise RnntuiError(f"[import.{framework}] {tensor}: a vector can't be transposed", hint)
        name = place.prefix + tensor + place.suffix
        yield Packed(name, blocks, sizes[::-1] if transposed else sizes, transposed)


def unpacked(
    program: Program, tensors: Mapping[str, FloatArray], packed: list[Packed]
) -> tuple[dict[str, FloatArray], dict[str, int]]:
    """The weights in the tensors that are there, and how many units each size has.

    Two tensors for one weight add up. Raises RnntuiError that names the tensor, its shape and the one expected.
    """
    there = [each for each in packed if each.name in tensors]
    units = units_of({each.name: each.sizes for each in there}, tensors, "tensor")
    weights: dict[str, FloatArray] = {}
    for each in there:
        heights = [sum(units[part] for part in program.weights[block][0]) for block in each.blocks]
        tensor = tensors[each.name].T if each.transposed else tensors[each.name]
        parts = np.split(tensor, np.cumsum(heights)[:-1])
        for block, part in zip(each.blocks, parts, strict=True):
            weights[block] = weights[block] + part if block in weights else part
    return weights, units
