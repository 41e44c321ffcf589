"""A plan comes back out of its graph as it went in, but for what the graph does not hold."""

from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest
from pyoxigraph import NamedNode, Quad

from remit.build import build, understood
from remit.errors import BadGraph, UnreadableSource
from remit.graph.convert import to_quads
from remit.graph.restore import to_plan
from remit.graph.vocabulary import iri
from remit.model import Agent, Assignment, Finding, Plan
from remit.opening import opened

SAMPLES: Final = Path(__file__).parents[2] / "data" / "samples"
FILES: Final = (
    "yunxi-2023/plan.docx",
    "yunxi-2025/plan.docx",
    "yunxi-2025/plan.xlsx",
    "yunxi-2025/leader-headings.txt",
    "yunxi-2025/lead-first.html",
    "yunxi-2025/repeats-dropped.txt",
)


def agent(of: Agent) -> Agent:
    """An agent with what the graph holds of it, in no order."""
    return replace(
        of,
        aliases=tuple(sorted(of.aliases)),
        organs=tuple(sorted(of.organs)),
        memberships=tuple(
            replace(m, confidence=1.0, because=of.because or m.because)
            for m in sorted(of.memberships, key=lambda m: m.member)
        ),
    )


def assignments(plan: Plan) -> dict[str, Assignment]:
    return {a.id: replace(a, name=None) for a in plan.assignments}


def finding(of: Finding) -> Finding:
    return replace(of, about=tuple(sorted(of.about)), passages=tuple(sorted(set(of.passages))))


def comes_back(plan: Plan) -> None:
    again = to_plan(to_quads(plan))
    for name in (
        "id", "title", "year", "jurisdiction", "area", "source", "attachments", "goals", "tasks",
        "targets", "indicators", "mentions", "repeats_dropped",
    ):  # fmt: skip
        assert getattr(again, name) == getattr(plan, name), name
    assert list(map(agent, again.agents)) == list(map(agent, plan.agents))
    assert assignments(again) == assignments(plan)
    assert sorted(a.task for a in again.assignments) == sorted(a.task for a in plan.assignments)
    assert list(map(finding, again.findings)) == list(map(finding, plan.findings))
    assert {(c.task, c.role, c.agent): c for c in again.candidates} == {
        (c.task, c.role, c.agent): c for c in plan.candidates
    }
    assert [replace(n, listed=False) for n in plan.named] == list(again.named)


def test_the_seed_comes_back(seed_plan: Path) -> None:
    comes_back(understood(seed_plan)[0])


@pytest.mark.parametrize("file", FILES)
def test_the_samples_come_back(file: str) -> None:
    comes_back(understood(SAMPLES / file)[0])


def test_what_comes_back_gives_the_same_quads(seed_plan: Path) -> None:
    """All that is about roles, evidence and tasks; not what was told of the notice."""
    quads = to_quads(understood(seed_plan)[0])
    again = {str(quad) for quad in to_quads(to_plan(quads))}
    lost = {q.predicate.value for q in quads if str(q) not in again}
    assert lost <= {iri(p) for p in ("prov:wasDerivedFrom", "rm:timeLimit", "rm:deadline")} | {
        q.predicate.value for q in quads if "/passage/" in str(q.subject)
    }


def test_a_built_folder_is_opened_and_is_no_plan_file(seed_plan: Path, tmp_path: Path) -> None:
    folder = build(seed_plan, tmp_path).folder
    assert opened(folder).tasks == opened(seed_plan).tasks
    with pytest.raises(UnreadableSource, match="Remit 写出的结果文件夹，不是计划"):
        understood(folder)


def test_two_plans_or_half_a_plan_are_refused(seed_plan: Path) -> None:
    quads = to_quads(understood(seed_plan)[0])
    kind, plan = NamedNode(iri("rdf:type")), NamedNode(iri("rm:Plan"))
    second = Quad(NamedNode("https://example.org/plan"), kind, plan, quads[0].graph_name)
    with pytest.raises(BadGraph, match="图中有 2 份计划"):
        to_plan([*quads, second])
    halved = [q for q in quads if q.predicate.value != iri("rm:text")]
    with pytest.raises(BadGraph, match="不完整"):
        to_plan(halved)
