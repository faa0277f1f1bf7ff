"""What is kept of a crash."""

from __future__ import annotations

from pathlib import Path

import pytest

from rnntui.ui.crash_log import place_of, told, write_log


def _raised(error: Exception, cause: Exception | None = None) -> Exception:
    try:
        raise error from cause
    except Exception as caught:
        return caught


def test_kinds_and_places_are_kept_and_messages_are_not() -> None:
    error = _raised(ValueError("secret"), _raised(KeyError("secret")))
    text = told(error)
    assert text.splitlines()[0] == "ValueError"
    assert "caused by\nKeyError\n" in text
    assert "test_crash_log.py:" in text
    assert " in _raised" in text
    assert "secret" not in text
    assert place_of(error).startswith("test_crash_log.py:")


def test_what_was_being_handled_is_told_and_a_ring_of_causes_ends() -> None:
    first, second = KeyError(), ValueError()
    first.__context__, second.__context__ = second, first
    assert told(first).splitlines() == ["KeyError", "while handling", "ValueError"]
    assert place_of(first) == ""


def test_errors_in_a_group_are_told_each() -> None:
    text = told(_raised(ExceptionGroup("secret", [_raised(KeyError("secret")), ValueError("secret")])))
    assert [line for line in text.splitlines() if "Error" in line] == ["  KeyError", "  ValueError"]
    assert "secret" not in text


def test_folders_outside_the_packages_are_left_out(tmp_path: Path) -> None:
    code = compile("1 // 0", str(tmp_path / "name-of-somebody" / "own.py"), "exec")
    with pytest.raises(ZeroDivisionError) as caught:
        exec(code)
    assert "own.py:1 in <module>" in told(caught.value)
    assert "name-of-somebody" not in told(caught.value)


def test_a_log_is_a_new_file_with_versions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    path = write_log(KeyError("secret"))
    assert path.is_relative_to(tmp_path)
    text = path.read_text()
    assert "textual 8." in text
    assert "secret" not in text
