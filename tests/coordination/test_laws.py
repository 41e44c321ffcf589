"""What must hold of any plan, and of one plan however it is filed."""

from dataclasses import asdict, replace
from pathlib import Path
from typing import Final

from hypothesis import given, settings
from hypothesis import strategies as st

from remit.build import understood
from remit.coordination import (
    ALL_EVIDENCE,
    communities,
    concentration,
    dependencies,
    participation,
    shared_graph,
    shared_work,
    workloads,
)
from remit.coordination.catalogue import UNIT_MEASURES
from remit.model import Plan, Role
from tests.coordination.test_measures import assign, plan_of, plans

SAMPLE: Final = Path(__file__).parents[2] / "data" / "samples" / "yunxi-2025" / "pipe-table.txt"

COUNTS: Final = ("tasks", "led", "supported", "load", "partners", "meetings")


@given(plans(), st.lists(st.sampled_from("abcdef"), unique=True, min_size=1, max_size=4))
def test_one_more_task_never_lowers_a_count(plan: Plan, on_task: list[str]) -> None:
    more = [
        assign("new", unit, Role.SUPPORTS if place else Role.LEADS)
        for place, unit in enumerate(on_task)
    ]
    larger = plan_of(*plan.assignments, *more)
    before = {w.unit: asdict(w) for w in workloads(participation(plan, ALL_EVIDENCE))}
    after = {w.unit: asdict(w) for w in workloads(participation(larger, ALL_EVIDENCE))}
    for unit, counts in before.items():
        assert all(counts[name] <= after[unit][name] for name in COUNTS)


@given(plans())
def test_sums_agree(plan: Plan) -> None:
    found = participation(plan, ALL_EVIDENCE)
    loads = workloads(found)
    assert all(w.load == w.leading + w.supporting for w in loads)
    assert sum(w.tasks for w in loads) == found.involves.sum()
    assert sum(w.meetings for w in loads) == 2 * sum(p.shared for p in shared_work(found))
    assert sum(w.partners for w in loads) == 2 * len(shared_work(found))
    # Each support answers to each lead of its task, and each dependency is one such pair.
    needs = sum(len(d.tasks) for d in dependencies(found))
    assert sum(w.supporting for w in loads) == needs
    spread = concentration([w.load for w in loads])
    if spread.gini is not None and spread.hhi is not None:
        assert 0 <= spread.gini < 1
        assert 1 / len(loads) <= spread.hhi + 1e-9 <= 1 + 2e-9


@settings(max_examples=25)
@given(plans(), st.permutations("abcdef"))
def test_new_names_in_another_order_change_no_figure(plan: Plan, names: list[str]) -> None:
    renamed = dict(zip("abcdef", names, strict=True))
    other = replace(
        plan,
        agents=tuple(replace(a, key=renamed[a.key]) for a in reversed(plan.agents)),
        assignments=tuple(replace(a, agent=renamed[a.agent]) for a in plan.assignments),
    )
    one, two = participation(plan, ALL_EVIDENCE), participation(other, ALL_EVIDENCE)
    for measure in UNIT_MEASURES.values():
        before = {renamed[u]: v for u, v in measure.value(one).items()}
        after = dict(measure.value(two))
        assert before.keys() == after.keys(), measure.name
        for unit, value in before.items():
            there = after[unit]
            same = value == there or abs((value or 0) - (there or 0)) < 1e-9
            assert same, (measure.name, unit)


@given(plans())
def test_clusters_do_not_hang_on_the_order_of_the_plan(plan: Plan) -> None:
    backwards = replace(plan, agents=plan.agents[::-1], assignments=plan.assignments[::-1])
    one, two = (communities(shared_graph(participation(p)), runs=3) for p in (plan, backwards))
    assert one == two


def test_one_plan_in_two_files_is_the_same_plan(tmp_path: Path) -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    cut = text.index("\n附件2")
    folder = tmp_path / "yunxi-2025"
    folder.mkdir()
    folder.joinpath("plan.1.txt").write_text(text[:cut], encoding="utf-8")
    folder.joinpath("plan.2.txt").write_text(text[cut:], encoding="utf-8")
    whole, split = understood(SAMPLE)[0], understood(folder)[0]
    assert len(split.tasks) == len(whole.tasks)
    assert workloads(participation(split)) == workloads(participation(whole))
