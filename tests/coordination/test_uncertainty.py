"""What is stated, expected and possible: bounds, exact expectations, and ranks over readings."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from remit.coordination import (
    Figure,
    dependencies,
    likelihood,
    pair_figures,
    ranking,
    readings,
    shared_work,
    unit_figures,
    workloads,
)
from remit.coordination.likelihood import Likelihood
from remit.coordination.projection import Participation
from remit.model import Bilingual, Candidate, Evidence, Plan, Role
from tests.coordination.test_measures import assign, plan_of

BECAUSE = Bilingual("因为", "because")
CHANCES = st.sampled_from([0.0, 0.1, 0.25, 0.5, 0.7, 0.95, 1.0])


@st.composite
def doubtful_plans(draw: st.DrawFn) -> Plan:
    """Plans with stated, expanded and inferred parts and roles, and candidates beside them."""
    found, guesses = [], []
    for task in map(str, range(draw(st.integers(1, 3)))):
        for unit in draw(st.lists(st.sampled_from("abcde"), unique=True, min_size=1, max_size=5)):
            role = draw(st.sampled_from([Role.LEADS, Role.SUPPORTS]))
            kind = draw(st.sampled_from([*Evidence, None]))
            if kind is None:
                guesses.append(Candidate(task, unit, role, draw(CHANCES), BECAUSE))
                continue
            known = draw(st.sampled_from([Evidence.STATED, Evidence.INFERRED, None]))
            sure = {Evidence.STATED: 1.0, Evidence.INFERRED: draw(CHANCES), None: None}[known]
            part = 1.0 if kind is Evidence.STATED else draw(CHANCES)
            duty = assign(task, unit, role if known else Role.TAKES_PART, kind, known)
            found.append(replace(duty, confidence=part, role_confidence=sure))
    everybody = [assign("0", unit, Role.TAKES_PART, role_evidence=None) for unit in "ab"]
    known_pairs = {(a.task, a.agent) for a in found} | {(g.task, g.agent) for g in guesses}
    found += [a for a in everybody if (a.task, a.agent) not in known_pairs]
    plan = plan_of(*found)
    keys, tasks = {a.key for a in plan.agents}, {t.id for t in plan.tasks}
    held = (g for g in guesses if g.agent in keys and g.task in tasks)
    return replace(plan, candidates=tuple(held))


def counted(found: Participation) -> dict[str, dict[object, float]]:
    loads = workloads(found)
    counts: dict[str, dict[object, float]] = {
        name: {w.unit: float(getattr(w, name)) for w in loads}
        for name in (
            "tasks",
            "led",
            "supported",
            "load",
            "leading",
            "supporting",
            "partners",
            "meetings",
        )
    }
    counts["shared"] = {(p.first, p.second): float(p.shared) for p in shared_work(found)}
    counts["dependency"] = {(d.unit, d.on): float(len(d.tasks)) for d in dependencies(found)}
    return counts


def figures(model: Likelihood) -> dict[str, dict[object, Figure]]:
    """Return all figures of units and of pairs, by measure and by what they are about."""
    found: dict[str, dict[object, Figure]] = {}
    for name, of_units in unit_figures(model).items():
        found[name] = dict(of_units.items())
    for name, of_pairs in pair_figures(model).items():
        found[name] = dict(of_pairs.items())
    return found


@given(doubtful_plans())
def test_stated_is_at_most_expected_and_expected_at_most_possible(
    plan: Plan,
) -> None:
    model = likelihood(plan)
    chances = model.leads, model.supports, model.unclear
    assert all((chance >= 0).all() for chance in chances)
    assert bool((np.sum(chances, axis=0) <= 1 + 1e-9).all())
    for by_subject in figures(model).values():
        for figure in by_subject.values():
            assert figure.stated == figure.low <= figure.expected <= figure.high


@given(doubtful_plans(), st.integers(0, 99))
def test_every_reading_lies_within_the_bounds(plan: Plan, seed: int) -> None:
    model = likelihood(plan)
    found = figures(model)
    for reading in readings(model, 5, seed):
        for name, values in counted(reading).items():
            for subject, value in values.items():
                figure = found[name][subject]
                assert figure.low <= value <= figure.high, (name, subject)


@settings(max_examples=8)
@given(doubtful_plans())
def test_the_mean_of_many_readings_is_the_exact_expectation(
    plan: Plan,
) -> None:
    model = likelihood(plan)
    found = figures(model)
    many = [counted(reading) for reading in readings(model, 400)]
    for name, by_subject in found.items():
        for subject, figure in by_subject.items():
            values = np.array([one[name].get(subject, 0.0) for one in many])
            # Six standard errors, and what rarely drawn chances can hide.
            assert abs(values.mean() - figure.expected) <= 6 * values.std() / 400**0.5 + 0.02


def test_candidates_for_one_lost_cell_give_one_lead() -> None:
    stated = [assign("1", unit, Role.TAKES_PART, role_evidence=None) for unit in "abc"]
    plan = plan_of(*stated, assign("2", "a", Role.LEADS))
    alike = [Candidate("1", unit, Role.LEADS, 1 / 3, BECAUSE) for unit in "abc"]
    leads = [
        int(reading.leads.sum())
        for reading in readings(likelihood(replace(plan, candidates=tuple(alike))), 50)
    ]
    assert set(leads) <= {1, 2}  # task 2 has its own lead, and task 1 one at most
    found = unit_figures(likelihood(replace(plan, candidates=tuple(alike))))["led"]
    assert found["a"].stated == 1
    assert found["a"].expected == pytest.approx(1 + 1 / 3)
    assert found["a"].high == 2


def test_at_most_a_lost_cell_holds_one_of_its_candidates() -> None:
    """Task 1 lost its lead and c supports it; whoever leads it has c beside it and nobody else."""
    stated = [assign("1", "c", Role.SUPPORTS), assign("2", "a", Role.LEADS)]
    others = [assign("3", unit, Role.LEADS) for unit in "bd"]
    contenders = tuple(Candidate("1", unit, Role.LEADS, 0.25, BECAUSE) for unit in "abd")
    model = likelihood(replace(plan_of(*stated, *others), candidates=contenders))
    found = unit_figures(model)
    assert {unit: found["led"][unit].high for unit in "abcd"} == {"a": 2, "b": 2, "c": 0, "d": 2}
    assert {unit: found["load"][unit].high for unit in "abcd"} == {"a": 1, "b": 2, "c": 1, "d": 2}
    partners = {unit: found["partners"][unit].high for unit in "abcd"}
    assert partners == {"a": 1, "b": 2, "c": 1, "d": 2}
    shared = pair_figures(model)["shared"]
    assert ("a", "b") not in shared
    assert shared["b", "d"].high == 1  # of task 3 alone


@settings(max_examples=20)
@given(st.lists(st.sets(st.sampled_from("abcd"), min_size=1), min_size=1, max_size=2))
def test_what_a_unit_has_at_most_is_what_some_reading_gives_it(lost: list[set[str]]) -> None:
    """Every cell lost, its candidates alike, one of them sure to be in it."""
    tasks = [assign("0", unit, Role.LEADS) for unit in "abcd"]
    tasks += [assign(f"{t}", "e", Role.SUPPORTS) for t, _ in enumerate(lost, start=1)]
    contenders = tuple(
        Candidate(f"{t}", unit, Role.LEADS, 1 / len(some), BECAUSE)
        for t, some in enumerate(lost, start=1)
        for unit in sorted(some)
    )
    model = likelihood(replace(plan_of(*tasks), candidates=contenders))
    many = [counted(reading) for reading in readings(model, 300)]
    for name, by_subject in figures(model).items():
        for subject, figure in by_subject.items():
            assert max(one[name].get(subject, 0.0) for one in many) == figure.high, (name, subject)


def test_the_same_seed_reads_the_same() -> None:
    doubtful = replace(assign("1", "b", Role.LEADS), role_evidence=Evidence.INFERRED)
    plan = plan_of(assign("1", "a", Role.LEADS), replace(doubtful, role_confidence=0.5))
    model = likelihood(plan)

    def drawn(seed: int) -> list[object]:
        return [reading.leads.toarray().tolist() for reading in readings(model, 20, seed)]

    assert drawn(1) == drawn(1) != drawn(2)


def test_a_ranking_says_who_is_first_how_often() -> None:
    doubtful = replace(
        assign("1", "b", Role.LEADS, role_evidence=Evidence.INFERRED), role_confidence=0.25
    )
    plan = plan_of(assign("1", "a", Role.LEADS), assign("2", "c", Role.LEADS), doubtful)
    model = likelihood(plan)

    def led(found: Participation) -> dict[str, float]:
        return {w.unit: float(w.led) for w in workloads(found)}

    found = ranking(model, led, unit_figures(model)["led"])
    rows = {row.unit: row for row in found.rows}
    assert [row.unit for row in found.rows] == ["a", "c", "b"]
    assert rows["a"].first == 1.0
    assert (rows["b"].best, rows["b"].worst) == (1, 3)
    assert 0.15 < rows["b"].first < 0.35
    assert rows["b"].figure.expected == 0.25
    assert rows["b"].figure.high == 1


def test_a_plan_without_doubt_is_read_once() -> None:
    plan = plan_of(assign("1", "a", Role.LEADS), assign("1", "b", Role.SUPPORTS))
    model = likelihood(plan)

    def load(found: Participation) -> dict[str, float]:
        return {w.unit: float(w.load) for w in workloads(found)}

    found = ranking(model, load)
    assert (found.draws, found.tau) == (1, None)
    assert [(r.unit, r.figure.stated, r.figure.error) for r in found.rows] == [
        ("a", 1.0, 0.0),
        ("b", 1.0, 0.0),
    ]
