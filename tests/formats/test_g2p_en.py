"""A trained network of somebody else (g2p-en 2.1.0), opened through the import table of its own architecture file.

The checkpoint is in a wheel of 3 MB, which is fetched once into the folder of temporary files.
"""

from __future__ import annotations

import ast
import io
import json
import re
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

import rnntui
from rnntui.cli import main
from rnntui.text.samples import samples_folder

WHEEL = Path(tempfile.gettempdir()) / "rnntui-tests" / "g2p_en-2.1.0-py3-none-any.whl"
ARCHITECTURE = samples_folder() / "architectures" / "g2p_en.toml"

PUBLISHED = {
    "recurrent": "R IH0 K ER1 AH0 N T",
    "memory": "M EH1 M ER0 IY0",
    "jordan": "JH AO1 R D AH0 N",
    "neural": "N UH1 R AH0 L",
    "forget": "F ER0 G EH1 T",
    "schmidhuber": "SH M IH1 F CH ER0 D",
    # The long word that does not fit through the context vector.
    "antidisestablishmentarianism": "AE2 N T IY0 D IY0 AE1 N S IH0 M AH0 B EH2 SH AH0 N Z",
}

CUT_OFF = "pneumonoultramicroscopicsilicovolcanoconiosis"
"""A word whose answer is cut off at the limit, as the package cuts it off."""

Arrays = Mapping[str, NDArray[np.float32]]


@pytest.fixture(scope="module")
def wheel() -> zipfile.ZipFile:
    """The package, of which only data and lists are read and nothing is run."""
    if not WHEEL.exists():
        command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "g2p-en==2.1.0", "-d", str(WHEEL.parent)]
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=120)
        except (OSError, subprocess.SubprocessError) as error:
            pytest.skip(f"g2p-en can't be fetched: {type(error).__name__}")
    return zipfile.ZipFile(WHEEL)


