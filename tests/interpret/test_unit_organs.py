"""Every unit of the seed plan and of the sample plans has its kinds of organ."""

import csv
from pathlib import Path
from typing import Final

import pytest

from remit.interpret import interpret
from remit.model import AgentKind, Plan
from remit.organkinds import organ_scheme
from remit.read import read

HERE: Final = Path(__file__).parent
SAMPLES: Final = sorted((HERE.parents[1] / "data" / "samples").glob("*/plan.docx"))


def organs(plan: Plan) -> dict[str, tuple[str, ...]]:
    return {agent.name: agent.organs for agent in plan.agents if agent.kind is AgentKind.UNIT}


def test_the_units_of_the_seed_plan_are_of_these_kinds(seed_plan: Path) -> None:
    """`seed_organs.csv` is the table a person has checked, with the labels to check it by."""
    plan = interpret(read(seed_plan)[0], "zhonglou-2025")
    units = [agent for agent in plan.agents if agent.kind is AgentKind.UNIT]
    kinds = organ_scheme().kinds
    found = [
        {
            "unit": unit.name,
            "unit_type": str(unit.unit_type),
            "organs": " ".join(unit.organs),
            "labels": "、".join(kinds[organ].label.zh for organ in unit.organs),
        }
        for unit in units
    ]
    with (HERE / "seed_organs.csv").open(encoding="utf-8", newline="") as file:
        assert found == list(csv.DictReader(file))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.parent.name)
def test_every_unit_of_a_sample_plan_has_a_kind(path: Path) -> None:
    found = organs(interpret(read(path)[0], path.parent.name))
    assert len(found) >= 40
    assert [name for name, kinds in found.items() if not kinds] == []


def test_a_bureau_before_and_after_the_reform_meets_by_its_kind() -> None:
    years = {path.parent.name[-4:]: organs(interpret(read(path)[0], "p")) for path in SAMPLES}
    old, new = years["2023"]["区环保局"], years["2024"]["云溪生态环境局"]
    assert old != new
    assert organ_scheme().kinds[old[0]].successors == new
