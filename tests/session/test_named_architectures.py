"""All architectures that have a name, also those that are broken."""

from __future__ import annotations

import os
from pathlib import Path

from rnntui.engine.catalogue import architecture_names, files_in
from rnntui.folders import own_architectures, sample_architectures
from rnntui.session.architectures import known_architectures, known_files

OWN = '[sizes]\nx = "input"\nh = "input"\n[[equations]]\nis = "h[t] = x[t]"\nrole = "hidden"\n'


def test_the_built_in_ones_come_first_then_one_s_own_then_the_samples() -> None:
    folder = own_architectures()
    assert folder is not None
    folder.mkdir(parents=True)
    for name in ("zebra", "ant", "elman"):
        (folder / f"{name}.toml").write_text(OWN)
    (folder / "broken.toml").write_text(OWN.replace("x[t]", "y[t]"))
    known = list(known_architectures())
    samples = tuple(files_in(sample_architectures()))
    assert tuple(each.name for each in known if each.kind == "built_in") == architecture_names()
    assert tuple(each.name for each in known if each.kind == "own") == ("ant", "broken", "elman", "zebra")
    assert tuple(each.name for each in known if each.kind == "sample") == samples
    order = [each.kind for each in known]
    assert order == sorted(order, key=("built_in", "own", "sample").index)
    assert [each.name for each in known if each.error is not None] == ["broken", "elman"]


def test_a_file_that_is_changed_is_read_again() -> None:
    folder = own_architectures()
    assert folder is not None
    folder.mkdir(parents=True)
    path = folder / "mine.toml"
    for number, title in enumerate(("One", "Two")):
        path.write_text(f'title = "{title}"\n{OWN}')
        # Two writes may come within one tick of the file system's clock.
        os.utime(path, ns=(number, number))
        assert [each.title for each in known_architectures() if each.name == "mine"] == [{"en": title}]


def test_files_elsewhere_are_known_by_their_paths(tmp_path: Path) -> None:
    good, broken = tmp_path / "good.toml", tmp_path / "broken.toml"
    good.write_text(OWN)
    broken.write_text("[")
    names = (str(good), "elman", str(broken), str(good), "samples/architectures/mgu.toml", str(tmp_path / "no.toml"))
    known = list(known_files(names))
    assert [each.name for each in known] == [str(good), str(broken), str(tmp_path / "no.toml")]
    assert [each.error is None for each in known] == [True, False, False]
    assert [each.is_editable for each in known] == [False, True, False]
