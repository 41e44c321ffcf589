"""How well real papers are read: precision and recall by layout, against annotations.

The papers are other people's texts and are not in the repository; give the folder that
holds them. For each paper it has `NNN.txt`, the text, and `NNN.json`, what a reader sees
in it:

    {"family": "B", "split": "dev" or "test",
     "tasks": [{"text_start": "…", "leaders": [], "leads": [], "supports": [],
                "takes_part": [], "deadline": null, "optional": [], "ambiguous": false}]}

A task is found when its text begins as annotated. Names in `optional` count for nothing;
of an `ambiguous` task only the names are compared, not their roles. What is read behind
the last task of a paper that was cut off (`"cut": true`) is not held against the reader.
"""

import argparse
import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from remit.build import understood
from remit.errors import RemitError
from remit.interpret.learning import Lesson, current_kinds
from remit.model import Agent, AgentKind
from remit.organkinds import organ_scheme
from remit.read.names import kind_of
from remit.readout import readout

SLOTS: Final = ("leaders", "leads", "supports")
ROLES: Final = ("leads", "supports")
MEASURED: Final = ("tasks", *SLOTS, "deadlines")


@dataclass(slots=True)
class Count:
    """How many were right, read though not there, and there though not read."""

    right: int = 0
    extra: int = 0
    missed: int = 0

    def add(self, found: Iterable[str], expected: Iterable[str]) -> None:
        """Compare two sets."""
        a, b = set(found), set(expected)
        self.right += len(a & b)
        self.extra += len(a - b)
        self.missed += len(b - a)

    def shares(self) -> str:
        """Return precision and recall, a dash where there was nothing to find."""
        read, there = self.right + self.extra, self.right + self.missed
        if not there and not read:
            return "–"
        precision = f"{self.right / read:.2f}" if read else "–"
        return f"{precision} / {self.right / there:.2f}" if there else f"{precision} / –"


@dataclass(slots=True)
class Family:
    """What was counted over the papers of one layout family."""

    papers: int = 0
    counts: dict[str, Count] = field(default_factory=lambda: defaultdict(Count))


def main() -> None:
    """Print a Markdown table for each split."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("papers", type=Path, help="the folder with NNN.txt and NNN.json")
    folder = parser.parse_args().papers
    for split in ("dev", "test"):
        families: dict[str, Family] = defaultdict(Family)
        for path in sorted(folder.glob("*.json")):
            paper = json.loads(path.read_text(encoding="utf-8"))
            if paper["split"] == split:
                for name in (paper["family"], "all"):
                    families[name].papers += 1
                    measure(paper, path.with_suffix(".txt"), families[name].counts)
        print(f"\n**{split}**\n")
        print("| family | papers | " + " | ".join(MEASURED) + " |")
        print("| --- " * (len(MEASURED) + 2) + "|")
        for name in sorted(families, key=lambda n: (n == "all", n)):
            shares = [families[name].counts[slot].shares() for slot in MEASURED]
            print(f"| {name} | {families[name].papers} | " + " | ".join(shares) + " |")


def measure(paper: dict[str, Any], text: Path, counts: dict[str, Count]) -> None:
    """Add what one paper gives to the counts."""
    try:
        found = readout(understood(text)[0])["tasks"]
    except RemitError:
        found = []
    open_tasks = dict(enumerate(found))
    for task in paper["tasks"]:
        index = _match(task["text_start"], open_tasks)
        read = open_tasks.pop(index) if index is not None else {slot: [] for slot in SLOTS}
        counts["tasks"].add(["found"] if index is not None else [], ["found"])
        optional = _names(task.get("optional") or [])
        for slot in SLOTS:
            expected = _names(task.get(slot) or []) - optional
            names = _names(read[slot]) - optional
            if task.get("ambiguous"):
                anywhere = [n for each in (*SLOTS, "takes_part") for n in read.get(each, [])]
                names = _names(anywhere) & expected
            if slot == "leaders":  # 杨松 or 杨松县长, as the reader of a paper wrote it
                names = {next((e for e in expected if e.startswith(n)), n) for n in names}
            counts[slot].add(names, expected)
        deadlines = (read.get("deadline"), task.get("deadline"))
        printed, expected_date = (_names([d]) if d else set() for d in deadlines)
        same = any(a in b or b in a for a in printed for b in expected_date)
        counts["deadlines"].add(expected_date if same else printed, expected_date)
    if paper.get("cut") and open_tasks and max(open_tasks) == len(found) - 1:
        open_tasks.popitem()
    counts["tasks"].extra += len(open_tasks)


def lead_lessons(path: Path) -> list[Lesson]:
    """Return the tasks of an annotated paper that are read, with the kinds of organ that lead.

    The words are those that were read, the leads those of the annotation beside (`NNN.json`).
    Leads that are no organ of the scheme, groups (各区) and companies are left out, and tasks
    that have no other.
    """
    paper = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    try:
        open_tasks = dict(enumerate(readout(understood(path)[0])["tasks"]))
    except RemitError:
        return []
    found = []
    for task in paper["tasks"]:
        index = _match(task["text_start"], open_tasks)
        leads, supports = (frozenset(_organs(task.get(slot) or [])) for slot in ROLES)
        if index is not None:
            text = open_tasks.pop(index)["text"]
            if leads and not task.get("ambiguous"):
                found.append(Lesson(path.stem, text, leads, supports - leads))
    return found


def _organs(names: Iterable[str]) -> Iterator[str]:
    kinds = organ_scheme().kinds
    for name in names:
        unit = Agent("", AgentKind.UNIT, name)
        if kind_of(name) is not AgentKind.UNIT_GROUP:
            found = current_kinds(unit)
            if not any(kinds[kind].group == "Companies" for kind in found):
                yield from found


def _match(start: str, tasks: dict[int, dict[str, Any]]) -> int | None:
    """A task is found by its text or, where its title has a column of its own, by that."""
    (wanted,) = _names([start])
    for length, within in ((10, 60), (6, 10_000)):
        for index, task in tasks.items():
            (text,) = _names([task["text"]])
            if wanted[:length] in text[:within]:
                return index
    for index, task in tasks.items():
        if task["goal"] and wanted[:10] in next(iter(_names([task["goal"][-1]]))):
            return index
    return None


def _names(names: Iterable[str]) -> set[str]:
    return {re.sub(r"\s", "", unicodedata.normalize("NFKC", name)) for name in names}


if __name__ == "__main__":
    main()
