"""Everything the library knows about one thing: the answers of all its questions about it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pyoxigraph import NamedNode

from remit.errors import BadQuery
from remit.model import Evidence
from remit.query.catalogue import ParameterKind, Question, catalogue
from remit.query.engines import Engine
from remit.query.names import names_of
from remit.query.table import Table

_AGENTS: Final = (ParameterKind.UNIT, ParameterKind.LEADER, ParameterKind.GROUP)
_LOOKED_UP: Final = (
    ParameterKind.TASK,
    *_AGENTS,
    ParameterKind.PLACE,
    ParameterKind.PROJECT,
    ParameterKind.INDICATOR,
    ParameterKind.GOAL,
)


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing in the graph, and as what it was found."""

    kind: ParameterKind
    iri: str


def things_called(name: str, engine: Engine, evidence: Evidence) -> list[Thing]:
    """Return what goes by a name: usually one thing, two where a place and a unit share it.

    A bare number is a task's. Raises BadQuery with the nearest names when there is nothing.
    """
    names = {kind: names_of(kind, engine, evidence) for kind in _LOOKED_UP}
    found: dict[str, Thing] = {}
    for kind in _LOOKED_UP:
        for iri in names[kind].find(name):
            found.setdefault(iri, Thing(kind, iri))
        if kind is ParameterKind.TASK and found:
            break
    if not found:
        alike = (like for each in names.values() for like in each.nearest(name)[:2])
        near = "、".join(dict.fromkeys(alike))
        zh = f"相近的有：{near}" if near else "remit query list_units 列出单位"
        en = f"near it: {near}" if near else "`remit query list_units` lists the units"
        raise BadQuery(
            f"图谱里没有叫“{name}”的单位、任务、领导、地点或目标；{zh}。 / "
            f"The graph has no unit, task, leader, place or goal called {name!r}; {en}."
        )
    return list(found.values())


def about(thing: Thing, engine: Engine, evidence: Evidence) -> Iterator[tuple[Question, Table]]:
    """Yield the questions about a thing that have an answer, with it.

    These are all questions of the library that take a parameter of its kind and need no other.
    """
    for question in catalogue():
        parameter = _parameter_for(question, thing.kind)
        if parameter is None:
            continue
        answer = engine.select(question.text, {parameter: NamedNode(thing.iri)}, evidence)
        if answer.rows:
            yield question, answer


def _parameter_for(question: Question, kind: ParameterKind) -> str | None:
    """Return the parameter that takes a thing of this kind, if it is all that is needed."""
    kinds = (kind, ParameterKind.AGENT) if kind in _AGENTS else (kind,)
    fitting = [parameter for parameter in question.parameters if parameter.kind in kinds]
    if not fitting or any(p.required for p in question.parameters if p is not fitting[0]):
        return None
    return fitting[0].name
