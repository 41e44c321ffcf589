"""The kinds of organ every jurisdiction has, from `ontology/organs.ttl`.

What a kind is called, which kinds took over from it, and the words of tasks it is competent
for. How a printed name is matched against these is told at the head of that file and done in
`remit/interpret/organs.py`.
"""

import csv
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

import pyoxigraph

from remit.assets import asset
from remit.model import Bilingual

_RM: Final = "https://w3id.org/remit/ontology#"
_DCT: Final = "http://purl.org/dc/terms/"
_RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
_SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
_SCHEME: Final = f"{_RM}Organs"
_ELLIPSIS: Final = "…"


@dataclass(frozen=True, slots=True)
class OrganKind:
    """One kind of organ; `id` is the last part of its IRI (`DevelopmentReform`).

    `names` are those of one body, the usual one first; `also` are names of bodies of this
    kind that may be bodies of their own. `stems`, `endings` and `frames` are the patterns
    written `发改…`, `…街道` and `人行…支行`. `group` is the top concept above (`EconomicOrgans`).
    `otherwise_with` are the kinds that hold its duties where a government has none of it.
    """

    id: str
    label: Bilingual
    group: str
    names: tuple[str, ...]
    also: tuple[str, ...]
    stems: tuple[str, ...]
    endings: tuple[str, ...]
    frames: tuple[tuple[str, str], ...]
    one_per_government: bool
    until_year: int | None
    successors: tuple[str, ...]
    competent_for: tuple[str, ...]
    otherwise_with: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OrganScheme:
    """All kinds by id, their groups by id, and the endings that stems take (局, 委 …)."""

    kinds: dict[str, OrganKind]
    groups: dict[str, Bilingual]
    endings: tuple[str, ...]


@cache
def organ_scheme() -> OrganScheme:
    """Return the scheme of the shipped ontology."""
    facts = _facts()
    groups = {
        _local(subject): _label(of)
        for subject, of in facts.items()
        if of.get(f"{_SKOS}topConceptOf") == [_SCHEME]
    }
    broader = {
        _local(subject): _local(of[f"{_SKOS}broader"][0])
        for subject, of in facts.items()
        if f"{_SKOS}broader" in of
    }
    kinds = {name: _kind(name, facts[_RM + name], _top(name, broader)) for name in sorted(broader)}
    endings = (text.removeprefix(_ELLIPSIS) for text in facts[_SCHEME][f"{_SKOS}hiddenLabel"])
    return OrganScheme(kinds, groups, tuple(sorted(endings, key=len, reverse=True)))


@cache
def organ_names() -> frozenset[str]:
    """Return what organs are called, without the level before."""
    scheme = organ_scheme()
    return frozenset(
        name
        for kind in scheme.kinds.values()
        for name in (
            *kind.names,
            *kind.also,
            *(stem + ending for stem in kind.stems for ending in scheme.endings),
        )
    )


def competence(kind: str) -> tuple[str, ...]:
    """Return the words of tasks a kind is competent for, its broader kind's not among them.

    A historic organ without words of its own has those of the kinds that took over from it.
    KeyError for an unknown kind.

    >>> (
    ...     "既有住宅加装电梯" in competence("Housing"),
    ...     "空气质量" in competence("EnvironmentalProtection"),
    ... )
    (True, True)
    """
    found = organ_scheme().kinds[kind]
    if found.competent_for:
        return found.competent_for
    inherited = (word for successor in found.successors for word in competence(successor))
    return tuple(dict.fromkeys(inherited))


@cache
def typical_duties() -> dict[str, tuple[str, ...]]:
    """Return, for kinds of organ, tasks as such an organ typically leads them.

    They are written for this project after the official functions of organs
    (`ontology/typical-duties.csv`), and quote no government's plan.
    """
    return _by_organ("typical-duties.csv", "duty")


