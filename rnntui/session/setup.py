"""What was chosen: all that decides a run, as plain data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from ..dataclass import dataclass
from ..engine.limits import LARGEST_FILE, LARGEST_SEED, MOST_LAYERS, SHAPES
from ..errors import RnntuiError
from ..formats.json_file import read_json
from ..text.samples import samples_folder
from ..text.tokens import SplitBy

if TYPE_CHECKING:
    # They load NumPy, which the first picture of the app does not wait for.
    from ..text.encodings import Unknown
    from .edits import Edit

LONGEST_TEXT = 1_000_000
"""How many characters a sentence may have."""
LARGEST_NUMBER = 1e300

Numbers: TypeAlias = "tuple[float | tuple[float, ...], ...]"
"""A vector, or the rows of a matrix."""
BESIDE = ("format", "title", "notes")
"""What may stand in a setup's file beside the fields of the setup; see `notes.py`."""


@dataclass(frozen=True)
class Setup:
    """All that was chosen. What was not is chosen sensibly, and shown."""

    text: str = ""
    tokens_by: SplitBy = "auto"
    encoding: str | None = None
    """None for one-hot, or for what the model brings."""
    embedding: str | None = None
    """The name of a sample table or the path of a file; None for a seeded random table."""
    corpus: str | None = None
    """The name of a sample or the path of a text, from which the encoding learns; None for the sample in the
    language of the sentence."""
    unknown: Unknown | None = None
    vocabulary: tuple[str, ...] = ()
    """The tokens met so far, in the order of their one-hot vectors; grown by appending."""
    labels: tuple[str, ...] | None = None
    architecture: str = "elman"
    """The name of an architecture or the path of an equation file."""
    equations: str | None = None
    """The text of an equation file that takes the place of the architecture's own."""
    layers: int | None = None
    """None for what the architecture says."""
    bidirectional: bool | None = None
    shape: str | None = None
    """How many vectors go in and how many come out, one of SHAPES; None for what the architecture says."""
    sizes: tuple[tuple[str, int], ...] = ()
    """How many units `hidden`, `output` and other named sizes have, where it was said."""
    activations: tuple[tuple[str, str], ...] = ()
    weights: str = "random"
    """`ones`, `random`, or the path of a file."""
    seed: int = 0
    parameters: tuple[tuple[str, Numbers], ...] = ()
    """Weights written out by name, rows first; none where `weights` says what they are."""
    model: str | None = None
    """The path of a model file, which brings architecture, weights and encoding."""
    prefix: str | None = None
    """Which network of the file, where it holds several: what the names of its tensors begin with."""
    inputs: str | None = None
    """The path of a file of vectors, fed in place of a sentence."""
    interventions: tuple[Edit, ...] = ()
    """Numbers that were changed: values of variables, weights, entries of tokens' vectors and starts."""
    notes: str | None = None
    """The name of a sample or the path of a setup's file that tells something beside the numbers."""

    def size(self, name: str) -> int | None:
        """How many units were asked for."""
        return dict(self.sizes).get(name)

    def with_size(self, name: str, count: int) -> Setup:
        """The same with another size."""
        return replace(self, sizes=tuple({**dict(self.sizes), name: count}.items()))


def check_text(text: str) -> str:
    """A sentence that is not too long; raises RnntuiError for one that is."""
    if len(text) > LONGEST_TEXT:
        hint = f"{LONGEST_TEXT:,} are the limit; nothing was changed"
        raise RnntuiError(f"the sentence has {len(text):,} characters", hint)
    return text


def sample_names() -> tuple[str, ...]:
    """The ready-made setups in `samples/setups/`."""
    return tuple(sorted(path.stem for path in (samples_folder() / "setups").glob("*.json")))


def sample_setup(name: str) -> Setup:
    """A ready-made setup; raises RnntuiError for a name that does not exist."""
    return _with_notes(read_table(sample_file(name)), str(sample_file(name)), name)


def sample_file(name: str) -> Path:
    """The file of a ready-made setup; raises RnntuiError for a name that does not exist."""
    if name not in sample_names():
        raise RnntuiError(f"there is no sample '{name}'", f"the samples are {', '.join(sample_names())}")
    return samples_folder() / "setups" / f"{name}.json"


