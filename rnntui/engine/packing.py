"""Few calls out of many instructions: those of one kind whose operands lie side by side become one call.

The order of the segments in their arenas is chosen so that as many as possible do: for an LSTM the gates come
out as `i f o g` with the cell state right behind, so that one `multiply` makes both `i * g` and `f * c`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise, permutations

from ..dataclass import dataclass
from .instructions import Arena, Instruction, Lowered, Operand

MOST_TRIED = 5
"""Groups of more instructions than this are tried in one order only: 6! orders take too long."""

Chains = tuple[dict[int, int], dict[int, int]]
"""For each segment the one that must lie right behind it, and the one right before it."""


@dataclass(frozen=True)
class Packed:
    """One step of a scan as calls, and where its segments lie."""

    calls: tuple[tuple[Instruction, ...], ...]
    """In order; the instructions of one call differ only in their segments, which lie side by side."""
    order: dict[Arena, tuple[int, ...]]
    """The segments of each arena from first to last."""
    traced: int
    """How many segments at the front of `work` are kept at each step."""
    same: dict[int, int]
    """A segment of the step before -> the segment of the same variable whose place it shares."""


def pack(lowered: Lowered) -> Packed:
    """Choose the places of all segments and merge the instructions."""
    same = _shared_places(lowered)
    groups: dict[tuple[object, ...], list[Instruction]] = {}
    for instruction in lowered.instructions:
        groups.setdefault(_kind(instruction), []).append(instruction)
    chains: Chains = ({}, {})
    calls: list[tuple[Instruction, ...]] = []
    waiting = sorted(groups.values(), key=lambda group: (len(group), group[0].level))
    while waiting:
        group = waiting.pop(0)
        call, left = _largest_call(group, lowered, same, chains)
        calls.append(call)
        if left:
            waiting.insert(0, left)
    calls.sort(key=lambda call: call[0].level)
    order, traced = _order(lowered, same, chains[0], chains[1])
    return Packed(tuple(calls), order, traced, same)


def _shared_places(lowered: Lowered) -> dict[int, int]:
    """Where the new value of a variable can overwrite the old one, because all readers of the old come first."""
    segments = lowered.segments
    current = {s.name: place for place, s in enumerate(segments) if s.arena == "work" and s.name and not s.lag}
    oldest: dict[str, int] = {}
    for segment in segments:
        if segment.lag:
            oldest[segment.name] = max(oldest.get(segment.name, 0), segment.lag)
    same: dict[int, int] = {}
    for place, segment in enumerate(segments):
        if segment.lag == 1 and oldest[segment.name] == 1:
            now = current[segment.name]
            last_read = max((i.level for i in lowered.instructions if place in i.arguments), default=0)
            first_written = min(i.level for i in lowered.instructions if i.out == now)
            if last_read < first_written:
                same[place] = now
    return same


def _kind(instruction: Instruction) -> tuple[object, ...]:
    """What instructions of one call have in common."""
    numbers = tuple(a for a in instruction.arguments if isinstance(a, float))
    where = tuple(isinstance(a, float) for a in instruction.arguments)
    kind = (instruction.level, instruction.operation, numbers, where)
    if instruction.operation == "dot":
        return (*kind, instruction.arguments)
    if instruction.operation == "evaluate":
        return (*kind, instruction.out)
    return kind


def _largest_call(
    group: Sequence[Instruction], lowered: Lowered, same: dict[int, int], chains: Chains
) -> tuple[tuple[Instruction, ...], list[Instruction]]:
    """As many instructions of a group as fit into one call, and those that are left; `chains` grows."""
    for size in range(len(group), 0, -1):
        tried: Iterable[tuple[Instruction, ...]]
        tried = permutations(group, size) if len(group) <= MOST_TRIED else [tuple(group[:size])]
        for call in tried:
            if _link(call, lowered, same, chains):
                return call, [each for each in group if each not in call]
    raise AssertionError("one instruction always fits")


def _link(call: tuple[Instruction, ...], lowered: Lowered, same: dict[int, int], chains: Chains) -> bool:
    """Lay the operands of a call side by side, where nothing that was laid before forbids it."""
    after, before = dict(chains[0]), dict(chains[1])
    lists = [[each.out for each in call]]
    if call[0].operation != "dot":
        lists += [list(column) for column in zip(*(each.arguments for each in call), strict=True)]
    for row in lists:
        places = [same.get(each, each) for each in row if isinstance(each, int)]
        if not places or _is_shared(places, lists[0], lowered):
            continue
        for left, right in pairwise(places):
            if after.get(left) == right:
                continue
            arenas = lowered.segments[left].arena, lowered.segments[right].arena
            if arenas[0] != arenas[1] or left in after or right in before or _reaches(right, left, after):
                return False
            after[left], before[right] = right, left
    chains[0].update(after)
    chains[1].update(before)
    return True


def _is_shared(places: Sequence[int], outs: Sequence[Operand], lowered: Lowered) -> bool:
    """Whether all instructions read one and the same segment, and all write segments of one size."""
    sizes = {lowered.segments[int(out)].size for out in outs}
    return len(set(places)) == 1 and len(places) > 1 and len(sizes) == 1


def _reaches(start: int, end: int, after: dict[int, int]) -> bool:
    place: int | None = start
    while place is not None:
        if place == end:
            return True
        place = after.get(place)
    return False


def _order(
    lowered: Lowered, same: dict[int, int], after: dict[int, int], before: dict[int, int]
) -> tuple[dict[Arena, tuple[int, ...]], int]:
    chains: list[list[int]] = []
    for place in range(len(lowered.segments)):
        if place in before or place in same:
            continue
        chain = [place]
        while chain[-1] in after:
            chain.append(after[chain[-1]])
        chains.append(chain)

    def is_traced(chain: list[int]) -> bool:
        kept = (lowered.segments[place] for place in chain)
        return any(s.arena == "work" and s.name and not s.lag for s in kept)

    def is_row(chain: list[int]) -> bool:
        return lowered.segments[chain[0]].arena == "row"

    # Of the hoisted rows the long chains come last: what reads the input then lies together, in one product.
    chains.sort(key=lambda chain: (not is_traced(chain), len(chain) if is_row(chain) else 0))
    order: dict[Arena, tuple[int, ...]] = {}
    for arena in ("work", "row", "fixed"):
        order[arena] = tuple(p for chain in chains for p in chain if lowered.segments[chain[0]].arena == arena)
    return order, sum(len(chain) for chain in chains if is_traced(chain))
