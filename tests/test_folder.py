"""A results folder is replaced whole or not at all."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from remit.errors import OutputError
from remit.folder import MANIFEST, replacing


def contents(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in folder.rglob("*")
        if path.is_file() and path.name != MANIFEST
    }


def write(target: Path, **files: str) -> None:
    with replacing(target) as folder:
        for name, text in files.items():
            (folder / name).write_text(text, encoding="utf-8")


def test_a_second_run_replaces_the_first(tmp_path: Path) -> None:
    write(tmp_path / "out" / "plan", graph="old", table="old")
    write(tmp_path / "out" / "plan", graph="new")
    assert contents(tmp_path / "out" / "plan") == {"graph": "new"}
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["plan"]


def test_a_failed_run_leaves_the_first_as_it_was(tmp_path: Path) -> None:
    target = tmp_path / "plan"
    write(target, graph="old")
    with pytest.raises(ZeroDivisionError), replacing(target) as folder:
        (folder / "graph").write_text("half", encoding="utf-8")
        _ = 1 / 0
    assert contents(target) == {"graph": "old"}
    assert [path.name for path in tmp_path.iterdir()] == ["plan"]


def test_files_a_user_put_there_are_kept(tmp_path: Path) -> None:
    target = tmp_path / "plan"
    write(target, graph="old")
    (target / "notes").mkdir()
    (target / "notes" / "mine.txt").write_text("mine", encoding="utf-8")
    write(target, graph="new")
    assert contents(target) == {"graph": "new", "notes/mine.txt": "mine"}


def test_a_file_of_ours_that_a_user_changed_is_kept_beside_the_new_one(tmp_path: Path) -> None:
    target = tmp_path / "plan"
    write(target, table="old")
    (target / "table").write_text("edited", encoding="utf-8")
    write(target, table="new")
    assert contents(target) == {"table": "new", "table.changed": "edited"}


def test_a_folder_of_somebody_else_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear", encoding="utf-8")
    with pytest.raises(OutputError, match="was not written by Remit"):
        write(tmp_path, graph="new")
    assert contents(tmp_path) == {"letter.txt": "dear"}


def test_an_empty_folder_may_be_used(tmp_path: Path) -> None:
    write(tmp_path, graph="new")
    assert contents(tmp_path) == {"graph": "new"}


def test_a_file_in_the_way_is_reported(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file", encoding="utf-8")
    with pytest.raises(OutputError, match=r"out：无法写入"):
        write(tmp_path / "out" / "plan", graph="new")


def test_the_manifest_lists_every_file_with_its_sum(tmp_path: Path) -> None:
    target = tmp_path / "plan"
    write(target, graph="")
    manifest = json.loads((target / MANIFEST).read_text(encoding="utf-8"))
    empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert manifest == {"files": {"graph": empty}}


def _ended_process() -> int:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


@pytest.mark.skipif(sys.platform == "win32", reason="a process cannot be asked for there")
def test_what_a_killed_run_left_is_removed_by_the_next(tmp_path: Path) -> None:
    (tmp_path / f".plan-{_ended_process()}-abc").mkdir()
    running = tmp_path / f".plan-{os.getppid()}-abc"
    running.mkdir()
    (tmp_path / ".plan-notes").mkdir()
    write(tmp_path / "plan", graph="new")
    assert {path.name for path in tmp_path.iterdir()} == {"plan", running.name, ".plan-notes"}


@pytest.mark.skipif(sys.platform == "win32", reason="a process cannot be asked for there")
def test_what_a_killed_run_moved_away_is_put_back(tmp_path: Path) -> None:
    target = tmp_path / "plan"
    write(target, graph="old")
    (target / "notes").write_text("mine", encoding="utf-8")
    away = tmp_path / f".plan-{_ended_process()}-old-abc"
    away.mkdir()
    target.rename(away / "plan")
    write(target, graph="new")
    assert contents(target) == {"graph": "new", "notes": "mine"}
    assert [path.name for path in tmp_path.iterdir()] == ["plan"]
