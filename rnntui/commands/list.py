"""`rnntui list`: what there is to choose from."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping

from .options import Parser
from .output import deliver


def parser() -> Parser:
    """What the command takes."""
    made = Parser(
        prog="rnntui list",
        description="The architectures, encodings, embedding tables and samples.",
        epilog="examples:\n  rnntui list\n  rnntui list --lang zh-TW\n  rnntui list --format json\n",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    made.add_argument("--format", choices=("table", "json"), default="table")
    made.add_argument("--lang", choices=("en", "zh-TW"), default="en", help="the language of the texts")
    return made


def run(arguments: list[str]) -> int:
    """Carry the command out; returns the exit status."""
    options = parser().parse_args(arguments)
    lang = "zh_TW" if options.lang == "zh-TW" else "en"
    sections = contents(lang)
    if options.format == "json":
        deliver(json.dumps(sections, ensure_ascii=False, indent=1) + "\n", None)
        return 0
    width = max(len(name) for section in sections.values() for name in section)
    lines: list[str] = []
    for title, section in sections.items():
        lines += [*([""] if lines else []), title]
        lines += [f"  {name:<{width}}  {text}".rstrip() for name, text in section.items()]
    deliver("\n".join(lines) + "\n", None)
    return 0


def contents(lang: str) -> Mapping[str, Mapping[str, str]]:
    """What there is, by kind and name, each with a line on it."""
    from ..engine.catalogue import architecture_names, find_architecture
    from ..render.show import show
    from ..session.setup import sample_names, sample_setup
    from ..text.encodings import names
    from ..text.samples import sample_tables

    architectures = {}
    for name in architecture_names():
        found = find_architecture(name)
        title = found.title.get(lang, found.title.get("en", ""))
        architectures[name] = show(f"{title}: {found.summary.get(lang, found.summary.get('en', ''))}")
    encodings = {"one-hot": "a place of its own for each token", "embedding": "a vector from a table, or a seed"}
    if lang == "zh_TW":
        encodings = {"one-hot": "每個 token 各佔一個位置", "embedding": "由表格或亂數種子得到的向量"}
    samples = {name: sample_setup(name).text for name in sample_names()}
    return {
        "architectures": architectures,
        "encodings": {name: encodings.get(name, "") for name in names()},
        "embedding tables": {name: path.name for name, path in sample_tables().items()},
        "samples": {name: show(text) for name, text in samples.items()},
    }
