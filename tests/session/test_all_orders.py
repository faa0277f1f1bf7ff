"""All orders of a sentence, through its network and as a bag of words, told as they are run."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from rnntui.errors import RnntuiError
from rnntui.model import build
from rnntui.session.all_orders import Shuffling
from rnntui.session.realise import realise
from rnntui.session.setup import Setup, sample_setup
from rnntui.session.shuffle import whole_shuffle


def test_both_are_run_to_their_end() -> None:
    done = realise(sample_setup("kinship"))
    running = Shuffling(done)
    assert running.found.network is None
    found = running.run()
    assert found is running.found
    assert found.is_done
    assert found.network is not None
    np.testing.assert_array_equal(found.network.answers, whole_shuffle(done).answers)
    assert found.bag is not None
    assert found.bag.spread().distance == 0
    assert found.network.spread().distance > 0


def test_it_ends_after_the_batch_in_which_it_is_cancelled() -> None:
    running = Shuffling(realise(Setup(text="a b c d e f g")))
    running.cancel()
    found = running.run()
    assert found.network is not None
    assert 0 < len(found.network.answers) < found.network.total
    assert not found.is_done


def test_where_there_is_no_bag_it_says_why(tmp_path: Path) -> None:
    path = f"{tmp_path}/model.safetensors"
    build("elman", encoding="one-hot", text="a b c", hidden=2).save(path)
    found = Shuffling(realise(Setup(text="a b", model=path))).run()
    assert found.is_done
    assert found.network is not None
    assert found.network.is_done
    if found.bag is None:
        assert found.missing is not None


def test_no_words_are_an_error() -> None:
    with pytest.raises(RnntuiError, match="no words"):
        Shuffling(realise(Setup())).run()
