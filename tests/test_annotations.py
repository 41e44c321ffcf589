"""The hand-made annotations of the seed plan are sound: every row fits the text it marks.

How they were made stands beside them, in `ANNOTATING.md`.
"""

import csv
import re
from pathlib import Path
from typing import Final

import pytest

from remit.read import read

SUBKINDS: Final = {
    "place": {"street", "road", "water", "park", "site", "institution", "area"},
    "project": {"construction", "campaign", "programme", "company", "platform"},
    "target": {""},
    "deadline": {""},
}
COMPARATORS: Final = {"eq", "ge", "gt", "le", "lt", "approx", "between", "rank-within", "none"}


@pytest.fixture(scope="module")
def annotations(seed_plan: Path) -> list[dict[str, str]]:
    with (seed_plan.parent / "annotations.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_each_span_is_what_it_says_and_stands_in_its_task(
    annotations: list[dict[str, str]], seed_plan: Path
) -> None:
    document, text = read(seed_plan)
    tasks = {}
    for section in document.sections:
        rows_of_goal: dict[str, int] = {}
        for row in section.rows:
            goal = row.headings[0].number or ""
            rows_of_goal[goal] = rows_of_goal.get(goal, 0) + 1
            number = row.number or f"{goal}.{rows_of_goal[goal]}"
            tasks[section.number, number] = row.passage
    for mark in annotations:
        start, end = int(mark["start"]), int(mark["end"])
        assert text[start:end] == mark["exact"] != ""
        task = tasks[mark["attachment"], mark["task"]]
        assert task.start <= start < end <= task.end


def test_rows_are_in_order_and_none_stands_twice(annotations: list[dict[str, str]]) -> None:
    spans = [(int(row["start"]), int(row["end"])) for row in annotations]
    assert spans == sorted(spans)
    keys = [(row["start"], row["end"], row["kind"], row["measure"]) for row in annotations]
    assert len(keys) == len(set(keys))


def test_kinds_and_subkinds_are_those_of_the_guideline(annotations: list[dict[str, str]]) -> None:
    assert {row["kind"] for row in annotations} == set(SUBKINDS)
    assert [row for row in annotations if row["subkind"] not in SUBKINDS[row["kind"]]] == []


def test_a_target_says_what_is_measured_and_how_much(annotations: list[dict[str, str]]) -> None:
    for row in annotations:
        if row["kind"] != "target":
            assert not any(row[name] for name in ("measure", "comparator", "value", "change"))
            continue
        assert row["measure"]
        assert row["comparator"] in COMPARATORS
        assert row["change"] in {"change", "level", "count"}
        assert bool(row["value"]) == bool(row["multiplier"]) == (row["comparator"] != "none")
        assert bool(row["value2"]) == (row["comparator"] == "between")
        assert row["unit"] in row["exact"] or row["exact"] == "2位数增长"
        for figure in re.findall(r"[0-9.]+", row["exact"].replace("2位数", "10")):
            assert float(figure) in {float(row["value"]), float(row["value2"] or row["value"])}
