"""Who may stand in a lost cell: names seen before only, with a probability, never stated."""

import csv
from collections import defaultdict
from pathlib import Path

import pytest
from pyoxigraph import NamedNode

from remit.build import build, understood
from remit.cli import main
from remit.graph.convert import to_quads
from remit.graph.vocabulary import Names, graphs_of, iri
from remit.model import Assignment, Candidate, Evidence, Plan, Role
from remit.review import questions

SAMPLE = Path(__file__).parents[2] / "data" / "samples" / "yunxi-2025"


@pytest.fixture(scope="module")
def seed(seed_plan: Path) -> Plan:
    """The seed plan with every candidate left a candidate."""
    return understood(seed_plan, min_confidence=1)[0]


def inferred(plan: Plan) -> list[Assignment]:
    return [a for a in plan.assignments if a.evidence is Evidence.INFERRED]


def test_only_names_seen_so_far_may_stand_in_a_lost_cell(seed: Plan) -> None:
    order = {task.id: task.order for task in seed.tasks}
    first: dict[str, int] = {}
    for a in seed.assignments:
        if a.evidence is Evidence.STATED:
            first[a.agent] = min(order[a.task], first.get(a.agent, order[a.task]))
    assert seed.candidates
    assert all(first[c.agent] <= order[c.task] for c in seed.candidates)


def test_one_cell_is_not_given_away_more_than_once(seed: Plan) -> None:
    shares: defaultdict[tuple[str, Role], float] = defaultdict(float)
    for c in seed.candidates:
        assert 0 < c.probability < 1
        shares[c.task, c.role] += c.probability
    assert max(shares.values()) <= 1.01  # each is rounded to three places


def test_each_candidate_says_why_in_both_languages(seed: Plan) -> None:
    assert all("出现过" in c.because.zh and "occurred" in c.because.en for c in seed.candidates)


def test_a_subdistrict_named_in_the_task_says_so() -> None:
    plan = understood(SAMPLE / "repeats-dropped.txt", min_confidence=1)[0]
    assert any("写到了它的名称" in c.because.zh for c in plan.candidates)


def test_a_complete_plan_has_no_candidates() -> None:
    plan = understood(SAMPLE / "plan.docx")[0]
    assert not plan.candidates
    assert not inferred(plan)


def test_who_is_likely_enough_is_assigned_and_no_candidate_any_more(
    seed_plan: Path, seed: Plan
) -> None:
    for least in (0.3, 0.5, 0.8):
        plan = understood(seed_plan, min_confidence=least)[0]
        likely = inferred(plan)
        assert likely
        assert all(a.confidence >= least for a in likely)
        left = {(c.task, c.agent, c.role) for c in plan.candidates}
        moved = {(a.task, a.agent, a.role) for a in likely}
        assert not left & moved
        assert left | moved == {(c.task, c.agent, c.role) for c in seed.candidates}


def test_nothing_of_it_is_ever_stated(seed_plan: Path) -> None:
    assigned_all = understood(seed_plan, min_confidence=0)[0]
    none = understood(seed_plan, min_confidence=1)[0]
    graphs = graphs_of(Names(none.id, none.area).plan)
    for graph in (graphs.stated, graphs.expanded):
        believed = [
            {quad for quad in to_quads(plan) if quad.graph_name == NamedNode(graph)}
            for plan in (assigned_all, none)
        ]
        assert believed[0] == believed[1]
    of_class = NamedNode(iri("rm:Candidate"))
    where = {quad.graph_name for quad in to_quads(none) if quad.object == of_class}
    assert where == {NamedNode(graphs.inferred)}


def test_likely_leads_are_mostly_right_where_the_whole_plan_is_known() -> None:
    whole = understood(SAMPLE / "plan.docx")[0]
    names = {agent.key: agent.name for agent in whole.agents}
    truth = {(a.task, names[a.agent]) for a in whole.assignments if a.role is Role.LEADS}
    plan = understood(SAMPLE / "repeats-dropped.txt")[0]
    told = {agent.key: agent.name for agent in plan.agents}
    leads = [(a.task, told[a.agent]) for a in inferred(plan) if a.role is Role.LEADS]
    assert len(leads) >= 10
    assert sum(each in truth for each in leads) >= 0.6 * len(leads)


def test_a_review_asks_with_the_likeliest_names(seed: Plan) -> None:
    likeliest: dict[tuple[str, Role], Candidate] = {}
    for c in seed.candidates:
        best = likeliest.setdefault((c.task, c.role), c)
        if c.probability > best.probability:
            likeliest[c.task, c.role] = c
    names = {agent.key: agent.name for agent in seed.agents}
    asked = {question.id: question for question in questions(seed)}
    lost = {(task.id, role) for task in seed.tasks for role in task.lost}
    told = lost & likeliest.keys()
    assert told
    for task, role in told:
        best = likeliest[task, role]
        assert names[best.agent] in asked[f"lost/{role.value}/{task}"].now.zh


def test_a_decision_leaves_no_candidate(seed_plan: Path, seed: Plan, tmp_path: Path) -> None:
    lost = next(c for c in seed.candidates if c.role is Role.SUPERVISES)
    task = next(task for task in seed.tasks if task.id == lost.task)
    name = next(agent.name for agent in seed.agents if agent.key == lost.agent)
    decisions = tmp_path / "decisions.csv"
    with decisions.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("id", "passage", "decision", "reviewer"))
        words = "".join(task.passage.exact.split())
        rows.writerow((f"lost/supervises/{task.id}", words, name, "张三"))
    plan = understood(seed_plan, decisions=decisions, min_confidence=1)[0]
    assert not plan.unfit_decisions
    assert not [c for c in plan.candidates if (c.task, c.role) == (task.id, Role.SUPERVISES)]
    held = next(a for a in plan.assignments if (a.task, a.agent) == (task.id, lost.agent))
    assert held.evidence is Evidence.STATED


def test_the_table_of_candidates_holds_them_all(seed_plan: Path, tmp_path: Path) -> None:
    built = build(seed_plan, tmp_path, min_confidence=1)
    with (built.folder / "tables" / "candidates.csv").open(encoding="utf-8-sig") as file:
        assert len(list(csv.reader(file))) == len(built.plan.candidates) + 1


def test_a_probability_above_one_is_refused(
    seed_plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["build", str(seed_plan), "--min-confidence", "2"])
    assert stopped.value.code == 2
    assert "min-confidence" in capsys.readouterr().err
