"""The concepts and classes of the ontology that stand for the model's kinds, for both borders."""

from collections.abc import Mapping
from typing import Final, TypeVar

from remit.graph.vocabulary import iri
from remit.model import (
    AgentKind,
    Change,
    Comparator,
    Evidence,
    Legibility,
    NameKind,
    Role,
    Severity,
    UnitType,
)

Kind = TypeVar("Kind")

ROLES: Final = {
    Role.SUPERVISES: "rm:Supervises",
    Role.LEADS: "rm:Leads",
    Role.SUPPORTS: "rm:Supports",
    Role.TAKES_PART: "rm:TakesPart",
}
EVIDENCE: Final = {
    Evidence.STATED: "rm:Stated",
    Evidence.EXPANDED: "rm:Expanded",
    Evidence.INFERRED: "rm:Inferred",
}
LEGIBILITY: Final = {
    Legibility.WHOLE: "rm:AllCells",
    Legibility.SOME: "rm:SomeCells",
    Legibility.NONE: "rm:NoCells",
}
SEVERITIES: Final = {
    Severity.INFO: "rm:Info",
    Severity.WARNING: "rm:Warning",
    Severity.ERROR: "rm:Error",
}
UNIT_TYPES: Final = {
    UnitType.BUREAU: "rm:Bureau",
    UnitType.OFFICE: "rm:Office",
    UnitType.PARTY_ORGAN: "rm:PartyOrgan",
    UnitType.MASS_ORGANISATION: "rm:MassOrganisation",
    UnitType.BRANCH: "rm:Branch",
    UnitType.SUBDISTRICT: "rm:Subdistrict",
    UnitType.TOWN: "rm:Town",
    UnitType.ZONE: "rm:Zone",
    UnitType.COMPANY: "rm:Company",
    UnitType.OTHER: "rm:OtherUnit",
}
AGENTS: Final = {
    AgentKind.UNIT: ("unit", ("rm:Unit", "org:Organization")),
    AgentKind.LEADER: ("leader", ("rm:Leader", "foaf:Person")),
    AgentKind.UNIT_GROUP: ("group", ("rm:UnitGroup", "foaf:Group")),
    AgentKind.LEADER_GROUP: ("group", ("rm:LeaderGroup", "foaf:Group")),
}


COMPARATORS: Final = {
    Comparator.EQUAL: "rm:EqualTo",
    Comparator.AT_LEAST: "rm:AtLeast",
    Comparator.MORE_THAN: "rm:MoreThan",
    Comparator.AT_MOST: "rm:AtMost",
    Comparator.LESS_THAN: "rm:LessThan",
    Comparator.ABOUT: "rm:About",
    Comparator.BETWEEN: "rm:Between",
}
CHANGES: Final = {
    Change.LEVEL: "rm:Level",
    Change.DELIVERED: "rm:Delivered",
    Change.INCREASE: "rm:Increase",
    Change.DECREASE: "rm:Decrease",
}
NAME_KINDS: Final = {
    NameKind.STREET: "rm:Street",
    NameKind.ROAD: "rm:Road",
    NameKind.WATER: "rm:Water",
    NameKind.PARK: "rm:Park",
    NameKind.SITE: "rm:Site",
    NameKind.AREA: "rm:Area",
    NameKind.INSTITUTION: "rm:Institution",
    NameKind.CONSTRUCTION: "rm:Construction",
    NameKind.CAMPAIGN: "rm:Campaign",
    NameKind.PROGRAMME: "rm:NamedProgramme",
    NameKind.PLATFORM: "rm:Platform",
    NameKind.COMPANY: "rm:NamedCompany",
}


def back(terms: Mapping[Kind, str], name: str) -> Kind:
    """Return the kind that a concept (IRI) stands for; LookupError where it stands for none.

    >>> back(ROLES, "https://w3id.org/remit/ontology#Leads")
    <Role.LEADS: 'leads'>
    """
    for kind, concept in terms.items():
        if iri(concept) == name:
            return kind
    raise LookupError(name)
