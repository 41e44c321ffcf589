"""What the sample years carry, counted from their own tables without Remit's reading of them."""

from collections import Counter
from pathlib import Path
from typing import Final

import pytest

from remit.build import understood
from remit.coordination import concentration, participation, workloads
from remit.model import AgentKind, Evidence
from scripts.samples import load

SAMPLES: Final = Path(__file__).parents[2] / "data" / "samples"

HEAVIEST: Final = {2023: ("区住建局", 39), 2024: ("区住建局", 42), 2025: ("区住建局", 46)}


@pytest.mark.parametrize("year", [2023, 2024, 2025])
def test_counts_and_loads_are_those_of_the_table(year: int) -> None:
    plan = understood(SAMPLES / f"yunxi-{year}" / "plan.docx")[0]
    keys = {
        form: agent.key
        for agent in plan.agents
        if agent.kind is AgentKind.UNIT
        for form in (agent.name, *agent.aliases)
    }
    led: Counter[str] = Counter()
    supported: Counter[str] = Counter()
    carried: Counter[str] = Counter()
    for task in load(SAMPLES / f"yunxi-{year}" / "plan.csv").tasks:
        leads = {keys[name] for name in task.leads if name in keys}
        supports = {keys[name] for name in task.supports if name in keys} - leads
        led.update(leads)
        supported.update(supports)
        for unit in leads:
            carried[unit] += len(leads | supports) - 1
        for unit in supports:
            carried[unit] += len(leads)
    found = workloads(participation(plan, {Evidence.STATED}))
    assert sum(led.values()) > 90
    for row in found:
        assert (row.led, row.supported, row.load) == (
            led[row.unit],
            supported[row.unit],
            carried[row.unit],
        )
    names = {agent.key: agent.name for agent in plan.agents}
    assert (names[found[0].unit], found[0].load) == HEAVIEST[year]
    whole = concentration([row.load for row in found])
    top = sum(count for _, count in carried.most_common(5))
    assert whole.top5 == pytest.approx(top / sum(carried.values()))
