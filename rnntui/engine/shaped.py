"""Shapes of input and output: one operation that makes another shape of an architecture read out at every step.

After Karpathy 2015, The unreasonable effectiveness of recurrent neural networks:

- many to many: an output at every step, as the files have it;
- many to one: one output, after the last step;
- one to many: one vector is read, at the first step alone, and an answer written token by token, each of them fed
  back (Karpathy & Fei-Fei 2015, Deep visual-semantic alignments for generating image descriptions);
- encoder-decoder: the sentence is read to its end, then the answer is written by a second cell of the same kind.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from ..errors import RnntuiError
from .architecture import Architecture, Equation, Until
from .expression import Apply, Binary, Node, Number, Token, Value, Weight, rewritten, token_text, values, weights
from .limits import SHAPES, Shape
from .parts import at_clock, cell_of, equation_of, free_name, hidden_of, joined, names_of, output_of, states_of
from .stacked import stacked

BEGIN, END = "<bos>", "<eos>"
MOST_STEPS = 20
"""How many tokens an answer has at most."""

_AT_THE_END = {"en": "Once, after the last step. ", "zh_TW": "只在最後一步之後讀出一次。"}
_GIVEN = {
    "en": "The vector that is read stands here before the first step; after it, zeros.",
    "zh_TW": "讀進來的向量只在第一步之前放在這裡；之後都是零。",
}
_FED = {
    "en": "What goes in: at the first step the vector, at every step the token that was just written.",
    "zh_TW": "這一步的輸入：第一步有讀進來的向量，每一步都有剛寫出的 token。",
}
_FED_BY_ENCODER = {
    "en": "What goes into the decoder: the context, and the token that was just written.",
    "zh_TW": "解碼器 decoder 的輸入：脈絡向量，以及剛寫出的 token。",
}
_CONTEXT = {
    "en": "The context vector: the encoder's last state is all that the decoder will ever learn of the sentence.",
    "zh_TW": "脈絡向量 context vector：編碼器的最後狀態，解碼器對這個句子所知的全部。",
}
_PROBABLE = {
    "en": "How probable each token is as the next one.",
    "zh_TW": "下一個 token 是哪一個：每個各有多少機率。",
}
_WRITTEN = {
    "en": "The most probable token is written, and read again at the next step.",
    "zh_TW": "寫出機率最高的 token，下一步再讀進去。",
}


def shape_of(architecture: Architecture) -> Shape:
    """The shape that an architecture's equations have as they stand in its file."""
    if any(each.target.clock == "u" for each in architecture.equations):
        return "encoder-decoder"
    outputs = [each.target.once for each in architecture.equations if each.role == "output"]
    return "many-to-one" if outputs and all(outputs) else "many-to-many"


def shaped(
    architecture: Architecture, inputs: tuple[str, ...], shape: str | None, layers: int, bidirectional: bool
) -> Architecture:
    """The same architecture in a shape (None: its own), stacked as asked for.

    Raises RnntuiError for a shape that there is not, or that makes no sense for this architecture.
    """
    own = shape_of(architecture)
    chosen = next((each for each in SHAPES if each == (shape or own)), None)
    if chosen is None:
        raise RnntuiError(f"there is no shape '{shape}'", f"the shapes are {', '.join(SHAPES)}")
    if chosen == own:
        return replace(stacked(architecture, inputs, layers, bidirectional), shape=chosen)
    if own != "many-to-many":
        hint = f"leave the shape out, or choose {own}; other shapes are made of what is read out at every step"
        raise RnntuiError(f"{architecture.name} is {own} by its own equations, and can't be {chosen}", hint)
    if len(inputs) != 1:
        found = ", ".join(inputs)
        raise RnntuiError(f"{chosen} needs one input, and {architecture.name} has: {found}", "leave the shape out")
    if chosen == "many-to-one":
        made = stacked(_read_once(architecture), inputs, layers, bidirectional)
    elif chosen == "encoder-decoder":
        made = stacked(_encoder_decoder(architecture, inputs[0]), inputs, layers, bidirectional)
    else:
        if bidirectional:
            hint = "leave --bidirectional out"
            raise RnntuiError("one-to-many can't be bidirectional: what is being written has no end to read from", hint)
        made = _one_to_many(architecture, inputs[0], stacked(architecture, inputs, layers, False))
    return replace(made, shape=chosen)


def _read_once(architecture: Architecture) -> Architecture:
    """Each output as one value after the last step; one that is fed back stays beside it."""
    output_of(architecture, "many-to-one")
    read = {value.name for each in architecture.equations for value in values(each.tree)}
    equations: list[Equation] = []
    for each in architecture.equations:
        if each.role != "output":
            equations.append(each)
            continue
        equations += [each] if each.name in read else []
        name = free_name(architecture, f"{each.name}_last") if each.name in read else each.name
        tree = rewritten(each.tree, _last(each, architecture), placed=False)
        says = {lang: _AT_THE_END.get(lang, "") + text for lang, text in each.says.items()}
        equations.append(equation_of(name, tree, "output", says, clock="t", once=True, step=each.step))
    begun = {value.name for each in equations for value in values(each.tree) if value.offset}
    kept = {name: tree for name, tree in architecture.initial.items() if name in begun}
    return replace(architecture, equations=tuple(equations), initial=kept)