def read_setup(path: Path) -> Setup:
    """Read a setup from a JSON file; raises RnntuiError for a file that is none."""
    return _with_notes(read_table(path), str(path), str(path))


def read_table(path: Path) -> dict[str, Any]:
    """The JSON object in a setup's file; raises RnntuiError for a file that is none."""
    table = read_json(path, "a setup is a JSON file")
    if not isinstance(table, dict) or table.get("format") != "rnntui-setup/1":
        raise RnntuiError(
            f"{path}: this is no setup of rnntui",
            'it begins with {"format": "rnntui-setup/1", a session with "rnntui-session/1"',
        )
    return table


def _with_notes(table: Mapping[str, Any], where: str, name: str) -> Setup:
    setup = setup_from({key: value for key, value in table.items() if key not in BESIDE}, where)
    return replace(setup, notes=name) if "notes" in table else setup


def setup_from(table: Mapping[str, Any], where: str) -> Setup:
    """A setup from plain data; raises RnntuiError that names the field that does not fit.

    `sizes` and `activations` are tables, `interventions` a list of what `--set` takes: `["f[3][0]=0"]`.
    """
    known = [each.name for each in fields(Setup) if each.name not in BESIDE]
    values: dict[str, Any] = {}
    for key, value in table.items():
        if key not in known:
            raise RnntuiError(f"{where}: '{key}' means nothing", f"there may stand {', '.join(known)}")
        if value is not None:
            valid, fits = _KINDS.get(key, ("a text", _is_text))
            if not fits(value):
                raise RnntuiError(f"{where}: {key} is {str(value)[:60]!r}", f"it must be {valid}")
            values[key] = _frozen(key, value)
    return Setup(**values)


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_whole(value: object, highest: int) -> bool:
    return type(value) is int and 0 <= value <= highest


def _are_texts(value: object) -> bool:
    return isinstance(value, list) and all(map(_is_text, value))


_KINDS: Mapping[str, tuple[str, Callable[[object], bool]]] = {
    "equations": (
        f"the text of an equation file, of at most {LARGEST_FILE:,} characters",
        lambda value: isinstance(value, str) and len(value) <= LARGEST_FILE,
    ),
    "tokens_by": ("auto, words or characters", lambda value: value in ("auto", "words", "characters")),
    "shape": (", ".join(SHAPES), lambda value: value in SHAPES),
    "unknown": ("zero, unk or random", lambda value: value in ("zero", "unk", "random")),
    "vocabulary": ("a list of texts", _are_texts),
    "labels": ("a list of texts", _are_texts),
    "interventions": ("a list of texts such as f[3][0]=0", _are_texts),
    "layers": ("a whole number from 1 up", lambda value: _is_whole(value, MOST_LAYERS) and value != 0),
    "bidirectional": ("true or false", lambda value: isinstance(value, bool)),
    "seed": ("a whole number from 0 up", lambda value: _is_whole(value, LARGEST_SEED)),
    "sizes": ("a table of whole numbers", lambda value: _is_table(value, lambda each: type(each) is int)),
    "parameters": ("a table of vectors and matrices, rows first", lambda value: _is_table(value, _are_numbers)),
    "activations": ("a table of functions' names", lambda value: _is_table(value, _is_text)),
}
"""What a field of a setup's file may hold, and whether a value is that; where nothing is said, a text."""


def _are_numbers(value: object) -> bool:
    """Whether this is a vector or a matrix of finite numbers."""
    if not isinstance(value, list) or not value:
        return False
    if isinstance(value[0], list):
        return all(isinstance(row, list) and len(row) == len(value[0]) and _is_vector(row) for row in value)
    return _is_vector(value)


def _is_vector(row: list[object]) -> bool:
    return all(type(each) in (int, float) and abs(each) <= LARGEST_NUMBER for each in row)  # type: ignore[arg-type]


def _is_table(value: object, fits: Callable[[object], bool]) -> bool:
    return isinstance(value, dict) and all(map(fits, value.values()))


def _frozen(key: str, value: Any) -> Any:
    if key == "interventions":
        from .edits import parse_edit

        return tuple(map(parse_edit, value))
    if key == "parameters":
        return tuple(
            (name, tuple(tuple(row) if isinstance(row, list) else row for row in rows)) for name, rows in value.items()
        )
    if isinstance(value, dict):
        return tuple(value.items())
    return tuple(value) if isinstance(value, list) else value
