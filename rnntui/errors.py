"""The errors of rnntui: one line that names what was found, and a hint that names what is valid."""

from __future__ import annotations


class RnntuiError(Exception):
    """Something outside rnntui (a file, a sentence, an option) does not fit.

    `message` says what was found, `hint` what may stand there. Commands print both on one line
    and end with `status`; the app shows them as a notification.
    """

    status = 1

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message, hint)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message}; {self.hint}" if self.hint else self.message


class UsageError(RnntuiError):
    """A command or an argument that does not exist or does not fit; commands end with status 2."""

    status = 2


class NotationError(RnntuiError):
    """An equation that can't be read, at a column of a file.

    `column` counts characters from 1; `equation` is the text of the equation or of the table's entry.
    """

    def __init__(
        self, message: str, hint: str = "", *, file: str = "", equation: str = "", column: int | None = None
    ) -> None:
        self.reason = message
        self.file = file
        self.equation = equation
        self.column = column
        place = file
        if equation:
            place += f"{': ' if place else ''}in «{equation}»"
        if column is not None:
            place += f", column {column}"
        super().__init__(f"{place}: {message}" if place else message, hint)
