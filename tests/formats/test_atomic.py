"""At every moment the old file or the new one is there, whole."""

from __future__ import annotations

import os
import random
import signal
import stat
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from rnntui.errors import RnntuiError
from rnntui.formats.atomic import replacing, sweep, write_atomically
from rnntui.session.session_file import read_session


def test_a_file_is_made_with_the_rights_that_the_umask_leaves(tmp_path: Path) -> None:
    old = os.umask(0o027)
    try:
        write_atomically(tmp_path / "a", b"one")
    finally:
        os.umask(old)
    assert (tmp_path / "a").read_bytes() == b"one"
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o640


def test_a_file_that_is_replaced_keeps_its_rights(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    path.chmod(0o600)
    write_atomically(path, b"new")
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_link_stays_one(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "link").symlink_to("real")
    write_atomically(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"


def test_a_device_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    write_atomically(Path("/dev/null"), b"x")
    assert not Path("/dev/null").is_file()
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    write_atomically(pipe, b"through")
    reader.join(5)
    assert read == [b"through"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("absent/a", "make the folder first"),
        ("file/a", "make the folder first"),
        (".", "is a folder"),
        ("x" * 300, "can't be written: File name too long"),
        ("a\0b", "can't be written"),
    ],
)
def test_what_can_not_be_written_is_named(name: str, found: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    before = sorted(each.name for each in tmp_path.iterdir())
    with pytest.raises(RnntuiError, match=found):
        write_atomically(tmp_path / name, b"x")
    assert sorted(each.name for each in tmp_path.iterdir()) == before


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_a_write_that_fails_leaves_the_old_file_alone(
    error: BaseException, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")

    def full(_: int) -> None:
        raise error

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises((RnntuiError, KeyboardInterrupt)):
        write_atomically(path, b"new")
    assert [each.name for each in tmp_path.iterdir()] == ["a"]
    assert path.read_bytes() == b"old"


SAVES = """
import os
import sys
from pathlib import Path
from rnntui.session.session_file import Kept, session_text
from rnntui.session.setup import Setup
from rnntui.formats.atomic import write_atomically
path = Path(sys.argv[1])
for _ in sys.stdin:
    if child := os.fork():
        os.waitpid(child, 0)
        print("killed", flush=True)
        continue
    number = 0
    while True:
        number += 1
        text = session_text(Kept(Setup(text=str(number) + " a" * 50_000)), path.parent)
        write_atomically(path, text.encode())
        if number == 1:
            print(os.getpid(), flush=True)
"""
"""For every line that it is sent it starts a process, which saves again and again and says which it is."""


def test_a_process_that_is_killed_while_it_saves_leaves_a_whole_file(tmp_path: Path) -> None:
    path = tmp_path / "session.json"
    seen = set()
    moments = random.Random(5)
    command = [sys.executable, "-c", SAVES, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as starting:
        assert starting.stdin is not None
        assert starting.stdout is not None
        for _ in range(50):
            starting.stdin.write(b"\n")
            starting.stdin.flush()
            saving = int(starting.stdout.readline())
            time.sleep(moments.uniform(0, 0.02))
            os.kill(saving, signal.SIGKILL)
            assert starting.stdout.readline() == b"killed\n"
            seen.add(read_session(path).setup.text[:4])
    assert len(seen) > 1
    sweep(tmp_path, time.time() + 1)
    assert [each.name for each in tmp_path.iterdir()] == ["session.json"]


def test_what_is_written_piece_by_piece_is_there_at_the_end(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    with replacing(path) as file:
        file.write(b"one")
        assert path.read_bytes() == b"old"
        file.write(b"two")
    assert path.read_bytes() == b"onetwo"
    with pytest.raises(ZeroDivisionError):
        stop_halfway(path)
    assert path.read_bytes() == b"onetwo"
    assert [each.name for each in tmp_path.iterdir()] == ["a"]


def stop_halfway(path: Path) -> None:
    with replacing(path) as file:
        file.write(b"never")
        raise ZeroDivisionError
