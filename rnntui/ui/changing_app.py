"""Numbers that are changed: edits, gates that are held, units that are silenced."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from .possible_changes import has_gates
from .walking_app import WalkingApp

if TYPE_CHECKING:
    from ..session.edits import Edit
    from ..session.session import Session
    from ..session.setup import Setup
    from .choices import Option
    from .screens.ablation import Place as Silenced
    from .screens.edits import Wish
    from .screens.number import Chosen
    from .screens.numbers import Wish as NumbersWish


class ChangingApp(WalkingApp):
    """The actions of edits, interventions and ablation."""

    # One number

    def action_edit(self, target: str | None = None) -> None:
        """Type another value for a number: for the one that is looked at, or for a target as `--set` calls it."""
        from .screens.number import NumberField

        if self.shown is None:
            return
        if target is None and (row := self._row_of_word()) is not None:
            self.action_numbers("embedding", row)
        else:
            target = target or self.target_looked_at
            self.push_screen(NumberField(lambda: self.shown, target, self.view.words), self._take_number)

    def _row_of_word(self) -> int | None:
        """The row of the word that is looked at in the table of vectors, in the mode that is about these."""
        body, session = self.explore.body, self.shown
        if self.view.mode != "encoding" or self.view.walk is not None or session is None:
            return None
        from ..session.sheets import tokens_of
        from .screens.encoding import Encodings

        look = body.look() if isinstance(body, Encodings) else None
        tokens = tokens_of(session.realised)
        return tokens.index(look.name) if look is not None and look.name in tokens else None

    @property
    def target_looked_at(self) -> str | None:
        """What is looked at, as `--set` calls it: the chosen term, the value under a mode's own cursor, or a cell."""
        from ..session.walk import target_of

        session = self.shown
        if session is None or not session.steps:
            return None
        if (chosen := self.chosen_target()) is not None:
            return chosen
        place = self.place_looked_at
        if place is not None and (found := target_of(session.realised, place)) is not None:
            return found
        cursor = session.cursor
        step = 0 if session.model.program.once(cursor.variable) else cursor.step
        return f"{cursor.variable}[{step}][{cursor.unit}]"

    def _take_number(self, chosen: Chosen) -> None:
        if chosen == "tables":
            self.action_numbers()
        elif chosen is not None and not isinstance(chosen, str):
            self.make_edits(chosen)

    def make_edits(self, *edits: Edit) -> None:
        """Change numbers of the run that is shown."""
        from ..session.edits import with_edit

        if (session := self.shown) is not None:
            kept = session.setup.interventions
            for each in edits:
                kept = with_edit(kept, each)
            self._choose(replace(session.setup, interventions=kept))

    def take_edits_back(self, *edits: Edit) -> None:
        """Take some edits of the run that is shown back."""
        if (session := self.shown) is not None:
            kept = tuple(each for each in session.setup.interventions if each not in edits)
            self._choose(replace(session.setup, interventions=kept))

    def _choose(self, setup: Setup) -> None:
        """Run another setup in the place of the one that is shown."""
        from ..session.session import choose

        if self.view.pending:
            # What is being run is not shown yet, and would be lost.
            return
        if (comparison := self.beside) is not None:
            self.choose_beside(comparison, setup)
        elif (session := self.session) is not None:
            self.rerun(lambda: choose(session, setup))

    # All of them

    def action_edits(self) -> None:
        """List what was edited."""
        from .screens.edits import EditsList

        if self.shown is not None:
            self.push_screen(EditsList(lambda: self.shown, self._wish_of_list, self.view.words))

    def _wish_of_list(self, wish: Wish) -> None:
        if wish == "tables":
            self.action_numbers()
        elif isinstance(wish, tuple):
            kind, edits = wish
            if kind == "back":
                self.take_edits_back(*edits)
            else:
                from ..session.edits import target_of

                self.action_edit(target_of(edits[0]))

    def action_numbers(self, name: str = "", row: int = 0, column: int = 0) -> None:
        """Show the tables of all numbers that can be edited, beginning with one of them."""
        from .screens.numbers import Numbers

        if self.shown is not None and not any(isinstance(each, Numbers) for each in self.screen_stack):
            numbers = Numbers(lambda: self.shown, self._wish_of_numbers, self.view.words, name, row, column)
            self.push_screen(numbers)

    def _wish_of_numbers(self, wish: NumbersWish) -> None:
        if wish[0] == "change":
            self.action_edit(wish[1])
        elif wish[0] == "apart":
            self.take_apart(wish[1])
        else:
            self.take_edits_back(*wish[1])

    def watch_session(self, before: Session | None, session: Session | None) -> None:
        super().watch_session(before, session)
        if session is not None:
            self._tell_asleep(before, session)
        self._draw_over()

    def _draw_over(self) -> None:
        """Draw again what lies over the screen and shows numbers of the run."""
        if len(self.screen_stack) < 2:
            return
        from .screens.edits import EditsList
        from .screens.numbers import Numbers

        for each in self.screen_stack[1:]:
            if isinstance(each, EditsList | Numbers):
                each.draw()

    def _tell_asleep(self, before: Session | None, session: Session) -> None:
        """Say which edits have no place in the run any more."""
        asleep = session.realised.edited.asleep
        known = () if before is None else tuple(each.edit for each in before.realised.edited.asleep)
        fell = [each.edit for each in asleep if each.edit not in known]
        if fell and (before is None or before.realised is not session.realised):
            from .describe import edit_text

            named = ", ".join(map(edit_text, fell[:3])) + (" …" if len(fell) > 3 else "")
            text = self.view.words("edits.fell.asleep", edits=named)
            self.notify(text, severity="warning", markup=False, timeout=8)

    # Gates

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        possible = super().check_action(action, parameters)
        if action == "hold" and not possible and self.shown is not None and not has_gates(self.shown):
            # Nothing on the screen shows that there is no gate: the key says it.
            return True
        return possible

    def action_hold(self) -> None:
        """Hold the gate open or closed that is looked at; where it is none, choose one first."""
        if (session := self.shown) is None:
            return
        if not has_gates(session):
            self.notify(self.view.words("hold.none"), severity="warning", markup=False, timeout=8)
            return
        from .holding import at_target, choosing, gates, holding
        from .screens.chooser import Chooser

        session = at_target(session, self.target_looked_at)
        words, known = self.view.words, gates(session)
        if session.cursor.variable in known:
            self.push_screen(Chooser(holding(session, words), words), self.take_held)
            return

        def take(option: Option | None) -> None:
            if option is not None:
                self.action_point(known[option.step])
                self.action_hold()

        self.push_screen(Chooser(choosing(session, words), words), take)

    def take_held(self, option: object) -> None:
        """Run what was chosen for a gate."""
        setup: Setup | None = getattr(option, "setup", None)
        if setup is not None:
            self._choose(setup)

    # Ablation

    def action_ablate(self) -> None:
        """Silence each unit in turn."""
        from ..session.ablation import is_answer_told, silenced
        from .screens.ablation import Ablation

        if (session := self.shown) is not None and (names := silenced(session.realised)):
            is_told = self.view.ahead or is_answer_told(session)
            self.push_screen(Ablation(session, names, self.view.words, is_told), self._look_at_silenced)

    def _look_at_silenced(self, place: Silenced | None) -> None:
        """Look at a unit where silencing it changes most."""
        if place is None or self.session is None:
            return
        from ..session.session import go, point

        variable, unit, step = place
        if self.view.mode != "explore":
            self.action_mode("explore")

        def there(session: Session) -> Session:
            clock = session.model.program.clocks[variable]
            if session.cursor.clock != clock:
                last = session.trace.clocks[clock] - 1
                session = go(session, session.offset(clock) + min(step, max(last, 0)))
            return point(session, variable=variable, unit=unit)

        self.change(there)
