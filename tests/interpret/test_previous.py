"""Who had the like task last year tells of the cells that this year's copy lost."""

from pathlib import Path

import pytest

from remit.build import understood
from remit.cli import main
from remit.interpret.previous import EarlierPlans, with_before
from remit.model import Evidence, Plan, Role

SAMPLES = Path(__file__).parents[2] / "data" / "samples"
DAMAGED = SAMPLES / "yunxi-2025" / "repeats-dropped.txt"
BEFORE = SAMPLES / "yunxi-2024" / "plan.docx"


@pytest.fixture(scope="module")
def told() -> Plan:
    return understood(DAMAGED, previous=(BEFORE,))[0]


def inferred(plan: Plan, role: Role) -> set[tuple[str, str]]:
    names = {agent.key: agent.name for agent in plan.agents}
    return {
        (a.task, names[a.agent])
        for a in plan.assignments
        if a.evidence is Evidence.INFERRED and a.role is role
    }


@pytest.mark.parametrize(
    ("role", "least", "right"),
    [(Role.LEADS, 70, 0.9), (Role.SUPERVISES, 75, 0.8), (Role.SUPPORTS, 150, 0.9)],
)
def test_with_last_years_plan_most_lost_cells_are_told_and_right(
    told: Plan, role: Role, least: int, right: float
) -> None:
    whole = understood(SAMPLES / "yunxi-2025" / "plan.docx")[0]
    names = {agent.key: agent.name for agent in whole.agents}
    truth = {(a.task, names[a.agent]) for a in whole.assignments if a.role is role}
    found = inferred(told, role)
    assert len(found) >= least
    assert len(found & truth) >= right * len(found)


def test_it_says_that_the_like_task_was_theirs(told: Plan) -> None:
    because = [
        a.because
        for a in told.assignments
        if a.evidence is Evidence.INFERRED and a.role is Role.SUPPORTS and a.because
    ]
    assert because
    assert all("2024 年相近的任务由它配合" in each.zh for each in because)
    assert all("the like task in 2024" in each.en for each in because)


def test_only_names_seen_so_far_may_stand_there_whoever_it_was_last_year(told: Plan) -> None:
    order = {task.id: task.order for task in told.tasks}
    first: dict[str, int] = {}
    for a in told.assignments:
        if a.evidence is Evidence.STATED:
            first[a.agent] = min(order[a.task], first.get(a.agent, order[a.task]))
    guessed = [a for a in told.assignments if a.evidence is Evidence.INFERRED]
    assert all(first[a.agent] <= order[a.task] for a in guessed)


def test_without_an_earlier_plan_no_support_is_told() -> None:
    plan = understood(DAMAGED)[0]
    assert not inferred(plan, Role.SUPPORTS)
    assert not any(c.role is Role.SUPPORTS for c in plan.candidates)


def test_a_task_unlike_any_before_has_nobody() -> None:
    earlier = EarlierPlans([understood(BEFORE)[0]])
    assert earlier.like("发射三颗通信卫星。") is None
    assert with_before({"a": 0.25, "b": 0.75}, None, Role.LEADS) == {"a": 0.25, "b": 0.75}


def test_a_build_takes_last_years_plan(tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["build", str(DAMAGED), "--previous", str(BEFORE), "--out", str(tmp_path)])
    assert ended.value.code == 0
