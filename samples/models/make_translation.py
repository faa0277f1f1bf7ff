"""Train the sample networks seq2seq and attention: `python samples/models/make_translation.py`; it needs PyTorch.

Both are Elman networks of the same size and see the same sentences. One has to get each of them through its context
vector, the other looks back at every word.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from translation_grammar import BEGIN, SOURCE, TARGET, batch

import rnntui
from rnntui.text.encodings.one_hot import OneHotEncoding

HIDDEN = 24
UPDATES = 12_000
BATCH = 64
MOST_CLAUSES = 3
SEED = 1
ARCHITECTURES = {"translation": "seq2seq", "translation-attention": "attention_additive"}
"""The name of a model's file -> its architecture."""


def main() -> None:
    """Train and save both, and print how many new sentences are translated without a mistake."""
    parser = argparse.ArgumentParser(description="Train the sample networks seq2seq and attention.")
    parser.add_argument("-o", "--output", type=Path, default=Path(__file__).parent)
    parser.add_argument("--hidden", type=int, default=HIDDEN)
    parser.add_argument("--updates", type=int, default=UPDATES)
    parser.add_argument("--seed", type=int, default=SEED)
    options = parser.parse_args()
    try:
        import torch  # noqa: F401
    except ImportError:
        sys.exit("make_translation.py needs PyTorch to train: pip install torch")
    for name, architecture in ARCHITECTURES.items():
        model = trained(architecture, options.hidden, options.updates, options.seed)
        model.save(options.output / f"{name}.safetensors")
        found = [f"{accuracy(model, clauses):.1%} of {clauses}" for clauses in range(1, MOST_CLAUSES + 2)]
        print(f"{name}: {', '.join(found)} clauses")


def trained(architecture: str, hidden: int, updates: int, seed: int) -> rnntui.Model:
    """The network, its weights rounded to hundredths."""
    import torch

    torch.manual_seed(seed)
    torch.set_num_threads(1)
    random = np.random.default_rng(seed)
    encoding = OneHotEncoding(SOURCE)
    start = rnntui.build(architecture, encoding=encoding, hidden=hidden, labels=TARGET, seed=seed)
    weights = {
        name: torch.tensor(array, dtype=torch.float32, requires_grad=True) for name, array in start.weights.items()
    }
    optimiser = torch.optim.AdamW(weights.values(), lr=0.004, weight_decay=0.003)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, updates)
    for update in range(updates):
        # Short sentences first: of all lengths from a third of the way on.
        most = min(MOST_CLAUSES, 1 + 6 * update // updates)
        source, target = batch(random, int(random.integers(1, most + 1)), BATCH)
        loss = LOSSES[architecture](weights, torch.from_numpy(source), torch.from_numpy(target))
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(weights.values(), 1.0)
        optimiser.step()
        schedule.step()
        if update % 1000 == 999:
            print(f"{architecture}: update {update + 1}, loss {loss.item():.4f}", file=sys.stderr)
    rounded = {name: np.round(tensor.detach().numpy().astype(np.float64), 2) for name, tensor in weights.items()}
    return rnntui.build(architecture, encoding=encoding, hidden=hidden, labels=TARGET, weights=rounded)


def encoded(w: Mapping[str, Any], source: Any) -> Any:
    """The states of the encoder: (T, B, hidden)."""
    import torch

    states = []
    h = torch.zeros(source.shape[1], len(w["b_h"]))
    for ids in source:
        h = torch.tanh(w["W_h"].T[ids] + h @ w["U_h"].T + w["b_h"])
        states.append(h)
    return torch.stack(states)


def fed(target: Any) -> Any:
    """What the decoder reads at each step while it is trained: what it should have written at the one before."""
    import torch

    begin = torch.full_like(target[:1], TARGET.index(BEGIN))
    return torch.cat([begin, target[:-1]])


def loss_of(w: Mapping[str, Any], states: list[Any], target: Any) -> Any:
    """Cross-entropy of the decoder's states at all steps."""
    import torch

    logits = torch.stack(states) @ w["V_y"].T + w["b_y"]
    return torch.nn.functional.cross_entropy(logits.flatten(0, 1), target.flatten())


def seq2seq(w: Mapping[str, Any], source: Any, target: Any) -> Any:
    import torch

    context = encoded(w, source)[-1]
    s = torch.tanh(context @ w["W_0"].T + w["b_0"])
    states = []
    for ids in fed(target):
        s = torch.tanh(w["E_s"].T[ids] + s @ w["U_s"].T + context @ w["C_s"].T + w["b_s"])
        states.append(s)
    return loss_of(w, states, target)


def attention_additive(w: Mapping[str, Any], source: Any, target: Any) -> Any:
    import torch

    h = encoded(w, source)
    key = h @ w["K_a"].T
    s = torch.tanh(h[-1] @ w["W_0"].T + w["b_0"])
    states = []
    for ids in fed(target):
        score = torch.tanh(key + s @ w["Q_a"].T + w["b_a"]) @ w["v_a"]
        context = (torch.softmax(score, 0)[..., None] * h).sum(0)
        s = torch.tanh(w["E_s"].T[ids] + s @ w["U_s"].T + context @ w["C_s"].T + w["b_s"])
        states.append(s)
    return loss_of(w, states, target)


LOSSES: Mapping[str, Callable[..., Any]] = {"seq2seq": seq2seq, "attention_additive": attention_additive}


def accuracy(model: rnntui.Model, clauses: int, count: int = 500) -> float:
    """How many new sentences of so many clauses are translated without a mistake."""
    random = np.random.default_rng(100 + clauses)
    right = 0
    for _ in range(count):
        source, target = batch(random, clauses, 1)
        (answer,) = model.trace([SOURCE[place] for place in source[:, 0]]).answers
        right += list(answer.tokens) == [TARGET[place] for place in target[:, 0]]
    return right / count


if __name__ == "__main__":
    main()
