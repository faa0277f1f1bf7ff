"""The colours: dark, the default, and light. None of them says anything that a mark does not say too."""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="dark",
    dark=True,
    background="#12151b",
    surface="#191d25",
    panel="#232834",
    foreground="#dfe3ea",
    primary="#6cb6d9",
    secondary="#8f9bb0",
    accent="#f0b95b",
    warning="#f0b95b",
    error="#f0866d",
    success="#86c98f",
    variables={"quiet": "#8d97a8", "line": "#3d4556", "bar": "#5389a8", "plus": "#5a9bc0", "minus": "#c98a52"},
)
LIGHT = Theme(
    name="light",
    dark=False,
    background="#fbfaf6",
    surface="#f2f0e9",
    panel="#e6e3d9",
    foreground="#20252d",
    primary="#0b6487",
    secondary="#5b6472",
    accent="#9a4d00",
    warning="#9a4d00",
    error="#a52714",
    success="#1f6b34",
    variables={"quiet": "#5d6673", "line": "#bdb8aa", "bar": "#4f8aa6", "plus": "#2f7398", "minus": "#b06a26"},
)
THEMES = (DARK, LIGHT)

DEFAULTS = {"quiet": "#8a8f98", "line": "#5a6070", "bar": "#4f8aa6", "plus": "#4f93b8", "minus": "#c07f45"}
"""Our variables under a theme that is not ours."""
