"""The floors of docs/architecture.md, and where each library may be used."""

import ast
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

CHECKOUT: Final = Path(__file__).resolve().parent.parent

# From the ground up. A module may import what stands on lower floors.
FLOORS: Final = (
    {"model", "errors", "assets", "spreadsheet"},
    {"rolewords", "organkinds", "words"},
    {"read"},
    {"interpret"},
    {"graph"},
    {"coordination", "query", "findings", "review"},
    {"comparison"},
    {"account", "views", "tables", "summary", "readout", "folder", "waiting", "shell"},
    {"whatif", "report"},
    {
        "build",
        "checklist",
        "cli",
        "coordinating",
        "comparing",
        "decision_commands",
        "opening",
        "question_commands",
        "terminal",
    },
)

# Neighbours on one floor that may import each other: (importer, imported).
NEIGHBOURS: Final = {
    ("cli", "build"),
    ("cli", "checklist"),
    ("cli", "comparing"),
    ("cli", "coordinating"),
    ("cli", "decision_commands"),
    ("cli", "question_commands"),
    ("cli", "terminal"),
    ("comparing", "coordinating"),
    ("comparing", "opening"),
    ("decision_commands", "comparing"),
    ("decision_commands", "opening"),
    ("decision_commands", "terminal"),
    ("question_commands", "terminal"),
    ("report", "whatif"),
    ("checklist", "build"),
    ("coordinating", "build"),
    ("coordinating", "opening"),
    ("opening", "build"),
}

# Libraries with a border of their own, and the only parts that may import them.
BORDERS: Final = {
    "rdflib": {"graph", "query"},
    "pyoxigraph": {"graph", "query", "rolewords", "organkinds"},
    "pyshacl": {"graph"},
    "shacl": {"graph"},
    "docx": {"report"},
    "lxml": {"read"},
    "pdfplumber": {"read"},
    "SPARQLWrapper": {"query"},
    "pyvis": {"views"},
    "prompt_toolkit": {"shell"},
    "typer": {"cli", "decision_commands", "question_commands"},
    "rjieba": {"interpret"},
}

LONGEST_MODULE: Final = 400

# Written in two halves, so that this file does not name them.
REGISTRY_HOSTS: Final = tuple(
    name.encode() + b"." + ending
    for name, ending in (
        ("pypi", b"org"),
        ("python" + "hosted", b"org"),
        ("npmjs", b"org"),
        ("npmjs", b"com"),
        ("deb.debian", b"org"),
    )
)

FLOOR_OF: Final = {part: height for height, parts in enumerate(FLOORS) for part in parts}


def tracked_files() -> list[Path]:
    """Return every file of the checkout that is, or could be, committed."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        listed = subprocess.run(command, cwd=CHECKOUT, check=True, capture_output=True, text=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a git checkout: which files belong to it is not known")
    return [
        path for name in listed.stdout.split("\0") if name and (path := CHECKOUT / name).is_file()
    ]


def modules() -> list[str]:
    """Return the package's modules as paths: `remit/read/lines.py`."""
    return sorted(
        path.relative_to(CHECKOUT).as_posix() for path in (CHECKOUT / "remit").rglob("*.py")
    )


def part_of(module: str) -> str:
    """Return the part of the package a module belongs to.

    >>> part_of("remit.read.lines"), part_of("remit.model"), part_of("remit")
    ('read', 'model', '')
    """
    return module.partition(".")[2].partition(".")[0]


def imported(source: str, package: str) -> Iterator[str]:
    """Yield the dotted name of everything `source` imports, inside functions too.

    `package` is where relative imports start. `from a import b` yields `a.b`, as b may
    be a module.
    """
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Import():
                yield from (alias.name for alias in node.names)
            case ast.ImportFrom(level=0, module=str(base)):
                yield from (f"{base}.{alias.name}" for alias in node.names)
            case ast.ImportFrom(level=level, module=base):
                start = package.split(".")[: len(package.split(".")) - level + 1]
                above = ".".join([*start, *([base] if base else [])])
                yield from (f"{above}.{alias.name}" for alias in node.names)


def trespasses(source: str, package: str, part: str) -> list[str]:
    """Return the imports that `part` may not make, each as a sentence."""
    found = []
    for name in imported(source, package):
        library, target = name.split(".")[0], part_of(name)
        if library in BORDERS and part not in BORDERS[library]:
            found.append(f"{part} imports {library}")
        if library != "remit" or target not in FLOOR_OF or target == part:
            continue
        if FLOOR_OF[target] >= FLOOR_OF[part] and (part, target) not in NEIGHBOURS:
            found.append(f"{part} imports {target}")
    return found


@pytest.mark.parametrize("module", modules())
def test_imports_point_down(module: str) -> None:
    path = CHECKOUT / module
    package = ".".join(path.relative_to(CHECKOUT).parent.parts)
    part = part_of(".".join(path.relative_to(CHECKOUT).with_suffix("").parts))
    if part in {"__init__", "__main__"}:
        return
    assert part in FLOOR_OF, f"{part} stands on no floor: add it to FLOORS and to the page"
    assert trespasses(path.read_text(encoding="utf-8"), package, part) == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("from remit.read.lines import read_lines", []),
        ("from remit.graph import writing", []),
        ("from remit.views.page import page", ["graph imports views"]),
        ("from remit import cli", ["graph imports cli"]),
        ("from ..query import engine", ["graph imports query"]),
        ("from . import shapes", []),
        ("def late() -> None:\n    import remit.tables", ["graph imports tables"]),
        ("import rdflib.namespace", []),
        ("from pyvis.network import Network", ["graph imports pyvis"]),
    ],
)
def test_an_upward_import_is_found(source: str, found: list[str]) -> None:
    assert trespasses(source, "remit.graph", "graph") == found


def test_neighbours_are_strangers_unless_listed() -> None:
    upward = "from remit.query import answers"
    assert trespasses(upward, "remit.findings", "findings") == ["findings imports query"]
    assert trespasses("from remit.build import build", "remit", "cli") == []
    assert trespasses("from remit.cli import app", "remit", "build") == ["build imports cli"]


def test_the_floors_are_those_of_the_page() -> None:
    page = (CHECKOUT / "docs" / "architecture.md").read_text(encoding="utf-8")
    drawing = page.split("```")[1].strip().splitlines()
    drawn = [set(line.split("   ")[0].split(" · ")) for line in drawing]
    assert drawn[::-1] == list(FLOORS)


def test_a_module_is_read_in_one_sitting() -> None:
    lengths = {
        path.relative_to(CHECKOUT).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
        for path in tracked_files()
        if path.suffix == ".py"
    }
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_MODULE} == {}


def test_no_file_names_a_package_registry() -> None:
    naming = [
        path.relative_to(CHECKOUT).as_posix()
        for path in tracked_files()
        if any(host in path.read_bytes() for host in REGISTRY_HOSTS)
    ]
    assert naming == []
