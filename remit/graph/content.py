"""What the words of tasks say, as RDF: targets, indicators, deadlines, names.

The words stand in the source; that they are a target or a name, and of what kind, is
a recogniser's reading of them, so all of it belongs in the derived graph.
"""

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from remit.graph.terms import CHANGES, COMPARATORS, NAME_KINDS
from remit.graph.triples import Triple, typed, value, zh
from remit.graph.vocabulary import Names, iri
from remit.model import (
    Deadline,
    Indicator,
    Named,
    Passage,
    Plan,
    Target,
)


class Content:
    """Converts what a plan's tasks say; `passages` are those it has pointed to."""

    def __init__(self, names: Names) -> None:
        """Take the names of the plan."""
        self.names = names
        self.passages: set[Passage] = set()

    def triples(self, plan: Plan) -> Iterator[Triple]:
        """Yield the triples of all targets, indicators, deadlines and names of the plan."""
        for target in plan.targets:
            yield from self._target(target)
        for indicator in plan.indicators:
            yield from self._indicator(indicator)
        for deadline in plan.deadlines:
            yield from self._deadline(deadline)
        things = {each.key: self._named_iri(each) for each in plan.named}
        for each in plan.named:
            yield from self._named(each)
        for mention in plan.mentions:
            task, thing = self.names.part("task", mention.task), things[mention.named]
            yield task, iri("rm:mentions"), NamedNode(thing)
            yield from self._from(thing, mention.passage)

    def _named_iri(self, named: Named) -> str:
        return self.names.agent("place" if named.kind.is_place else "project", named.key)

    def _named(self, named: Named) -> Iterator[Triple]:
        me = self._named_iri(named)
        place = ("rm:Place", "schema:Place")
        yield from typed(me, *(place if named.kind.is_place else ("rm:Project",)))
        yield me, iri("rdfs:label"), zh(named.name)
        yield me, iri("rm:kind"), NamedNode(iri(NAME_KINDS[named.kind]))
        for alias in named.aliases:
            yield me, iri("skos:altLabel"), zh(alias)

    def _target(self, target: Target) -> Iterator[Triple]:
        me = self.names.part("target", target.id)
        task = self.names.part("task", target.task)
        yield task, iri("rm:setsTarget"), NamedNode(me)
        yield from typed(me, "rm:Target")
        yield me, iri("rdfs:label"), zh(f"{target.measure}：{target.words}")
        yield me, iri("rm:measure"), zh(target.measure)
        yield me, iri("rm:indicator"), NamedNode(self._indicator_iri(target.indicator))
        if target.comparator is not None:
            yield me, iri("rm:comparator"), NamedNode(iri(COMPARATORS[target.comparator]))
        yield me, iri("rm:change"), NamedNode(iri(CHANGES[target.change]))
        yield from self._from(me, target.passage)
        if target.upper is not None and target.value is not None:
            yield me, iri("rm:minValue"), value(target.value)
            yield me, iri("rm:maxValue"), value(target.upper)
        elif target.value is not None:
            yield me, iri("rm:value"), value(target.value)
        if target.unit is not None:
            yield me, iri("rm:unitOfMeasure"), zh(target.unit)
        if target.multiplier is not None:
            yield me, iri("rm:multiplier"), Literal(target.multiplier)
        if target.ambition is not None:
            yield me, iri("rm:ambition"), zh(target.ambition)
        if target.reference is not None:
            yield me, iri("rm:reference"), zh(target.reference)
        if target.deadline is not None:
            yield from self._limit(me, target.deadline)

    def _indicator_iri(self, key: str) -> str:
        return self.names.shared("indicator", key)

    def _indicator(self, indicator: Indicator) -> Iterator[Triple]:
        me = self._indicator_iri(indicator.key)
        yield from typed(me, "rm:Indicator", "skos:Concept")
        yield me, iri("rdfs:label"), zh(indicator.label)

    def _deadline(self, deadline: Deadline) -> Iterator[Triple]:
        yield from self._limit(self.names.part("task", deadline.task), deadline)

    def _limit(self, subject: str, deadline: Deadline) -> Iterator[Triple]:
        yield subject, iri("rm:timeLimit"), zh(deadline.words)
        if deadline.day is not None:
            yield subject, iri("rm:deadline"), value(deadline.day)
        yield from self._from(subject, deadline.passage)

    def _from(self, subject: str, passage: Passage) -> Iterator[Triple]:
        self.passages.add(passage)
        where = self.names.passage(passage.start, passage.end)
        yield subject, iri("prov:wasDerivedFrom"), NamedNode(where)
