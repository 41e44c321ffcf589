"""A comparison as RDF, in a named graph of its own beside those of the plans.

`<later task> rm:continues <earlier task>` for every pair taken for one task, and a
`rm:Continuation` with its confidence and what changed; `<unit> dct:isReplacedBy <unit>` where
a unit goes on under another name. What is new or dropped is what no link reaches. Nothing of
this is stated by a source.
"""

from collections.abc import Iterator
from typing import Final

from remit.comparison.facts import ChangeKind, Series, TaskChange, YearChange
from remit.graph.triples import Quads, Triple, in_graph, node, typed, value, zh
from remit.graph.vocabulary import Names, comparison_of, iri
from remit.interpret.targets.indicators import key_of

_CONCEPTS: Final = {
    ChangeKind.REWORDED: "rm:Reworded",
    ChangeKind.REASSIGNED: "rm:Reassigned",
    ChangeKind.RAISED: "rm:Raised",
    ChangeKind.LOWERED: "rm:Lowered",
    ChangeKind.FIGURES: "rm:FiguresChanged",
    ChangeKind.RESCHEDULED: "rm:Rescheduled",
}


def comparison_quads(series: Series) -> Quads:
    """Return the quads of a series, one named graph for each pair of neighbouring plans."""
    return [
        quad
        for change in series.changes
        for quad in in_graph(comparison_of(change.before.id, change.after.id), _triples(change))
    ]


def _triples(change: YearChange) -> Iterator[Triple]:
    me = comparison_of(change.before.id, change.after.id)
    earlier, later = (Names(plan.id, plan.area) for plan in (change.before, change.after))
    yield from typed(me, "rm:Comparison")
    yield me, iri("rdfs:label"), zh(f"{change.before.id} → {change.after.id}")
    yield me, iri("rm:earlierPlan"), node(earlier.plan)
    yield me, iri("rm:laterPlan"), node(later.plan)
    for task in change.tasks:
        yield from _continuation(task, me, earlier, later)
    for unit in change.units:
        for old in unit.before:
            for new in unit.after:
                names = earlier.agent("unit", old), later.agent("unit", new)
                if names[0] != names[1]:
                    yield names[0], iri("dct:isReplacedBy"), node(names[1])


def _continuation(change: TaskChange, graph: str, earlier: Names, later: Names) -> Iterator[Triple]:
    if change.match is None:
        return
    before, after = change.match.before, change.match.after
    me = f"{graph}/continuation/{before}/{after}"
    tasks = earlier.part("task", before), later.part("task", after)
    yield tasks[1], iri("rm:continues"), node(tasks[0])
    yield from typed(me, "rm:Continuation")
    yield me, iri("rdfs:label"), zh(f"{before} → {after}")
    yield me, iri("rm:earlierTask"), node(tasks[0])
    yield me, iri("rm:laterTask"), node(tasks[1])
    yield me, iri("rm:confidence"), value(round(change.match.confidence, 6))
    for kind in change.kinds:
        if kind in _CONCEPTS:
            yield me, iri("rm:changeKind"), node(iri(_CONCEPTS[kind]))
    if change.match.decision is not None:
        reviewer = later.shared("reviewer", key_of(change.match.decision.reviewer))
        yield me, iri("prov:wasAttributedTo"), node(reviewer)
        yield from typed(reviewer, "prov:Agent", "foaf:Person")
        yield reviewer, iri("rdfs:label"), zh(change.match.decision.reviewer)
