"""The notation in short, of equation files and of breakpoints: what one writes, and what it means."""

from __future__ import annotations

from ..engine.architecture import ROLES
from ..engine.expression import FUNCTIONS
from .spans import Line, Span, cut, padded, width_of, wrapped
from .words import Words

NOTATION: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (
        "notation.equation",
        (
            ('is = "h[t] = phi(W_h @ x[t] + U_h @ h[t-1] + b_h)"', "notation.is"),
            ('role = "hidden"', "notation.role"),
            ("step = 1", "notation.step"),
            ('says = "…"', "notation.says"),
        ),
    ),
    (
        "notation.times",
        (
            ("h[t] h[t-1] h[t+1]", "notation.now"),
            ("h[T] h[:]", "notation.whole"),
            ("y[T] = …", "notation.once"),
            ("s[u] s[u-1]", "notation.answer"),
        ),
    ),
    (
        "notation.numbers",
        (
            ("W_h @ x[t]", "notation.product"),
            ("f[t] * c[t-1] + 1", "notation.pointwise"),
            ("r[t] * (U_h @ h[t-1])", "notation.both"),
            ("W_h U_h b_h", "notation.weight"),
        ),
    ),
    (
        "notation.file",
        (
            ('[sizes] h = "hidden"', "notation.sizes"),
            ('[activations] phi = "tanh"', "notation.slots"),
            ("[constants] alpha = 0.5", "notation.constants"),
            ('[initial] h = "b_0"', "notation.initial"),
        ),
    ),
    (
        "notation.stops",
        (
            ("f[t][0] < 0.2", "notation.compared"),
            ('token == "not"', "notation.token"),
            ("t == 3", "notation.number"),
            ("max(abs(h[t] - h[t-1])) > 1", "notation.reduced"),
            ("a and b, a or b, not a", "notation.joined"),
        ),
    ),
)
"""By title, what is written and the key of what it means."""
LISTS = (("notation.roles", ROLES), ("notation.functions", tuple(FUNCTIONS)))


def notation(words: Words, width: int) -> tuple[Line, ...]:
    """The reference in lines of a width: meanings beside what is written, or below it where there is no room."""
    lines: list[Line] = []
    column = max(width_of((Span(code),)) for _, rows in NOTATION for code, _ in rows[1:]) + 2
    for title, rows in NOTATION:
        lines.append((Span(words(title), "accent"),))
        for code, key in rows:
            means = words(key)
            beside = wrapped(means, width - column - 2)
            if width < column + 24 or width_of((Span(code),)) >= column:
                lines.append((Span(f"  {cut(code, width - 2)}", "strong"),))
                lines += [(Span(f"    {line}", "dim"),) for line in wrapped(means, width - 4)]
            else:
                lines.append((Span(f"  {padded(code, column)}", "strong"), Span(beside[0], "dim")))
                lines += [(Span(" " * (column + 2) + line, "dim"),) for line in beside[1:]]
    for title, names in LISTS:
        lines.append((Span(words(title), "accent"),))
        lines += [(Span(f"  {line}", "strong"),) for line in wrapped(" ".join(names), width - 2)]
    return tuple(lines)
