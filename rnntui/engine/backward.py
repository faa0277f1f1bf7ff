"""The exact reverse pass of a run: the derivatives of one number by everything that it was computed from.

Along the plan, from its last component to its first: what does not recur is reversed for all steps at once, what
recurs in a loop that was written for it (backward_kernel.py). Backpropagation through time, of any program.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache

import numpy as np

from .adjoints import Adjoints
from .arrays import FloatArray
from .backward_leaves import Leaves, live_names
from .backward_scan import BackwardScan
from .expression import Token
from .order import Component
from .program import Program
from .pullback import pull
from .stores import AllSteps


class Backward:
    """The reverse pass of a program, compiled once for all runs."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.leaves = Leaves(program)
        self.last_live: tuple[tuple[str, ...], frozenset[str]] = (), frozenset()
        self.scans = {
            c: BackwardScan(program, c, self.leaves) for c in program.components if c.kind in ("forward", "backward")
        }

    def live(self, asked: tuple[str, ...]) -> frozenset[str]:
        """The names through which a gradient must pass to reach what is asked for; the last answer is kept."""
        last = self.last_live
        if last[0] != asked:
            self.last_live = last = asked, live_names(self.program, asked)
        return last[1]

    def run(self, adjoints: Adjoints, components: Iterable[Component], started: Collection[str]) -> None:
        """Reverse some components, given from last to first, and then the inputs.

        `started` are the variables whose start was given to the run.
        """
        with np.errstate(all="ignore"):
            for component in components:
                self.component(adjoints, component, started)
            for name in self.program.inputs:
                if name in adjoints.rows:
                    adjoints.settle(name)
                    adjoints.force(name)
                    self.start(adjoints, name, started)

    def component(self, adjoints: Adjoints, component: Component, started: Collection[str]) -> None:
        """Take the adjoints of the variables of one component to what they were made of."""
        reached = [name for name in component.names if name in adjoints.rows]
        if not reached or adjoints.live.isdisjoint(component.names):
            return
        if component in self.scans:
            self.scans[component].run(adjoints)
        else:
            (name,) = component.names
            adjoints.settle(name)
            adjoints.force(name)
            tree = self.program.equations[name].tree
            scope = AllSteps(adjoints.stores)
            result = adjoints.stores.now(name) if not self.program.once(name) else adjoints.stores.rows[name]
            assert isinstance(result, np.ndarray)
            pull(tree, adjoints.now(name), scope, self.leaves, adjoints.live, adjoints, result)
        for name in component.names:
            adjoints.force(name)
            self.start(adjoints, name, started)

    def start(self, adjoints: Adjoints, name: str, started: Collection[str]) -> None:
        """Take the adjoint of a variable's start to what that was made of."""
        tree = self.program.architecture.initial.get(name)
        if tree is None or isinstance(tree, Token) or name in started or name not in adjoints.starts:
            return
        start = adjoints.starts[name]
        if adjoints.forced.starts(name):
            # What was forced there was not made of anything.
            start = start.copy()
            adjoints.forced.apply_to_start(name, start)
        pull(tree, start[None], AllSteps(adjoints.stores), self.leaves, adjoints.live, adjoints)


@lru_cache(maxsize=32)
def compile_backward_pass(program: Program) -> Backward:
    """The reverse pass of a program; of those that were asked for last each is made once."""
    return Backward(program)


def add_seeds(adjoints: Adjoints, seeds: Mapping[str, FloatArray]) -> None:
    """Begin with the adjoints of some variables, (steps, size[, B]); beyond the end of a sentence they count as 0."""
    for name, seed in seeds.items():
        program = adjoints.stores.program
        ragged = adjoints.stores.lengths[program.clocks[name]] is not None and not program.once(name)
        rows = adjoints.now(name)
        rows += np.where(adjoints.inside(name), seed, rows.dtype.type(0)) if ragged else seed
