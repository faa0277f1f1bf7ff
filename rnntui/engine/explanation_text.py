"""The worked arithmetic as text: its lines, one line of a given width, plain text and Markdown."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np

from .digits import brief
from .explanation import (
    Choice,
    Explanation,
    Function,
    Line,
    Operation,
    Part,
    Products,
    Quantity,
    Source,
    parts_of,
    recomputed,
    rounded,
)
from .functions import pointwise

_PRECEDENCE = {"+": 1, "-": 1, "*": 2, "/": 2}
_WIDEST = 56
"""Lines wider than this do not push the results of the others to the right."""
_SIGNS = {"+": " + ", "-": " - ", "*": "·", "/": " / "}


def expression(part: Part, leaf: Callable[[Part], str], inline: bool = False) -> str:
    """A part written out, its numbers and sums of products as `leaf` writes them.

    With `inline` the work within folded variables stands in their place.
    """

    def at_level(each: Part, level: int) -> str:
        match each:
            case Quantity(work=work) if inline and work is not None:
                return at_level(work, level)
            case Operation(_, None, right):
                return f"-{at_level(right, 3)}"
            case Operation(operator, left, right):
                assert left is not None
                own = _PRECEDENCE[operator]
                text = f"{at_level(left, own)}{_SIGNS[operator]}{at_level(right, own + 1)}"
                return f"({text})" if own < level else text
            case Function("concat", _, argument):
                return at_level(argument, level)
            case Function(name, _, argument):
                return f"{name}({at_level(argument, 0)})"
        return leaf(each)

    return at_level(part, 0)


def named(part: Part) -> str:
    """The name of a leaf: `W_h[0] · x[3]`."""
    match part:
        case Choice(function, entry, text):
            return f"{function}{text}[{entry}]" if text.startswith("(") else f"{function}({text})[{entry}]"
        case Quantity(text) | Products(text):
            return text
    raise AssertionError(part)


def numbered(part: Part, figures: int) -> str:
    """The number of a leaf, in parentheses where a sign would meet an operator."""
    return brief(part.value, figures)


def equals(part: Part, value: float, figures: int, inline: bool = False) -> bool:
    """Whether the numbers as shown give the value as shown."""
    shown = recomputed(part, lambda number: rounded(number, figures), _apply, inline)
    return brief(shown, figures) == brief(value, figures) or math.isnan(value)


def _apply(function: str, value: float) -> float:
    with np.errstate(all="ignore"):
        return float(pointwise(function, np.asarray(value, np.float64)))


FEW = 8
"""So many products are written out though some are zero."""
MORE = "{count} more"
"""What stands for the products of a sum that are not written out."""


def products_shown(part: Products, most: int) -> tuple[Sequence[int], float]:
    """The places of the products that are written out, the largest of many, and what all others come to."""
    if len(part.products) > FEW:
        # Of a long one-hot vector one product is all that there is.
        most = min(most, max(sum(product != 0 for product in part.products), 1))
    if len(part.products) <= most:
        return range(len(part.products)), 0.0
    shown = part.largest(most)
    kept = set(shown)
    return shown, sum(p for k, p in enumerate(part.products) if k not in kept)


def product_text(part: Products, figures: int, most: int, more: str = MORE) -> tuple[str, bool]:
    """The products of a sum, the largest of many, and whether their numbers as shown give the sum as shown."""
    shown, rest = products_shown(part, most)
    terms = [f"{brief(a.value, figures)}·{brief(b.value, figures)}" for a, b in (part.factors[k] for k in shown)]
    # Not fsum, which raises for infinities of both signs.
    total = sum(rounded(a.value, figures) * rounded(b.value, figures) for a, b in (part.factors[k] for k in shown))
    left = len(part.products) - len(terms)
    if left:
        terms.append(f"({more.format(count=left)}: {brief(rest, figures)})")
        total += rounded(rest, figures)
    exact = brief(total, figures) == brief(part.value, figures) or not math.isfinite(part.value)
    return " + ".join(terms) or "0", exact


def lines(explanation: Explanation, figures: int, most: int, more: str = MORE) -> tuple[Line, ...]:
    """Each number that goes in, then what is made of them."""
    root = explanation.root
    found: list[Line] = []
    for part in parts_of(root):
        match part:
            case Products(text):
                worked, exact = product_text(part, figures, most, more)
                sources = tuple(q.source for k in part.largest(most) for q in part.factors[k] if q.source)
                found.append(Line(text, worked, part.value, exact, sources))
            case Quantity(text, value, source, work) if work is not None and part is not root:
                how = expression(work, lambda part: numbered(part, figures))
                exact = equals(work, value, figures)
                found.append(Line(text, "" if isinstance(work, Products) else how, value, exact, _sources(work)))
            case Quantity(text, value, source) if source is not None and part is not root:
                found.append(Line(text, "", value, True, (source,)))
            case Choice():
                found.append(choice_line(part, figures, most))
    numbers = expression(root, lambda part: numbered(part, figures))
    if not isinstance(root, Quantity | Products | Choice):
        exact = equals(root, root.value, figures)
        found.append(Line(explanation.place, numbers, root.value, exact, _sources(root)))
    return tuple(found)


def _sources(root: Part) -> tuple[Source, ...]:
    return tuple(p.source for p in parts_of(root) if isinstance(p, Quantity) and p.source is not None)


def choice_line(part: Choice, figures: int, most: int) -> Line:
    """How an entry was chosen, or what share it has."""
    order = sorted(range(len(part.entries)), key=lambda k: -part.entries[k].value)[:most]
    if part.entry not in order:
        order[-1:] = [part.entry]
    shown = [part.entries[k] for k in sorted(order)]
    sources = tuple(q.source for q in shown if q.source)
    if part.function == "greedy":
        text = ", ".join(f"{q.text} = {brief(q.value, figures)}" for q in shown)
        return Line(named(part), f"largest of {text}", part.value, True, sources)
    entry, top, total = softmax_numbers(part)
    shift = f" - {brief(top, figures)}" if top else ""
    text = f"exp({brief(entry, figures)}{shift}) / {brief(total, figures)}"
    power = _apply("exp", rounded(entry, figures) - rounded(top, figures))
    exact = brief(power / rounded(total, figures), figures) == brief(part.value, figures) or math.isnan(part.value)
    return Line(named(part), text, part.value, exact, sources)


def softmax_numbers(part: Choice) -> tuple[float, float, float]:
    """The entry, the largest of all, which is taken off it, and what it is divided by."""
    top = max((q.value for q in part.entries), default=0.0)
    powers = [math.exp(q.value - top) if math.isfinite(q.value - top) else math.nan for q in part.entries]
    return part.entries[part.entry].value, top, sum(powers)


def sign(exact: bool) -> str:
    """`=`, or `≈` where the digits shown do not give the result shown."""
    return "=" if exact else "≈"


def final(explanation: Explanation, figures: int = 4, inline: bool = False) -> str:
    """The last line: the equation with numbers, the function of one number, the result."""
    root = explanation.root
    while isinstance(root, Function) and root.name == "concat":
        root = root.argument
    if isinstance(root, Quantity) and root.source is not None and not (inline and root.work is not None):
        return f"{root.text} = {brief(root.value, figures)}"
    if isinstance(root, Choice):
        line = choice_line(root, figures, 4)
        return f"{line.text} {sign(line.exact)} {brief(line.value, figures)}"
    text = expression(root, lambda part: numbered(part, figures), inline)
    if text == brief(root.value, figures):
        return text
    exact = equals(root, root.value, figures, inline)
    if isinstance(root, Function) and not isinstance(root.argument, Quantity | Products | Choice):
        inner = root.argument
        mark = sign(equals(inner, inner.value, figures, inline))
        exact = brief(_apply(root.function, rounded(inner.value, figures)), figures) == brief(root.value, figures)
        text += f" {mark} {root.name}({brief(inner.value, figures)})"
    return f"{text} {sign(exact)} {brief(root.value, figures)}"


def short(explanation: Explanation, width: int) -> str:
    """The arithmetic in one line that fits: with folded variables worked out and 4 figures, else with less."""
    ways = ((True, 4), (True, 3), (False, 4), (False, 3), (False, 2))
    for inline, figures in () if explanation.forced else ways:
        text = final(explanation, figures, inline)
        if isinstance(explanation.root, Products):
            worked, exact = product_text(explanation.root, figures, 4)
            text = f"{worked} {sign(exact)} {brief(explanation.root.value, figures)}"
        if len(text) <= width:
            return text
    # Never a part of a number: its first digits alone would be another number.
    value = f"{explanation.place} = {brief(explanation.value)}"
    shown = ([f"{value} (forced)"] if explanation.forced else []) + [value]
    shown += [brief(explanation.value, figures) for figures in (4, 3, 2, 1)]
    return next((text for text in shown if len(text) <= width), "…"[:width])


def slots(explanation: Explanation) -> str:
    """What the slots of an equation stand for: `gate = sigmoid`; empty where it has none."""
    parts = (part for part in parts_of(explanation.root) if isinstance(part, Function))
    found = {part.name: part.function for part in parts if part.name not in (part.function, "concat")}
    return ", ".join(f"{name} = {function}" for name, function in found.items())


def as_text(explanation: Explanation, figures: int = 4, most: int = 6) -> str:
    """The equation, the same at this step and unit, each product, the sum, the function and the result."""
    wide = max(figures, 6)
    rows = [f"{explanation.place} = {brief(explanation.value, wide)}"]
    if explanation.forced:
        rows[0] += f" (forced; its equation gives {brief(explanation.computed, wide)})"
    if not explanation.equation:
        rows.append("  It is given, not computed.")
        return "\n".join(rows) + "\n"
    stands = slots(explanation)
    rows.append(f"  {explanation.equation}{f'   with {stands}' if stands else ''}")
    rows.append(f"  {explanation.place} = {expression(explanation.root, named)}")
    worked = explanation.worked(figures, most)
    inner = [line for line in worked if line.label != explanation.place]
    label = max((len(line.label) for line in inner), default=0)
    text = max((len(line.text) for line in inner if len(line.text) <= _WIDEST), default=0)
    for line in inner:
        how = f" = {line.text:<{text}}" if line.text else " " * (text + 3)
        rows.append(f"    {line.label:<{label}}{how} {sign(line.exact)} {brief(line.value, figures)}")
    if not isinstance(explanation.root, Products | Choice):
        rows.append(f"  {explanation.place} = {final(explanation, figures)}")
    return "\n".join(row.rstrip() for row in rows) + "\n"
