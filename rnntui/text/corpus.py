"""A corpus: the text that an encoding learns from, as documents of tokens."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import field
from functools import cached_property, lru_cache
from hashlib import blake2b
from itertools import dropwhile, pairwise
from pathlib import Path

from rnntui.errors import RnntuiError
from rnntui.text.files import decoded, named, numbered_lines, quoted
from rnntui.text.samples import sample_corpora
from rnntui.text.tokens import Split, SplitBy, default_split, split

from ..dataclass import dataclass

LARGEST = 8_000_000
"""Bytes of text, unpacked: as much as is learned from in a minute."""
ENGLISH, CHINESE = "english", "chinese"
"""The samples that are taken where nobody chooses: by the language of the sentence."""
_LINES_TO_A_GAP = 20
"""Blank lines part documents where there is one for so many lines or fewer; else each line is a document."""
_LOOKED_AT = 100_000
"""So many characters of a corpus decide how all of it is split."""


@dataclass(frozen=True)
class Corpus:
    """Documents in their order. Two are equal where their documents are."""

    documents: tuple[tuple[str, ...], ...] = field(compare=False, repr=False)
    """The tokens of each; none is empty."""
    source: str = field(compare=False)
    """Where it comes from, as it is shown."""
    split: Split = field(compare=False)
    """How it was split."""
    digest: str
    """The same for the same documents alone."""

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each token occurs."""
        return Counter(token for document in self.documents for token in document)

    def vocabulary(self, most: int, rarest: int = 1) -> tuple[str, ...]:
        """The most frequent tokens, at most `most`, each there `rarest` times or more; sorted by code point.

        Of those that are as frequent the first ones by code point are taken.
        """
        frequent = [token for token, count in self.counts.items() if count >= rarest]
        frequent.sort(key=lambda token: (-self.counts[token], token))
        return tuple(sorted(frequent[:most]))


def corpus_of(documents: Sequence[Sequence[str]], source: str, by: Split = "words") -> Corpus:
    """A corpus of documents that were split. Raises RnntuiError where there is no token in them."""
    kept = tuple(tuple(document) for document in documents if document)
    if not kept:
        raise RnntuiError(f"the corpus {source} has no words", "valid: a text, one document a line or paragraph")
    digest = blake2b(digest_size=16)
    for document in kept:
        digest.update("\0".join((*document, "\n")).encode("utf-8", "surrogatepass"))
    return Corpus(kept, source, by, digest.hexdigest())


def find_corpus(name: Path | str | None, tokens: Sequence[str] = (), by: SplitBy = "auto") -> Corpus:
    """A corpus by the name of a sample, or from a file; where there is none, the sample in the tokens' language.

    Raises RnntuiError where it can't be read or has no words.
    """
    if name is None:
        name = CHINESE if default_split("".join(tokens)) == "characters" else ENGLISH
    samples = sample_corpora()
    path = samples.get(str(name), Path(name))
    if not os.path.exists(path):  # noqa: PTH110 - Path.exists raises for a name that is too long.
        found = f"there is no corpus {quoted(str(name))}"
        raise RnntuiError(found, f"valid: a text file, or a sample: {', '.join(samples)}")
    state = path.stat()
    return _kept(path, by, (state.st_ino, state.st_size, state.st_mtime_ns))


@lru_cache(maxsize=4)
def _kept(path: Path, by: SplitBy, state: tuple[int, ...]) -> Corpus:
    """A corpus as it was read, as long as its file stays what it is: it is asked for with every word that is typed."""
    del state
    return read_corpus(path, by)


def read_corpus(path: Path, by: SplitBy = "auto") -> Corpus:
    """The corpus in a text file, perhaps gzip: one document a line, or a paragraph where blank lines part them.

    Raises RnntuiError that names file and line where it can't be read, is not UTF-8, or has more than `LARGEST`
    bytes or no words.
    """
    texts = list(_documents(list(dropwhile(lambda line: not line, _lines(path)))))
    if by == "auto":
        by = default_split("".join(texts)[:_LOOKED_AT])
    # One object for each different token: a corpus has few of them, many times.
    seen: dict[str, str] = {}
    documents = [tuple(seen.setdefault(token, token) for token in split(text, by)) for text in texts]
    return corpus_of(documents, named(Path(path.name)), by)


def _lines(path: Path) -> list[str]:
    lines, size = [], 0
    for number, line in numbered_lines(path):
        size += len(line)
        if size > LARGEST:
            found = f"{named(path)} has more than {LARGEST:,} bytes of text"
            raise RnntuiError(found, "learn from a part of it, or read an embedding table")
        lines.append(decoded(path, number, line).strip())
    return lines


def _documents(lines: Sequence[str]) -> Iterator[str]:
    """The texts of the documents."""
    gaps = sum(bool(line) and not before for before, line in pairwise(lines))
    if gaps * _LINES_TO_A_GAP < len(lines):
        yield from filter(None, lines)
        return
    paragraph: list[str] = []
    for line in (*lines, ""):
        if line:
            paragraph.append(line)
        elif paragraph:
            yield "\n".join(paragraph)
            paragraph = []
