"""Two runs side by side: their columns, and what of them is known at the one that is looked at."""

from __future__ import annotations

from typing import Literal, TypeAlias

from ..dataclass import dataclass
from ..engine.arrays import FloatArray
from ..engine.expression import Clock
from .alignment import Pair
from .differences import Differences, Parting
from .pairs import Pair as Tale
from .session import Session
from .setup import Setup

Which: TypeAlias = Literal["a", "b"]
"""One of the two runs."""
_SIDES: tuple[Which, ...] = ("a", "b")


@dataclass(frozen=True, eq=False)
class Comparison:
    """Two runs whose steps move together."""

    a: Session
    b: Session
    differences: Differences
    """The runs laid side by side: which variables can be subtracted, and which can't."""
    columns: tuple[Pair, ...]
    """The moments side by side, of A or None, of B or None: the input steps first, then the output steps."""
    parting: Parting | None
    """The first column in which anything differs; None where all that both have is equal."""
    outputs_part: Parting | None
    """The first column in which an output differs that both have."""
    column: int = 0
    """The column that is looked at, counted from 0."""
    micro: int = 0
    """The last micro-step that was computed there, counted from 0. The run that has fewer stays at its last one."""
    farthest: int = 0
    """The farthest column that was looked at: what lies beyond is hidden until it is."""
    variable: str = ""
    """What is looked at, as both call it. A run that has no such variable shows its hidden state."""
    chosen: Which = "a"
    """The run that is typed into, and whose setup is chosen."""
    marks: tuple[int, ...] = ()
    """Columns that were marked, sorted."""
    past: tuple[tuple[Setup, Setup], ...] = ()
    """Earlier pairs of setups, the latest last."""
    future: tuple[tuple[Setup, Setup], ...] = ()
    """Pairs that were undone, the latest last."""
    tale: Tale | None = None
    """What a ready-made comparison tells beside the numbers."""

    @property
    def here(self) -> Pair:
        """The moments that are looked at; (None, None) where neither sentence has any."""
        return self.columns[self.column] if self.columns else (None, None)

    @property
    def setups(self) -> tuple[Setup, Setup]:
        """What was chosen for A and for B."""
        return self.a.setup, self.b.setup

    @property
    def compared(self) -> tuple[str, ...]:
        """The variables that can be subtracted."""
        return self.differences.compared

    @property
    def inputs(self) -> int:
        """How many columns are input steps; those of output steps come after them."""
        return len(self.differences.alignments["t"].columns)

    @property
    def clock(self) -> Clock:
        """What the steps of the column are that is looked at."""
        return self.clock_of(self.column)

    def clock_of(self, column: int) -> Clock:
        """`t` for a column of input steps, `u` for one of output steps."""
        return "t" if column < max(self.inputs, 1) else "u"

    @property
    def microsteps(self) -> int:
        """How many micro-steps the column has that is looked at."""
        return self.micro_count(self.clock)

    def micro_count(self, clock: Clock) -> int:
        """How many micro-steps a column of a clock has: as many as the run that has more of them."""
        both = (each for each in (self.a, self.b) if clock in each.clocks)
        return max((each.micro_count(clock) for each in both), default=1)

    @property
    def shown(self) -> Session:
        """The run that is chosen."""
        return self.session(self.chosen)

    @property
    def unit(self) -> int:
        """The unit that is looked at."""
        pairs = ((self.a, self.differences.a), (self.b, self.differences.b))
        having = [session for session, side in pairs if session.cursor.variable == side.name_of(self.variable)]
        return max((session.cursor.unit for session in having), default=0)

    def session(self, which: Which) -> Session:
        """One of the two runs."""
        return self.a if which == "a" else self.b

    def difference(self, name: str, first: int = 0, stop: int | None = None) -> FloatArray:
        """B - A of a variable in some columns: (columns, size), NaN where one of the runs has no step.

        Raises RnntuiError for variables that can't be subtracted.
        """
        return self.differences.difference(name, first, stop)

    def is_known(self, name: str, column: int) -> bool:
        """Whether the values of a variable in a column are computed by now, in each run that has the step."""
        there = [side for side, moment in zip(_SIDES, self.columns[column], strict=True) if moment is not None]
        return all(self.has_computed(side, name, column) for side in there)

    def has_computed(self, which: Which, name: str, column: int) -> bool:
        """Whether one of the runs has computed a variable by now that it reaches in a column."""
        # A run whose sentence has ended, or not begun, stands still: the column alone says how far one has come.
        if column != self.column:
            return column < self.column
        session, side = self.session(which), self.differences.a if which == "a" else self.differences.b
        own, moment = side.name_of(name), self.columns[column][which == "b"]
        return own is not None and moment is not None and session.is_known(own, session.place_of(moment)[1])

    def column_of(self, parting: Parting) -> int:
        """The column in which two runs part; what belongs to the sentence as a whole is known with its last word."""
        match parting.index:
            case "t":
                return parting.column
            case "u":
                return self.inputs + parting.column
        return max(self.inputs - 1, 0)


def names_of(comparison: Comparison, which: Which | None = None) -> tuple[str, ...]:
    """The variables at the column that is looked at, as both call them: those of A first, then those of B alone.

    With `which` those of one of the runs.
    """
    found: dict[str, None] = {}
    for letter in _SIDES:
        if which in (None, letter):
            session, shared = comparison.session(letter), shared_names(comparison, letter)
            clocks = session.model.program.clocks
            found |= dict.fromkeys(shared.get(n, n) for n in session.trace.names if clocks[n] == comparison.clock)
    return tuple(found)


def shared_names(comparison: Comparison, which: Which) -> dict[str, str]:
    """A variable's name in one of the runs -> the one by which both know it, where that is another one."""
    found = comparison.differences
    side = found.a if which == "a" else found.b
    both = ((name, found.a.name_of(name), found.b.name_of(name)) for name in (*found.compared, *found.apart))
    return {side.name_of(name) or name: name for name, a, b in both if a is not None and b is not None}
