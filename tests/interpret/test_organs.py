"""Which kinds of organ a printed name stands for: `organ_names.csv`, checked by hand."""

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import pytest

from remit.interpret.organs import organs_of, read_name
from remit.organkinds import competence, organ_scheme

HERE: Final = Path(__file__).parent
with (HERE / "organ_names.csv").open(encoding="utf-8", newline="") as _file:
    NAMES: Final = [(row["name"], row["kinds"].split()) for row in csv.DictReader(_file)]


@pytest.mark.parametrize(("name", "kinds"), NAMES, ids=[name for name, _ in NAMES])
def test_a_name_is_of_these_kinds(name: str, kinds: list[str]) -> None:
    assert sorted(organs_of(name)) == sorted(kinds)


@pytest.mark.parametrize(
    ("name", "prefix", "body"),
    [
        ("区发改局", "区", "发改局"),
        ("常州市钟楼区发改局", "常州市钟楼区", "发改局"),
        ("钟楼资规分局", "钟楼", "资规分局"),
        ("市委市政府督查室", "市委市政府", "督查室"),
        ("市场监管局", "", "市场监管局"),
        ("城市管理局", "", "城市管理局"),
        ("州委编办", "州委", "编办"),
        ("常州市公安局钟楼分局", "钟楼", "公安局分局"),
        ("区 教育 局", "区", "教育局"),
    ],
)
def test_place_and_level_are_told_from_the_body(name: str, prefix: str, body: str) -> None:
    found = read_name(name, "常州市钟楼区")
    assert (found.prefix, found.body) == (prefix, body)


def with_successors(kinds: Iterable[str]) -> set[str]:
    """Return the kinds with those that took over from them, and so on."""
    reached: set[str] = set()
    ahead = list(kinds)
    while ahead:
        kind = ahead.pop()
        if kind not in reached:
            reached.add(kind)
            ahead += organ_scheme().kinds[kind].successors
    return reached


def test_every_name_of_a_kind_is_read_as_that_kind() -> None:
    for kind in organ_scheme().kinds.values():
        for name in (*kind.names, *kind.also):
            assert kind.id in organs_of(name), name
            assert kind.id in organs_of(f"常州市{name}", "常州市"), name


def test_every_pattern_of_a_kind_is_in_use() -> None:
    for kind in organ_scheme().kinds.values():
        for ending in kind.endings:
            assert kind.id in organs_of(f"牛首{ending}"), ending
        for before, after in kind.frames:
            assert kind.id in organs_of(f"{before}牛首{after}"), (before, after)
        for stem in kind.stems:
            if len(stem) > 1:
                assert kind.id in with_successors(organs_of(f"{stem}局")), stem


def test_the_important_kinds_know_what_they_are_competent_for() -> None:
    scheme = organ_scheme()
    assert len(scheme.kinds) >= 110
    assert all(competence(kind) for kind in scheme.kinds)
    assert sum(len(competence(kind)) >= 20 for kind in scheme.kinds) >= 40
    assert "既有住宅加装电梯" in competence("Housing")


def test_historic_kinds_lead_to_kinds_of_today() -> None:
    kinds = organ_scheme().kinds
    historic = [kind for kind in kinds.values() if kind.until_year]
    assert len(historic) >= 30
    for kind in historic:
        reached = with_successors(kind.successors)
        assert kind.id not in reached
        assert any(kinds[successor].until_year is None for successor in reached), kind.id
