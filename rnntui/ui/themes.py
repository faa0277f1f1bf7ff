"""The colours: dark, the default, light, and high contrast. None of them says anything that a mark does not say too.

On the three backgrounds of its theme every text has a contrast of 4.5 at least, by the formula of WCAG 2.2; 7 in
high contrast. `line`, the colour of rules and of keys that can't be used now, has 3. A terminal of 16 colours takes
the nearest: there too no text gets the colour of what is behind it.
"""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="dark",
    dark=True,
    background="#12151b",
    surface="#191d25",
    panel="#22262d",
    foreground="#dfe3ea",
    primary="#6cb6d9",
    secondary="#9ea7b5",
    accent="#f0b95b",
    warning="#f0b95b",
    error="#f0866d",
    success="#86c98f",
    variables={
        "quiet": "#9ea7b5",
        "line": "#626c80",
        "bar": "#5a94b5",
        "plus": "#5a9bc0",
        "minus": "#c98a52",
        "text-disabled": "#9ea7b5",
        "block-cursor-background": "#343c46",
        "block-cursor-foreground": "#dfe3ea",
        "block-cursor-blurred-background": "#343c46",
        "scrollbar": "#5f6b7a",
        "scrollbar-background": "#22262d",
    },
)
LIGHT = Theme(
    name="light",
    dark=False,
    background="#fbfaf6",
    surface="#f2f0e9",
    panel="#e6e3d9",
    foreground="#20252d",
    primary="#0b6487",
    secondary="#525b66",
    accent="#992900",
    warning="#992900",
    error="#a3123a",
    success="#1f6b34",
    variables={
        "quiet": "#525b66",
        "line": "#837e6d",
        "bar": "#2a6c8c",
        "plus": "#1252a5",
        "minus": "#9e2a00",
        "text-disabled": "#525b66",
        "block-cursor-background": "#c0d8e2",
        "block-cursor-foreground": "#20252d",
        "block-cursor-blurred-background": "#c0d8e2",
        "scrollbar": "#6f8d99",
        "scrollbar-background": "#e6e3d9",
    },
)
CONTRAST = Theme(
    name="contrast",
    dark=True,
    background="#000000",
    surface="#000000",
    panel="#1c1c1c",
    foreground="#ffffff",
    primary="#5fd7ff",
    secondary="#d0d0d0",
    accent="#ffd700",
    warning="#ffd700",
    error="#ff9c8f",
    success="#5fff87",
    variables={
        "quiet": "#d0d0d0",
        "line": "#8a8a8a",
        "bar": "#5fd7ff",
        "plus": "#5fd7ff",
        "minus": "#ffaf5f",
        "text-disabled": "#d0d0d0",
        "block-cursor-background": "#002f6c",
        "block-cursor-foreground": "#ffffff",
        "block-cursor-blurred-background": "#002f6c",
        "scrollbar": "#5fd7ff",
        "scrollbar-background": "#1c1c1c",
    },
)
THEMES = (DARK, LIGHT, CONTRAST)
NAMES = tuple(each.name for each in THEMES)

DEFAULTS = {"quiet": "#8a8f98", "line": "#5a6070", "bar": "#4f8aa6", "plus": "#4f93b8", "minus": "#c07f45"}
"""Our variables under a theme that is not ours."""


def theme_after(name: str) -> str:
    """The name of the next theme; the first one after the last, and after a theme that is not ours."""
    return NAMES[(NAMES.index(name) + 1) % len(NAMES)] if name in NAMES else NAMES[0]
