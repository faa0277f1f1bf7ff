"""The worked arithmetic as LaTeX."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .digits import brief
from .explanation import Choice, Explanation, Function, Operation, Part, Products, Quantity, parts_of
from .explanation_text import choice_line, equals, product_text, products_shown, softmax_numbers

_FUNCTIONS = {"tanh": r"\tanh", "exp": r"\exp", "log": r"\log", "sigmoid": r"\sigma", "cos": r"\cos"}
_FIGURES, _MOST = 4, 6
_NAMELESS = "vector"
"""What an entry is called of a vector whose own name comes from outside."""


def as_latex(explanation: Explanation) -> str:
    """The value as an `aligned` display: with names, with numbers, and below it each sum and each folded variable."""
    root = explanation.root
    # A row that begins with a bracket would be read as where the display stands.
    nameless = (_NAMELESS,) if explanation.place.startswith("[") else ()
    latex = _Latex(frozenset((*_weights(root), *nameless)))
    left = latex.name("".join((*nameless, explanation.place)))
    rows = []
    if explanation.equation:
        rows += latex.worked(left, root, explanation.computed)
    else:
        rows.append(f"{left} &= {_number(explanation.value)}")
    if explanation.forced:
        rows.append(rf"{left} &\leftarrow {_number(explanation.value)} \quad \text{{(forced)}}")
    for part in parts_of(root):
        match part:
            case Products() if part is not root:
                rows.append(latex.summed(part))
            case Quantity(text, value, _, work) if work is not None:
                rows += latex.worked(latex.name(text), work, value)
    body = " \\\\\n  ".join(rows)
    return f"\\[\n\\begin{{aligned}}\n  {body}\n\\end{{aligned}}\n\\]\n"


def _weights(root: Part) -> Iterator[str]:
    """The names that are weights: they have rows and columns, and no step."""
    for part in parts_of(root):
        quantities = [part] if isinstance(part, Quantity) else []
        if isinstance(part, Products):
            # All factors of a side are entries of one thing.
            quantities += [each for pair in part.factors[:1] for each in pair]
        yield from (each.source.name for each in quantities if each.source is not None and each.source.kind == "weight")


class _Latex:
    """Writes parts, of which some names are weights."""

    def __init__(self, weights: frozenset[str]) -> None:
        self.weights = weights

    def worked(self, left: str, part: Part, value: float) -> list[str]:
        """A value with names, with numbers, and what these come to."""
        if isinstance(part, Products):
            return [f"{left} &= {self.name(part.text)}", f"&{self.sum(part)}"]
        rows = [f"{left} &= {self.expression(part, named=True)}"]
        if isinstance(part, Choice) and part.function == "softmax":
            entry, top, total = softmax_numbers(part)
            above = f"{_number(entry)} - {_factor(top)}" if top else _number(entry)
            mark = "=" if choice_line(part, _FIGURES, _MOST).exact else r"\approx"
            fraction = rf"\frac{{\exp\left({above}\right)}}{{{_number(total)}}}"
            return [*rows, f"&= {fraction}", f"&{mark} {_number(value)}"]
        numbers = self.expression(part, named=False)
        if numbers != _number(value):
            rows.append(f"&= {numbers}")
        mark = "=" if equals(part, value, _FIGURES) else r"\approx"
        return [*rows, f"&{mark} {_number(value)}"]

    def summed(self, part: Products) -> str:
        """A sum of products on a line of its own."""
        return f"{self.name(part.text)} &{self.sum(part)}"

    def sum(self, part: Products) -> str:
        """The largest products, all others together, and what they come to."""
        shown, rest = products_shown(part, _MOST)
        terms = [rf"{_factor(a.value)} \cdot {_factor(b.value)}" for a, b in (part.factors[k] for k in shown)]
        if left := len(part.products) - len(terms):
            terms.append(rf"\underbrace{{{_factor(rest)}}}_{{\text{{{left} more}}}}")
        mark = "=" if product_text(part, _FIGURES, _MOST)[1] else r"\approx"
        return f"= {' + '.join(terms) or '0'} {mark} {_number(part.value)}"

    def expression(self, part: Part, *, named: bool, level: int = 0) -> str:
        """A part with the names of its numbers, or with the numbers."""
        match part:
            case Operation("/", left, right):
                assert left is not None
                return rf"\frac{{{self.expression(left, named=named)}}}{{{self.expression(right, named=named)}}}"
            case Operation("-", None, right):
                text = f"-{self.expression(right, named=named, level=3)}"
                return rf"\left({text}\right)" if level > 1 else text
            case Operation(operator, left, right):
                assert left is not None
                own = 2 if operator == "*" else 1
                between = r" \cdot " if operator == "*" else f" {operator} "
                a = self.expression(left, named=named, level=own)
                b = self.expression(right, named=named, level=own + 1)
                text = f"{a}{between}{b}"
                return rf"\left({text}\right)" if own < level else text
            case Function("concat", _, argument):
                return self.expression(argument, named=named, level=level)
            case Function(name, _, argument):
                function = _FUNCTIONS.get(name, rf"\mathrm{{{_escaped(name)}}}")
                return rf"{function}\left({self.expression(argument, named=named)}\right)"
            case Choice(function, entry, text) if named:
                inner = text[1:-1] if text.startswith("(") else text
                return rf"\mathrm{{{function}}}\left({self.name(inner)}\right)_{{{entry}}}"
            case Quantity(text) | Products(text) if named:
                return self.name(text)
        return _factor(part.value) if level > 1 else _number(part.value)

    def name(self, text: str) -> str:
        """`h_l0[2][0]` as h^{(2)}_{l0,\\,0}; products of names with a dot between."""

        def one(match: re.Match[str]) -> str:
            whole = match["name"]
            if whole in _FUNCTIONS and not match["indices"]:
                return _FUNCTIONS[whole]
            base, _, below = whole.partition("_")
            entries = re.findall(r"\[([^\]]*)\]", match["indices"])
            above = "" if whole in self.weights or not entries else f"^{{({entries.pop(0)})}}"
            base = base if len(base) == 1 else rf"\mathrm{{{_escaped(base)}}}"
            lower = r",\,".join([*([rf"\mathrm{{{_escaped(below)}}}"] if below else []), *entries])
            return f"{base}{above}" + (f"_{{{lower}}}" if lower else "")

        pattern = r"(?P<name>[^\W\d]\w*)(?P<indices>(?:\[[^\]]*\])*)"
        return re.sub(pattern, one, text).replace("·", r"\cdot").replace("*", r"\cdot").replace(" @ ", r"\,")


def _number(value: float) -> str:
    text = brief(value, _FIGURES)
    mantissa, _, exponent = text.partition("e")
    if exponent.lstrip("+-").isdigit():
        return rf"{mantissa} \times 10^{{{int(exponent)}}}"
    return {"inf": r"\infty", "-inf": r"-\infty", "nan": r"\mathrm{nan}"}.get(text, text)


def _factor(value: float) -> str:
    """A number beside a sign: in parentheses where it has one of its own."""
    number = _number(value)
    return rf"\left({number}\right)" if number.startswith("-") else number


def _escaped(text: str) -> str:
    return text.replace("_", r"\_")
