"""Many plans: what kinds of organ carry in them, by year, and where it is more than usual."""

from collections import defaultdict
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from remit.coordination.rollup import OrganLoad, organ_loads, organ_shares, organ_totals

AMOUNTS = st.integers(0, 20).map(float)


@st.composite
def loads_of_plans(draw: st.DrawFn) -> list[OrganLoad]:
    """What three kinds of organ carry in some plans of two years."""
    return [
        OrganLoad(f"plan {number}", year, organ, 1, draw(AMOUNTS), draw(AMOUNTS), draw(AMOUNTS))
        for number, year in enumerate(draw(st.lists(st.sampled_from([2024, 2025]), max_size=6)))
        for organ in draw(st.sets(st.sampled_from(["住建", "财政", "教育"])))
    ]


@given(loads_of_plans())
def test_totals_are_the_sums_of_the_plans(loads: list[OrganLoad]) -> None:
    totals = organ_totals(loads)
    assert sum(total.load for total in totals) == sum(load.load for load in loads)
    assert sum(total.units for total in totals) == sum(load.units for load in loads)
    for total in totals:
        own = [x for x in loads if (x.organ, x.year) == (total.organ, total.year)]
        assert total.plans == len({load.plan for load in own})
        assert total.led == sum(load.led for load in own)


@given(loads_of_plans())
def test_the_shares_of_a_plan_make_a_whole(loads: list[OrganLoad]) -> None:
    parts: Mapping[str, list[float | None]] = defaultdict(list)
    for row in organ_shares(loads):
        parts[row.load.plan].append(row.share)
    for shares in parts.values():
        known = [share for share in shares if share is not None]
        assert not known or sum(known) == pytest.approx(1)


@given(loads_of_plans())
def test_nobody_is_above_the_usual_alone(loads: list[OrganLoad]) -> None:
    """Where some plan has more than the median, another has no more than it."""
    rows = organ_shares(loads)
    for row in rows:
        if row.times and row.times > 1:
            alike = [
                r for r in rows if (r.load.organ, r.load.year) == (row.load.organ, row.load.year)
            ]
            assert any(r.times is not None and r.times <= 1 for r in alike)


def test_in_which_districts_housing_carries_more_than_its_share() -> None:
    def district(name: str, housing: float) -> list[OrganLoad]:
        figures = {"h": housing, "h2": housing, "e": 40.0}
        return organ_loads(
            name,
            2025,
            {"h": "住建", "h2": "住建", "e": "教育"},
            dict.fromkeys(("tasks", "led", "load"), figures),
        )

    rows = organ_shares([*district("甲区", 60), *district("乙区", 20), *district("丙区", 20)])
    first = rows[0]
    assert (first.load.plan, first.load.organ, first.load.units) == ("甲区", "住建", 2)
    assert first.share == pytest.approx(0.75)
    assert first.times == pytest.approx(1.5)
