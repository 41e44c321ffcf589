"""The names the graph is written in: namespaces, instance IRIs, and a plan's named graphs.

Every name is deterministic, readable and free of percent signs: the same plan gives the
same IRIs on every machine.
"""

from dataclasses import dataclass
from functools import cache
from typing import Final

ONTOLOGY: Final = "https://w3id.org/remit/ontology"
BASE: Final = "https://w3id.org/remit/id/"

PREFIXES: Final = {
    "rm": f"{ONTOLOGY}#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


@cache
def iri(curie: str) -> str:
    """Return the full IRI of a prefixed name; ValueError for an unknown prefix.

    >>> iri("rm:Task")
    'https://w3id.org/remit/ontology#Task'
    """
    prefix, separator, local = curie.partition(":")
    if not separator or prefix not in PREFIXES:
        raise ValueError(f"unknown prefix in {curie!r}")
    return PREFIXES[prefix] + local


@dataclass(frozen=True, slots=True)
class PlanGraphs:
    """The IRIs of a plan's named graphs; see docs/architecture.md for what each holds."""

    stated: str
    expanded: str
    inferred: str
    derived: str


_COMPARISON: Final = "comparison"


def comparison_of(earlier: str, later: str, base: str = BASE) -> str:
    """Return the IRI of the comparison of two plans (by id), which is also that of its graph."""
    return f"{base}{_COMPARISON}/{earlier}/{later}"


def is_comparison(graph: str) -> bool:
    """Tell whether a named graph is that of a comparison.

    >>> is_comparison(comparison_of("a-2024", "a-2025")), is_comparison(f"{BASE}plan/a-2024")
    (True, False)
    """
    return graph.rsplit("/", 3)[-3:-2] == [_COMPARISON]


def graphs_of(plan_iri: str) -> PlanGraphs:
    """Return the named graphs of the plan with this IRI."""
    return PlanGraphs(
        plan_iri, f"{plan_iri}/expanded", f"{plan_iri}/inferred", f"{plan_iri}/derived"
    )


@dataclass(frozen=True, slots=True)
class Names:
    """Mints the IRIs of one plan's instances.

    `plan_id` names the plan (`zhonglou-2025`), `area` the jurisdiction its units belong
    to (`zhonglou`), so that the plans of several years share their units.
    """

    plan_id: str
    area: str
    base: str = BASE

    @property
    def plan(self) -> str:
        """The plan itself, which is also the name of its graph of stated facts."""
        return f"{self.base}plan/{self.plan_id}"

    def part(self, kind: str, identifier: str) -> str:
        """A part of the plan: attachment, goal, task, assignment, workload, finding."""
        return f"{self.plan}/{kind}/{identifier}"

    def passage(self, start: int, end: int) -> str:
        """A span of the plan's source text."""
        return f"{self.plan}/passage/{start}-{end}"

    def agent(self, kind: str, key: str) -> str:
        """A unit, group, leader, place or project of the jurisdiction."""
        return f"{self.base}{kind}/{self.area}/{key}"

    def shared(self, kind: str, key: str) -> str:
        """An indicator, government, jurisdiction or reviewer, the same for all plans."""
        return f"{self.base}{kind}/{key}"