@cache
def typical_supports() -> dict[str, tuple[str, ...]]:
    """Return, for kinds of organ, tasks as such an organ typically supports them.

    They are those typical duties of others for which it is written who would support.
    """
    found: defaultdict[str, list[str]] = defaultdict(list)
    for row in _rows("typical-duties.csv"):
        for kind in row["supports"].split():
            found[kind].append(row["duty"])
    return {kind: tuple(duties) for kind, duties in found.items()}


@cache
def duty_words() -> dict[str, tuple[str, ...]]:
    """Return, for kinds of organ, more words of tasks that such an organ typically leads.

    They go beyond what the ontology says an organ is competent for: objects, campaigns, figures
    and older terms, written for this project (`ontology/duty-words.csv`).
    """
    return _by_organ("duty-words.csv", "word")


@cache
def usual_portfolios() -> dict[str, tuple[str, ...]]:
    """Return which portfolios of a government's leaders a kind of organ usually belongs to.

    Deputies divide a government by fields that are much the same everywhere: planning and
    money, industry and trade, the city, the countryside … These stand in
    `ontology/portfolios.csv`, beside the kinds of organ that 82 leaders of 27 governments
    supervised by what these made public (`广州市2007/3`: the third such leader). A kind that is
    in none, such as a subdistrict, is missing.
    """
    return _by_organ("portfolios.csv", "portfolio")


def _by_organ(file_name: str, column: str) -> dict[str, tuple[str, ...]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for row in _rows(file_name):
        found[row["organ"]].append(row[column])
    return {kind: tuple(values) for kind, values in found.items()}


def _rows(file_name: str) -> Iterator[dict[str, str]]:
    with asset("ontology", file_name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _facts() -> dict[str, dict[str, list[str]]]:
    """Return what the file says: subject → predicate → values, labels with their language."""
    facts: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    triples = pyoxigraph.parse(
        path=asset("ontology", "organs.ttl"), format=pyoxigraph.RdfFormat.TURTLE
    )
    for triple in triples:
        predicate, value = triple.predicate.value, triple.object
        if isinstance(triple.subject, pyoxigraph.NamedNode) and not isinstance(
            value, pyoxigraph.Triple
        ):
            if predicate == f"{_RDFS}label" and isinstance(value, pyoxigraph.Literal):
                predicate += f"@{value.language}"
            facts[triple.subject.value][predicate].append(value.value)
    return facts


def _kind(name: str, of: dict[str, list[str]], group: str) -> OrganKind:
    label = _label(of)
    hidden = of.get(f"{_SKOS}hiddenLabel", [])
    patterns = [text for text in hidden if _ELLIPSIS in text]
    split = [text.partition(_ELLIPSIS) for text in patterns]
    until = of.get(f"{_RM}untilYear")
    return OrganKind(
        id=name,
        label=label,
        group=group,
        names=(label.zh, *of.get(f"{_SKOS}altLabel", [])),
        also=tuple(text for text in hidden if _ELLIPSIS not in text),
        stems=tuple(before for before, _, after in split if not after),
        endings=tuple(after for before, _, after in split if not before),
        frames=tuple((before, after) for before, _, after in split if before and after),
        one_per_government=of.get(f"{_RM}onePerGovernment") == ["true"],
        until_year=int(until[0]) if until else None,
        successors=tuple(map(_local, of.get(f"{_DCT}isReplacedBy", []))),
        competent_for=tuple(of.get(f"{_RM}competentFor", [])),
        otherwise_with=tuple(map(_local, of.get(f"{_RM}otherwiseWith", []))),
    )


def _label(of: dict[str, list[str]]) -> Bilingual:
    return Bilingual(of[f"{_RDFS}label@zh"][0], of[f"{_RDFS}label@en"][0])


def _top(name: str, broader: dict[str, str]) -> str:
    while name in broader:
        name = broader[name]
    return name


def _local(iri: str) -> str:
    return iri.removeprefix(_RM)