def _last(equation: Equation, architecture: Architecture) -> Callable[[Node], Node]:
    def last(node: Node) -> Node:
        if not isinstance(node, Value) or node.at != "step":
            return node
        if node.offset:
            found = f"{architecture.name} can't be many-to-one: its output reads other steps, in «{equation.text}»"
            raise RnntuiError(found, "read the last step in an equation of your own, y[T] = …")
        return replace(node, at="last")

    return last


def _answering(architecture: Architecture, output: str, tree: Node, step: int | None) -> list[Equation]:
    """What says how probable each token is, and the token that is written."""
    probable = free_name(architecture, "p")
    # A readout that ends in a softmax says it already.
    chances = tree if isinstance(tree, Apply) and tree.function == "softmax" else Apply("softmax", (tree,))
    written = Apply("greedy", (Value(probable, "u"),))
    return [
        equation_of(probable, chances, "output", _PROBABLE, clock="u", step=step),
        equation_of(output, written, "output", _WRITTEN, clock="u", step=step),
    ]


def _one_to_many(base: Architecture, read: str, architecture: Architecture) -> Architecture:
    """The stacked architecture over the steps of an answer, all layers of it."""
    output = output_of(base, "one-to-many", beyond_cell=True)
    states_of(base, "one-to-many")
    given, fed = free_name(base, "given"), free_name(base, "fed")
    token = Binary("@", Weight(free_name(base, f"E_{output.name}")), Value(output.name, "u", offset=-1))
    zero = Binary("*", Number(0.0, "0"), Value(given, "u", offset=-1))
    equations = [
        equation_of(given, zero, "part", _GIVEN, clock="u"),
        equation_of(fed, Binary("+", Value(given, "u", offset=-1), token), "part", _FED, clock="u"),
    ]
    leaf = at_clock("u", {read: fed})
    step = max((each.step or 0 for each in architecture.equations), default=0) or None
    for each in architecture.equations:
        tree = rewritten(each.tree, leaf, placed=False)
        if each.name == output.name:
            equations += _answering(base, output.name, tree, step)
            continue
        made = equation_of(each.name, tree, each.role, each.says, clock="u", step=each.step)
        equations.append(replace(made, group=each.group))
    return replace(
        architecture,
        equations=tuple(equations),
        initial={
            **{name: rewritten(tree, leaf, placed=False) for name, tree in architecture.initial.items()},
            given: Value(read, "t", "last"),
            output.name: Token(BEGIN),
        },
        initial_texts={**architecture.initial_texts, given: f"{read}[T]", output.name: token_text(BEGIN)},
        until=Until(output.name, END, MOST_STEPS),
    )


def _encoder_decoder(architecture: Architecture, read: str) -> Architecture:
    """The cell as it is, and a copy of all equations that starts from its last state and writes an answer."""
    output = output_of(architecture, "encoder-decoder", beyond_cell=True)
    hidden, cell = hidden_of(architecture, "encoder-decoder"), cell_of(architecture)
    states = states_of(architecture, "encoder-decoder")
    context, fed = free_name(architecture, "context"), free_name(architecture, "fed")
    copied = {name: free_name(architecture, f"{name}_dec") for name in names_of(architecture) if name != output.name}
    steps = max((each.step or 0 for each in architecture.equations), default=0)
    whole = joined([Value(name, "t", "last") for name in states])
    fed_by = Apply("concat", (Value(context, "t", "last"), Value(output.name, "u", offset=-1)))
    equations = [each for each in architecture.equations if each.name in cell]
    equations.append(equation_of(context, whole, "memory", _CONTEXT, clock="t", once=True, step=hidden.step))
    # With the first of the cell's own steps it is no step more.
    equations.append(equation_of(fed, fed_by, "part", _FED_BY_ENCODER, clock="u", step=1 if steps else None))
    sizes = dict(architecture.sizes)
    leaf = at_clock("u", {read: fed, **copied})
    for each in architecture.equations:
        tree = rewritten(each.tree, leaf, placed=False)
        if each.name == output.name:
            equations += _answering(architecture, output.name, tree, steps + 1 if steps else None)
            continue
        equations.append(equation_of(copied[each.name], tree, each.role, each.says, clock="u", step=each.step))
        for name in (each.name, *(weight.name for weight in weights(each.tree))):
            sizes |= {copied[name]: sizes[name]} if name in sizes else {}
    initial, texts = dict(architecture.initial), dict(architecture.initial_texts)
    for name in states:
        suffix = "" if name == hidden.name else name
        product = Binary("@", Weight(free_name(architecture, f"W_0{suffix}")), Value(context, "t", "last"))
        start: Node = Binary("+", product, Weight(free_name(architecture, f"b_0{suffix}")))
        initial[copied[name]] = Apply("tanh", (start,)) if name == hidden.name else start
    initial[output.name] = Token(BEGIN)
    texts[output.name] = token_text(BEGIN)
    return replace(
        architecture,
        equations=tuple(equations),
        sizes=sizes,
        initial=initial,
        initial_texts=texts,
        until=Until(output.name, END, MOST_STEPS),
    )
