"""All orders of a sentence through its network and as a bag of words: begun beside the screen, told as it goes on."""

from __future__ import annotations

from threading import Event

from ..dataclass import dataclass
from ..errors import RnntuiError
from .realise import Realised, realise
from .shuffle import Shuffle, as_bag, shuffle
from .vocabularies import realise_both


@dataclass(frozen=True, eq=False)
class AllOrders:
    """What was answered so far."""

    network: Shuffle | None = None
    """By the network as it was chosen; None before its first batch."""
    bag: Shuffle | None = None
    """By the same network of the bag of words."""
    missing: RnntuiError | None = None
    """Why there is no bag of words."""

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to run."""
        whole = [each is not None and each.is_done for each in (self.network, self.bag)]
        return whole[0] and (whole[1] or self.missing is not None)


def with_bag(done: Realised) -> tuple[Realised, Realised]:
    """A run and the same of its bag of words, in one vocabulary; a network out of a file has one of its own.

    Raises RnntuiError where the network reads no vectors of that size.
    """
    bag = as_bag(done)
    if done.loaded is not None:
        return done, realise(bag, lenient=True)
    return realise_both((done.setup, bag), (done, None), lenient=True)


class Shuffling:
    """Runs all orders, in a thread that somebody else began. `found` may be read from any thread meanwhile."""

    def __init__(self, done: Realised, seed: int = 0) -> None:
        self.done = done
        self.seed = seed
        self.found = AllOrders()
        self._cancelled = Event()

    def cancel(self) -> None:
        """End after the batch that is run."""
        self._cancelled.set()

    @property
    def is_cancelled(self) -> bool:
        """Whether nobody waits for it any more."""
        return self._cancelled.is_set()

    def run(self) -> AllOrders:
        """Run all batches, or those until it is cancelled. Raises RnntuiError where there are no words."""
        for part in shuffle(self.done, seed=self.seed):
            self.found = AllOrders(part)
            if self.is_cancelled:
                return self.found
        network = self.found.network
        try:
            _, bag = with_bag(self.done)
            for part in shuffle(bag, seed=self.seed):
                self.found = AllOrders(network, part)
                if self.is_cancelled:
                    return self.found
        except RnntuiError as error:
            # A network from a file may read no vectors of that size; its own orders are told all the same.
            self.found = AllOrders(network, None, error)
        return self.found
