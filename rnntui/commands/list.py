"""`rnntui list`: what there is to choose from."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from .output import deliver
from .parsing import Parser, python_lang

_EXAMPLES = """examples:
  rnntui list
  rnntui list --lang zh-TW
  rnntui list --format json
"""
_ENCODINGS: Mapping[str, Mapping[str, str]] = {
    "one-hot": {"en": "a place of its own for each token", "zh_TW": "每個詞各占一個位置"},
    "bag-of-words": {
        "en": "one vector for the sentence: its words are counted",
        "zh_TW": "整句一個向量：只數每個詞出現幾次",
    },
    "lsa": {
        "en": "one vector for the sentence, by which words share documents",
        "zh_TW": "整句一個向量，依據哪些詞出現在同一份文件",
    },
    "embedding": {"en": "a vector from a table, or a seed", "zh_TW": "查表，或由種子產生的隨機向量"},
    "skip-gram": {"en": "a vector learned from each word's neighbours", "zh_TW": "從每個詞的鄰居學來的向量"},
}

_KINDS: Mapping[str, str] = {
    "built_in": "architectures", "own": "own architectures", "sample": "sample architectures",
}  # fmt: skip
_TITLES: Mapping[str, str] = {
    "architectures": "架構 architectures",
    "own architectures": "你自己的架構 own architectures",
    "sample architectures": "範例架構 sample architectures",
    "encodings": "編碼 encodings",
    "embedding tables": "向量表 embedding tables",
    "corpora": "語料 corpora",
    "samples": "範例 samples",
}
"""The sections in Chinese."""
_FOLDER: Mapping[str, str] = {
    "en": "files of equations of your own belong in {folder}",
    "zh_TW": "你自己的方程式檔案放在 {folder}",
}

Contents = Mapping[str, Mapping[str, str]]
"""By kind and name, each with a line on it."""


def parser() -> Parser:
    """What the command takes."""
    made = Parser("rnntui list", "The architectures, encodings, embedding tables, corpora and samples.", _EXAMPLES)
    made.add_argument("--format", choices=("table", "json"), default="table", help="aligned text, or one object")
    made.add_argument("--lang", choices=("en", "zh-TW"), default=None, help="the language of the texts")
    return made


def run(arguments: list[str]) -> int:
    """Carry the command out; returns the exit status."""
    options = parser().parse_args(arguments)
    found = contents(python_lang(options.lang))
    if options.format == "json":
        deliver(json.dumps(found, ensure_ascii=False, indent=1) + "\n")
    else:
        lang = python_lang(options.lang)
        deliver("\n".join((*_lines(found, lang), *_folder(lang))) + "\n")
    return 0


def _lines(found: Contents, lang: str) -> Iterator[str]:
    from rich.cells import cell_len, set_cell_size

    from ..render.show import show

    width = max(cell_len(show(name)) for section in found.values() for name in section)
    for place, (title, section) in enumerate((title, section) for title, section in found.items() if section):
        yield from ([""] if place else [])
        yield title if lang == "en" else _TITLES[title]
        for name, text in section.items():
            yield f"  {set_cell_size(show(name), width)}  {show(text)}".rstrip()


def _folder(lang: str) -> Iterator[str]:
    """Where architectures of one's own are looked for."""
    from ..folders import own_architectures
    from ..render.show import show

    if (folder := own_architectures()) is not None:
        yield from ("", show(_FOLDER[lang].format(folder=folder)))


def contents(lang: str) -> Contents:
    """What there is, its texts in a language of the architectures' files: `en` or `zh_TW`."""
    from ..session.architectures import Known, known_architectures
    from ..session.notes import title_of
    from ..session.setup import sample_names
    from ..text.encodings import names
    from ..text.samples import sample_corpora, sample_tables

    def said(text: Mapping[str, str]) -> str:
        return text.get(lang, text.get("en", ""))

    def about(known: Known) -> str:
        return str(known.error) if known.error is not None else f"{said(known.title)}: {said(known.summary)}"

    found = tuple(known_architectures())
    return {
        **{title: {each.name: about(each) for each in found if each.kind == kind} for kind, title in _KINDS.items()},
        "encodings": {name: said(_ENCODINGS.get(name, {})) for name in names()},
        "embedding tables": {name: path.name for name, path in sample_tables().items()},
        "corpora": {name: path.name for name, path in sample_corpora().items()},
        "samples": {name: said(title_of(name)) for name in sample_names()},
    }
