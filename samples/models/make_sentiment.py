"""Train the sample network sentiment with PyTorch and save it with rnntui: `python samples/models/make_sentiment.py`.

A GRU reads one-hot tokens and says after each of them whether what was said so far is praise or blame.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from sentiment_grammar import LABELS, Tokens, meanings, sentences, vocabulary, with_gaps

import rnntui
from rnntui.text.encodings.one_hot import OneHotEncoding

HIDDEN = 4
UPDATES = 12_000
BATCH = 64
SEED = 6
GAP = ""
"""An unknown word: it has no place in the vocabulary, and a vector of zeros."""
IGNORED = -100
"""What stands for no label in the middle of a word, and beyond the end of a sentence."""


def main() -> None:
    """Train, save, and print how many steps of held-out sentences are right."""
    parser = argparse.ArgumentParser(description="Train the sample network sentiment.")
    parser.add_argument("-o", "--output", type=Path, default=Path(__file__).with_name("sentiment.safetensors"))
    parser.add_argument("--hidden", type=int, default=HIDDEN)
    parser.add_argument("--seed", type=int, default=SEED)
    options = parser.parse_args()
    try:
        import torch  # noqa: F401
    except ImportError:
        sys.exit("make_sentiment.py needs PyTorch to train: pip install torch")
    model = trained(options.hidden, options.seed)
    model.save(options.output)
    for held_out in (False, True):
        steps, whole = accuracy(model, sentences(2, 2000, held_out=held_out))
        kind = "with pairs that were held out" if held_out else "of the kind it was trained on"
        print(f"{kind}: {steps:.2%} of the steps, {whole:.2%} of the sentences are right at every step")


def trained(hidden: int, seed: int) -> rnntui.Model:
    """The network, its weights rounded to hundredths so that its arithmetic can be followed by hand."""
    import torch

    torch.manual_seed(seed)
    torch.set_num_threads(1)
    words = vocabulary()
    gru, readout = torch.nn.GRU(len(words), hidden), torch.nn.Linear(hidden, len(LABELS))
    parameters = [*gru.parameters(), *readout.parameters()]
    optimiser = torch.optim.AdamW(parameters, lr=0.03, weight_decay=0.1)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, UPDATES)
    source = with_gaps(seed, sentences(seed + 1, UPDATES * BATCH, held_out=False), GAP)
    for _ in range(UPDATES):
        ids, targets = batch([next(source) for _ in range(BATCH)], words)
        # The last column is that of the gap, which is cut off.
        vectors = torch.nn.functional.one_hot(torch.from_numpy(ids), len(words) + 1)[..., :-1].float()
        scores = readout(gru(vectors)[0])
        loss = torch.nn.functional.cross_entropy(
            scores.flatten(0, 1), torch.from_numpy(targets).flatten(), ignore_index=IGNORED
        )
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimiser.step()
        schedule.step()
    tensors = {name: tensor.numpy() for name, tensor in {**gru.state_dict(), **readout.state_dict()}.items()}
    return assembled(tensors, words)


def batch(chosen: list[Tokens], words: Tokens) -> tuple[np.ndarray, np.ndarray]:
    """Places of the tokens and of their labels, (T, B) each; what is beyond an end is ignored."""
    places = {word: place for place, word in enumerate(words)}
    longest = max(map(len, chosen))
    ids, targets = np.zeros((longest, len(chosen)), np.int64), np.full((longest, len(chosen)), IGNORED)
    for column, tokens in enumerate(chosen):
        ids[: len(tokens), column] = [places.get(token, len(words)) for token in tokens]
        labels = [IGNORED if label is None else LABELS.index(label) for label in meanings(tokens)]
        targets[: len(tokens), column] = labels
    return ids, targets


def assembled(tensors: dict[str, np.ndarray], words: Tokens) -> rnntui.Model:
    """PyTorch's tensors as a model of rnntui: its blocks are r, z, n; softmax makes probabilities of scores."""
    rounded = {name: np.round(tensor.astype(np.float64), 2).astype(np.float32) for name, tensor in tensors.items()}
    W, U = np.split(rounded["weight_ih_l0"], 3), np.split(rounded["weight_hh_l0"], 3)
    b, b_h = np.split(rounded["bias_ih_l0"], 3), np.split(rounded["bias_hh_l0"], 3)
    weights = {f"{kind}_{gate}": part[k] for kind, part in (("W", W), ("U", U)) for k, gate in enumerate("rzn")}
    weights |= {"b_r": b[0] + b_h[0], "b_z": b[1] + b_h[1], "b_n": b[2], "b_hn": b_h[2]}
    weights |= {"V_y": rounded["weight"], "b_y": rounded["bias"]}
    return rnntui.build(
        "gru",
        hidden=len(b[0]),
        weights=weights,
        activation={"psi": "softmax"},
        encoding=OneHotEncoding(words),
        labels=LABELS,
    )


def accuracy(model: rnntui.Model, chosen: Iterable[Tokens]) -> tuple[float, float]:
    """Which part of the labelled steps is right, and which part of the sentences is right at all of them."""
    steps, whole = [], []
    for tokens in chosen:
        answers = model.trace(tokens)["y"].argmax(axis=-1)
        right = [
            LABELS[answer] == label
            for answer, label in zip(answers, meanings(tokens), strict=True)
            if label is not None
        ]
        steps += right
        whole.append(all(right))
    return float(np.mean(steps)), float(np.mean(whole))


if __name__ == "__main__":
    main()
