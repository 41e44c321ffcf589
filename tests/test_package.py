"""What people install: the wheel, in an environment that holds nothing else."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Final
from zipfile import ZipFile

import pytest

from remit import __version__

CHECKOUT: Final = Path(__file__).resolve().parent.parent
PLAN: Final = CHECKOUT / "data" / "zhonglou-2025" / "plan.txt"

pytestmark = pytest.mark.slow


def run(*command: str | Path, folder: Path) -> str:
    """Run `command` in `folder`, away from the checkout, and return what it prints."""
    clean = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        command, cwd=folder, env=clean, check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, made from the source archive as a release is."""
    dist = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", dist, CHECKOUT, folder=dist)
    (made,) = dist.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def remit(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `remit` command of an environment into which only the wheel was installed."""
    home = tmp_path_factory.mktemp("home")
    run(sys.executable, "-m", "venv", home / "venv", folder=home)
    scripts = home / "venv" / ("Scripts" if os.name == "nt" else "bin")
    pip = (scripts / "python", "-m", "pip", "install", "--quiet")
    run(*pip, "-c", CHECKOUT / "constraints.txt", wheel, folder=home)
    return scripts / "remit"


@pytest.fixture(scope="module")
def built(remit: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the installed command builds from the seed plan."""
    folder = tmp_path_factory.mktemp("elsewhere")
    run(remit, "build", PLAN, "--out", "results", folder=folder)
    return folder / "results"


def test_the_wheel_holds_the_package_and_its_data(wheel: Path) -> None:
    names = set(ZipFile(wheel).namelist())
    tops = {name.split("/")[0] for name in names}
    assert tops == {"remit", f"remit-{__version__}.dist-info"}
    for folder in ("ontology", "queries", "viz"):
        kept = {f"remit/{p.relative_to(CHECKOUT).as_posix()}" for p in shipped(folder)}
        assert kept <= names


def shipped(folder: str) -> list[Path]:
    """Return the data files of a folder of the checkout."""
    found = [path for path in (CHECKOUT / folder).rglob("*") if path.is_file()]
    assert found, f"{folder}/ is empty"
    return found


def test_the_command_knows_its_version(remit: Path, tmp_path: Path) -> None:
    assert __version__ in run(remit, "--version", folder=tmp_path)


def test_the_installed_command_builds_the_seed_plan(built: Path) -> None:
    assert (built / "zhonglou-2025").is_dir()


def test_the_installed_command_lists_its_queries(remit: Path, tmp_path: Path) -> None:
    assert "count_overview" in run(remit, "queries", folder=tmp_path)


def test_the_installed_command_answers_a_query(remit: Path, built: Path) -> None:
    store = built / "zhonglou-2025"
    answer = run(
        remit, "query", "count_overview", "--store", store, "--format", "csv", folder=built
    )
    assert len(answer.splitlines()) > 1


def test_a_checkout_builds_without_being_installed(
    remit: Path, built: Path, tmp_path: Path
) -> None:
    python = remit.with_name("python")
    run(python, CHECKOUT / "build_graph.py", PLAN, "--out", "results", folder=tmp_path)
    assert contents(tmp_path / "results") == contents(built)


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file below `folder` by its path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
