"""What to look at in a comparison, or why something can't be subtracted, and which keys there are for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ..describe import summary
from ..keys import BY_NAME
from ..possible import is_possible
from ..spans import Line, Span, cropped, width_of
from ..steps import answer_at
from ..view import View
from .compare_panel import ComparePanel
from .compare_timeline import is_seen

if TYPE_CHECKING:
    from ...session.beside import Comparison
    from ...session.order_blind import Blind

MOST_NAMES = 4
"""So many variables are named that differ."""


def guide(comparison: Comparison, view: View) -> str:
    """One sentence."""
    words, found = view.words, comparison.differences
    if not comparison.columns:
        return words("compare.no.words")
    reason = found.apart.get(comparison.variable)
    if reason is not None:
        a, b = found.a.name_of(comparison.variable), found.b.name_of(comparison.variable)
        sizes = {"a": found.a.units.get(a or "", 0), "b": found.b.units.get(b or "", 0)}
        return words(f"apart.{reason}", name=comparison.variable, **sizes)
    last = len(comparison.columns) - 1
    is_read = view.ahead or (comparison.farthest == last and (comparison.column < last or _is_whole(comparison)))
    if is_read and comparison.column == last:
        return _end(comparison, view)
    if (parting := comparison.parting) is None:
        if is_the_same(comparison):
            return words("compare.identical")
        return words("compare.equal" if is_read else "compare.same")
    column = comparison.column_of(parting)
    reached = view.ahead or column < comparison.farthest or (column == comparison.farthest and _is_whole(comparison))
    if not reached:
        return words("compare.same")
    if comparison.column == 0 and comparison.farthest == 0:
        return words("compare.start")
    if not parting.variables:
        return words("compare.parted.steps", column=column)
    names = ", ".join(parting.variables[:MOST_NAMES]) + (" …" if len(parting.variables) > MOST_NAMES else "")
    return words("compare.parted", column=column, names=names)


def _is_whole(comparison: Comparison) -> bool:
    return comparison.micro >= comparison.microsteps - 1


def _end(comparison: Comparison, view: View) -> str:
    """What it comes to."""
    words, found = view.words, comparison.differences
    if comparison.parting is None:
        return words(
            "compare.order.blind" if is_reordered(comparison) and found.outputs else "compare.equal",
            **({"name": found.outputs[-1]} if found.outputs else {}),
        )
    if not (outputs := found.outputs):
        column = comparison.column_of(comparison.parting)
        return words("compare.parted", column=column, names=", ".join(comparison.parting.variables[:MOST_NAMES]))
    equal = found.lasts_equal(outputs[-1])
    named = ("order.blind", "order.counts") if is_reordered(comparison) else ("lasts.equal", "lasts.differ")
    return words(f"compare.{named[not equal]}", name=outputs[-1])


def is_the_same(comparison: Comparison) -> bool:
    """Whether both sides are the same run, as they are before anything of one was changed."""
    a, b = comparison.a.setup, comparison.b.setup
    return replace(a, vocabulary=()) == replace(b, vocabulary=())


def is_reordered(comparison: Comparison) -> bool:
    """Whether the same network reads the same words in another order."""
    from ...session.order_blind import is_reordered as reordered

    a, b = comparison.differences.a, comparison.differences.b
    return a.network == b.network and reordered(comparison.a.realised, comparison.b.realised)


def blind_text(comparison: Comparison, view: View, blind: Sequence[Blind]) -> str:
    """What encodings that lose order make of the same words, beside what the network answers."""
    words, last = view.words, len(comparison.columns) - 1
    told = [words(f"compare.blind.{_verdict(each)}", name=words(each.encoding)) for each in blind]
    moments = zip((comparison.a, comparison.b), comparison.columns[last], strict=True)
    answers = [answer_at(session, moment, view.ahead) for session, moment in moments if moment is not None]
    if all(answers):
        seen = is_seen(comparison, view, last)
        told.append(words("compare.blind.network", answers=" | ".join(answers if seen else "?" * len(answers))))
    return f" {words('compare.blind', told=' · '.join(told))}"


def _verdict(blind: Blind) -> str:
    return "equal" if blind.is_equal else "differ"


def keys_text(view: View) -> Line:
    """The keys of this mode; a click on one presses it."""
    labels = {"side": "compare.side", "difference": "compare.view", "orders": "compare.orders"}
    line: list[Span] = []
    for name, label in labels.items():
        key = BY_NAME[name]
        session = None if view.comparison is None else view.comparison.shown
        possible = is_possible(session, view, key.action)
        click = f"app.{key.action}" if possible else ""
        line += [
            Span(key.shown, "accent" if possible else "line", click),
            Span(f" {view.words(label)}  ", "dim" if possible else "line", click),
        ]
    return tuple(line)


class CompareGuide(ComparePanel):
    """One line of what to see; the keys at its right, or in a line of their own.

    Of the same words in another order a line above tells what encodings make of them that lose order.
    """

    blind: tuple[Blind, ...] = ()
    """What those encodings make of the two sentences."""

    def beside(self, comparison: Comparison, width: int, height: int) -> tuple[Line, ...]:
        said: Line = (Span(f" {guide(comparison, self.view)}", "strong"),)
        keys = keys_text(self.view)
        if height > 2 and self.blind:
            lost = Span(blind_text(comparison, self.view, self.blind), "accent")
            return (cropped((lost,), width), cropped(said, width), (Span(" "), *cropped(keys, width - 1)))
        if height > 1:
            return (cropped(said, width), (Span(" "), *cropped(keys, width - 1)))
        gap = width - width_of(said) - width_of(keys)
        return ((*said, Span(" " * gap), *keys),) if gap >= 1 else (cropped(said, width),)


def side_text(comparison: Comparison, view: View) -> str:
    """What the chosen side runs."""
    return f"{comparison.chosen.upper()} {summary(comparison.shown, view.words)}"
