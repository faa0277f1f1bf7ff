"""A time-travelling debugger for recurrent networks, in the terminal.

    import rnntui
    model = rnntui.build("lstm", input=4, hidden=3, output=2, weights="ones")
    model = rnntui.load("model.safetensors")
    trace = model.trace(x)           # (T, input), or (T, B, input) with lengths=
    trace["h"]                       # (T, hidden)
    print(trace.explain("h", step=3, unit=0))

Importing it loads neither NumPy nor Textual; what is used is loaded when it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .errors import NotationError, RnntuiError, UsageError

if TYPE_CHECKING:
    from .engine.explain import Explanation
    from .engine.interventions import Intervention
    from .engine.trace import Trace
    from .formats.load import load
    from .model import Model, build

__all__ = [
    "Explanation",
    "Intervention",
    "Model",
    "NotationError",
    "RnntuiError",
    "Trace",
    "UsageError",
    "__version__",
    "build",
    "load",
]

__version__ = "0.1.0"

_HOMES = {
    "Explanation": "engine.explain",
    "Intervention": "engine.interventions",
    "Model": "model",
    "Trace": "engine.trace",
    "build": "model",
    "load": "formats.load",
}


def __getattr__(name: str) -> object:
    """Load a public name when it is first used."""
    if name not in _HOMES:
        raise AttributeError(f"module 'rnntui' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f".{_HOMES[name]}", __name__), name)


def __dir__() -> list[str]:
    return sorted(__all__)
