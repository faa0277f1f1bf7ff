"""The text of one equation: Python's tree of it, and errors that know their column."""

from __future__ import annotations

import ast
import keyword
import re
import unicodedata
import warnings
from typing import Literal

from ..dataclass import dataclass
from ..errors import NotationError
from .syntax_mistakes import mistake

LONGEST = 2_000
"""How many characters an equation may have."""
SHOWN = 200
"""How many characters of an equation an error shows."""
DEEPEST = 60
"""How many levels an equation may have: each sign, parenthesis, function and further term is one."""

OPERATORS_HINT = "the operators are + - * / @ and parentheses"
DEEPEST_HINT = f"{DEEPEST} levels at most; make a part of it an equation of its own"
_QUOTED = re.compile(r"""'(?:[^'\\\n\r]|\\.)*'|"(?:[^"\\\n\r]|\\.)*\"""")
"""A text in quotes on one line, with Python's escapes."""


@dataclass(frozen=True)
class Source:
    """One equation as it was written."""

    text: str
    file: str = ""
    form: str = "v[t] = expression"
    """What such a text looks like, for the hints."""
    operators: str = OPERATORS_HINT
    """What may stand between names and numbers, for the hints."""
    words: frozenset[str] = frozenset()
    """The words of Python that may stand in it."""
    is_quoting: bool = False
    """Whether texts in quotes may stand in it, of whatever characters."""

    def error(
        self, message: str, hint: str, node: ast.AST | None = None, *, column: int | None = None
    ) -> NotationError:
        """What is wrong at a node, or at a column from 1."""
        column = self.column(node) if node is not None else column
        equation = self.text if len(self.text) <= SHOWN else f"{self.text[:SHOWN]}…"
        return NotationError(message, hint, file=self.file, equation=equation, column=column)

    def column(self, node: ast.AST) -> int:
        """The column of a node in characters from 1; `ast` counts the bytes of UTF-8 from 0."""
        return self._characters(getattr(node, "col_offset", 0)) + 1

    def end(self, node: ast.expr) -> int:
        """How many characters of the text stand before the end of a node."""
        return self._characters(node.end_col_offset or 0)

    def piece(self, node: ast.expr) -> str:
        """What a node looks like in the text."""
        return self.text[self._characters(node.col_offset) : self.end(node)]

    def name(self, node: ast.Name) -> str:
        """The name of a node; `ast` folds its letters by NFKC, so another name may stand in the text."""
        if self.piece(node) != node.id:
            raise self.error(f"'{self.piece(node)}' is '{node.id}' in other letters", f"write '{node.id}'", node)
        return node.id

    def parsed(self, mode: Literal["exec", "eval"]) -> ast.Module | ast.Expression:
        """Python's tree of the text; raises NotationError where it has none."""
        self._check_characters()
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                tree = ast.parse(self.text, mode=mode)
        except SyntaxError as error:
            raise self._syntax_error(error) from None
        except (RecursionError, MemoryError):
            raise self.error("the equation is nested too deeply", DEEPEST_HINT, column=1) from None
        except ValueError:
            raise self.error("the equation has characters that are no text", f"write {self.form}", column=1) from None
        assert isinstance(tree, ast.Module | ast.Expression)
        return tree

    def _characters(self, offset: int) -> int:
        if self.text.isascii():
            return offset
        return len(self.text.encode("utf-8", "replace")[:offset].decode("utf-8", "ignore"))

    @property
    def unquoted(self) -> str:
        """The text with blanks in place of what stands in quotes, where that may."""
        return _QUOTED.sub(lambda found: " " * len(found[0]), self.text) if self.is_quoting else self.text

    def _check_characters(self) -> None:
        if not self.text.strip():
            raise self.error("the equation is empty", f"write {self.form}", column=1)
        if len(self.text) > LONGEST:
            raise self.error(f"{len(self.text):,} characters are too long", f"{LONGEST:,} at most", column=LONGEST + 1)
        for place, character in enumerate(self.unquoted):
            if character in "#;\\\0" or (character.isspace() and character != " "):
                hint = "it is one line, with blanks between its parts"
                raise self.error(f"{character!r} can't stand in an equation", hint, column=place + 1)
        if self.text[0] == " ":
            raise self.error("a blank stands before the equation", "begin with the first sign", column=1)

    def _syntax_error(self, error: SyntaxError) -> NotationError:
        if "too many nested" in error.msg:
            # Python's own limit, of parentheses that enclose nothing too.
            return self.error(
                "the equation is nested too deeply", DEEPEST_HINT, column=min(error.offset or 1, len(self.text))
            )
        if self.is_quoting and (open_ := re.search("[\"']", self.unquoted)) is not None:
            # What follows is text, whatever it looks like.
            hint = f"end the text with {open_[0]}"
            return self.error("the quotation mark is never closed", hint, column=open_.start() + 1)
        for word in re.finditer(r"\w+", self.unquoted):
            if keyword.iskeyword(word[0]) and word[0] not in self.words:
                message = f"'{word[0]}' is a word of Python and can't be a name"
                return self.error(message, "choose another name", column=word.start() + 1)
        if (known := mistake(self.unquoted, self.words)) is not None:
            return self.error(known.message, known.hint, column=known.column)
        # Of an expression that ends too early Python says 0.
        column = min(error.offset or len(self.text) + 1, len(self.text) + 1)
        found = self.text[column - 1 : column]
        if not found.strip():
            return self.error("a syntax error: something is missing here", self._syntax_hint(), column=column)
        folded = unicodedata.normalize("NFKC", found)
        hint = f"write '{folded}'" if folded != found and folded.isascii() else self._syntax_hint()
        shown = f"'{found}'" if found.isprintable() else repr(found)
        return self.error(f"a syntax error: {shown} does not fit here", hint, column=column)

    def _syntax_hint(self) -> str:
        return f"write {self.form}; {self.operators}"