@pytest.fixture(scope="module")
def checkpoint(wheel: zipfile.ZipFile, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("g2p") / "checkpoint20.npz"
    path.write_bytes(wheel.read("g2p_en/checkpoint20.npz"))
    return path


@pytest.fixture(scope="module")
def model(checkpoint: Path) -> rnntui.Model:
    return rnntui.load(checkpoint, architecture=ARCHITECTURE)


@pytest.fixture(scope="module")
def arrays(wheel: zipfile.ZipFile) -> Arrays:
    return dict(np.load(io.BytesIO(wheel.read("g2p_en/checkpoint20.npz"))))


def listed(wheel: zipfile.ZipFile, name: str) -> list[str]:
    """`graphemes` or `phonemes` of the package's own source."""
    source = wheel.read("g2p_en/g2p.py").decode()
    match = re.search(rf"self\.{name} = (.*?)\n\s*self\.\w+2?\w* = ", source, re.DOTALL)
    assert match is not None
    found: list[str] = []
    for constant in ast.walk(ast.parse(match[1].replace("\n", " "))):
        if isinstance(constant, ast.Call):
            assert isinstance(constant.args[0], ast.Constant)
            found += str(constant.args[0].value)
        elif isinstance(constant, ast.List):
            found += [str(each.value) for each in constant.elts if isinstance(each, ast.Constant)]
    return found


# The package's own prediction, as its g2p.py has it (Apache-2.0).


def grucell(x: NDArray[np.float32], h: NDArray[np.float32], arrays: Arrays, part: str) -> NDArray[np.float32]:
    rzn_ih = np.matmul(x, arrays[f"{part}_w_ih"].T) + arrays[f"{part}_b_ih"]
    rzn_hh = np.matmul(h, arrays[f"{part}_w_hh"].T) + arrays[f"{part}_b_hh"]
    split = rzn_ih.shape[-1] * 2 // 3
    rz = 1 / (1 + np.exp(-(rzn_ih[:, :split] + rzn_hh[:, :split])))
    r, z = np.split(rz, 2, -1)
    n = np.tanh(rzn_ih[:, split:] + r * rzn_hh[:, split:])
    return np.asarray((1 - z) * n + z * h)


def predict(word: str, arrays: Arrays, letters: list[str], phonemes: list[str]) -> list[str]:
    ids = [letters.index(each) if each in letters else letters.index("<unk>") for each in [*word, "</s>"]]
    h = np.zeros((1, arrays["enc_w_hh"].shape[-1]), np.float32)
    for row in arrays["enc_emb"][ids]:
        h = grucell(row[None], h, arrays, "enc")
    said = []
    dec = arrays["dec_emb"][[2]]
    for _ in range(20):
        h = grucell(dec, h, arrays, "dec")
        best = int((np.matmul(h, arrays["fc_w"].T) + arrays["fc_b"]).argmax())
        if best == 3:
            break
        said.append(phonemes[best])
        dec = arrays["dec_emb"][[best]]
    return said


def words(wheel: zipfile.ZipFile, count: int) -> list[str]:
    """The words of the package's own list, and made-up ones of up to 25 letters."""
    lines = wheel.read("g2p_en/homographs.en").decode().splitlines()
    real = [line.split("|")[0].lower() for line in lines if not line.startswith("#")]
    random = np.random.default_rng(0)
    made = ("".join(random.choice(list("abcdefghijklmnopqrstuvwxyz'é"), random.integers(1, 26))) for _ in range(count))
    return list(dict.fromkeys([CUT_OFF, *real, *made]))[:count]


def test_the_letters_and_phonemes_are_the_package_s(wheel: zipfile.ZipFile, model: rnntui.Model) -> None:
    assert model.encoding is not None
    assert list(model.encoding.vocabulary) == listed(wheel, "graphemes")
    assert model.labels is not None
    assert list(model.labels) == listed(wheel, "phonemes")
    assert model.units == {"input": 29, "embedding": 256, "hidden": 256, "output": 74}
    assert model.notes == ()


@pytest.mark.parametrize("word", PUBLISHED)
def test_the_published_words(model: rnntui.Model, word: str) -> None:
    trace = model.trace(word)
    (answer,) = trace.answers
    assert " ".join(answer.said) == PUBLISHED[word]
    assert answer.ended
    assert trace.tokens == (*word, "</s>")


def test_it_predicts_what_the_package_predicts(wheel: zipfile.ZipFile, model: rnntui.Model, arrays: Arrays) -> None:
    letters, phonemes = listed(wheel, "graphemes"), listed(wheel, "phonemes")
    chosen = words(wheel, 500)
    assert len(chosen) == 500
    for word in chosen:
        (answer,) = model.trace(word).answers
        assert list(answer.said) == predict(word, arrays, letters, phonemes), word
        assert answer.ended or len(answer.tokens) == 20
    assert not model.trace(CUT_OFF).answers[0].ended


def test_the_command_of_the_readme(checkpoint: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = ["--arch", str(ARCHITECTURE), "--weights", str(checkpoint), "--tokens", "characters", "--format", "json"]
    assert main(["trace", "recurrent", *given]) == 0
    table = json.loads(capsys.readouterr().out)
    assert table["tokens"] == [*"recurrent", "</s>"]
    assert table["clocks"] == {"t": 10, "u": 8}
    assert table["answers"] == [
        {"tokens": [*PUBLISHED["recurrent"].split(), "</s>"], "ended": True, "end": "</s>", "limit": 20}
    ]


def test_with_random_weights_it_reads_and_writes_the_same_tokens() -> None:
    """Without the checkpoint, which may be out of reach."""
    model = rnntui.build(ARCHITECTURE, hidden=4, sizes={"embedding": 3})
    assert model.units["input"] == 29
    assert model.units["output"] == 74
    trace = model.trace("abé")
    assert trace.tokens == ("a", "b", "é", "</s>")
    assert trace.unknown == (2,)
    assert set(trace.answers[0].tokens) <= set(model.labels or ())


def test_a_saved_model_keeps_its_tokens(model: rnntui.Model, tmp_path: Path) -> None:
    model.save(tmp_path / "g2p.safetensors")
    again = rnntui.load(tmp_path / "g2p.safetensors")
    assert again.trace("memory").answers == model.trace("memory").answers
    assert again.trace("memory").tokens[-1] == "</s>"
