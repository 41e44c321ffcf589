"""Turns what a user writes for a parameter into the term it stands for."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from difflib import get_close_matches
from typing import Final

from pyoxigraph import Literal, NamedNode

from remit.errors import BadQuery
from remit.graph.vocabulary import PREFIXES, iri
from remit.interpret.lookup import NamedUnit, units_called
from remit.model import Evidence
from remit.query.catalogue import Parameter, ParameterKind, Question
from remit.query.code import code_of
from remit.query.engines import Engine
from remit.query.table import Term, text_of

_CLASSES: Final = {
    ParameterKind.UNIT: ("rm:Unit",),
    ParameterKind.LEADER: ("rm:Leader",),
    ParameterKind.GROUP: ("rm:UnitGroup", "rm:LeaderGroup"),
    ParameterKind.AGENT: ("rm:Unit", "rm:Leader", "rm:UnitGroup", "rm:LeaderGroup"),
    ParameterKind.TASK: ("rm:Task",),
}
_NAMES_OF_AGENTS: Final = f"""
SELECT DISTINCT ?thing ?name
WHERE {{
  VALUES ?property {{ <{PREFIXES["rdfs"]}label> <{PREFIXES["skos"]}altLabel> }}
  ?thing a ?class ; ?property ?name .
}}
ORDER BY ?thing ?name
"""
_NAMES_OF_TASKS: Final = f"""
SELECT DISTINCT ?thing ?name
WHERE {{ ?thing a ?class ; <{iri("rm:number")}> ?name }}
ORDER BY ?thing ?name
"""
_NUMBER: Final = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
_NEAREST: Final = 5


def library_terms(
    question: Question, given: Mapping[str, str], engine: Engine, evidence: Evidence
) -> dict[str, Term]:
    """Return the terms for the parameters of a shipped question.

    Names are looked up in the graph the question is put to. Raises BadQuery for a
    parameter that is unknown or missing, and for a value that names nothing or several.
    """
    known = {parameter.name: parameter for parameter in question.parameters}
    for name in given:
        if name not in known:
            raise _unknown_parameter(question.name, name, list(known))
    terms: dict[str, Term] = {}
    for parameter in question.parameters:
        if parameter.name in given:
            terms[parameter.name] = _term(parameter, given[parameter.name], engine, evidence)
        elif parameter.required:
            raise _missing_parameter(question.name, parameter)
    return terms


def file_terms(query: str, name: str, given: Mapping[str, str]) -> dict[str, Term]:
    """Return the terms for the variables of a query that somebody wrote (called `name`).

    A value in <> is an IRI, a number is a number, everything else is plain text. Raises
    BadQuery for a variable the query does not use and for a bad IRI.
    """
    variables = sorted(set(re.findall(r"[?$](\w+)", code_of(query))))
    for parameter in given:
        if parameter not in variables:
            raise _unknown_parameter(name, parameter, variables)
    return {parameter: _free_term(parameter, value) for parameter, value in given.items()}


def _free_term(parameter: str, value: str) -> Term:
    if value.startswith("<") and value.endswith(">"):
        return _named_node(parameter, value)
    if match := _NUMBER.fullmatch(value):
        kind = "xsd:decimal" if match[1] else "xsd:integer"
        return Literal(value, datatype=NamedNode(iri(kind)))
    return Literal(value)


def _term(parameter: Parameter, value: str, engine: Engine, evidence: Evidence) -> Term:
    if parameter.kind is ParameterKind.TEXT:
        return Literal(value)
    if value.startswith("<") and value.endswith(">"):
        return _named_node(parameter.name, value)
    names = _names(parameter.kind, engine, evidence)
    found = sorted(names.get(_folded(value), ())) or _by_organ(parameter.kind, value, names)
    if not found:
        raise _nothing_called(value, parameter, list(names))
    if len(found) > 1:
        listed = "、".join(f"<{thing}>" for thing in found)
        raise BadQuery(
            f"“{value}”指的不止一个：{listed}。请写出其中一个。 / "
            f"{value!r} stands for more than one: {listed}. Give one of these."
        )
    return NamedNode(found[0])


def _names(kind: ParameterKind, engine: Engine, evidence: Evidence) -> dict[str, set[str]]:
    """Return the IRIs behind every folded name of a kind: its names, and its IRI's last part.

    The number that is a task's last part wins over the same number printed in another table.
    """
    query = _NAMES_OF_TASKS if kind is ParameterKind.TASK else _NAMES_OF_AGENTS
    own: dict[str, set[str]] = defaultdict(set)
    names: dict[str, set[str]] = defaultdict(set)
    for name in _CLASSES[kind]:
        for row in engine.select(query, {"class": NamedNode(iri(name))}, evidence).rows:
            thing = text_of(row[0])
            own[_folded(thing.rsplit("/", 1)[-1])].add(thing)
            names[_folded(text_of(row[1]))].add(thing)
    return {**own, **names, **own} if kind is ParameterKind.TASK else {**own, **names}


def _by_organ(kind: ParameterKind, value: str, names: Mapping[str, set[str]]) -> list[str]:
    """Return the units that a usual name of their kind of organ stands for: 住建委 for 区住建局."""
    if kind not in (ParameterKind.UNIT, ParameterKind.AGENT):
        return []
    by_unit: dict[str, list[str]] = defaultdict(list)
    for name, things in names.items():
        for thing in things:
            by_unit[thing].append(name)
    return sorted(units_called(value, (NamedUnit(k, tuple(n)) for k, n in by_unit.items())))


def _folded(name: str) -> str:
    """Return a name without what printing changes: spaces, widths, brackets round a number.

    >>> _folded("吴 伟"), _folded("高新区（邹区镇）"), _folded("(31)")
    ('吴伟', '高新区(邹区镇)', '31')
    """
    plain = "".join(unicodedata.normalize("NFKC", name).split())
    return plain[1:-1] if re.fullmatch(r"\([\d.]+\)", plain) else plain


def _named_node(parameter: str, value: str) -> NamedNode:
    try:
        return NamedNode(value[1:-1])
    except ValueError as error:
        raise BadQuery(
            f"参数 {parameter} 的值 {value} 不是有效的 IRI：{error}。 / "
            f"The value {value} of parameter {parameter} is no valid IRI: {error}."
        ) from error


def _unknown_parameter(query: str, name: str, known: list[str]) -> BadQuery:
    zh = f"可用的参数有：{'、'.join(known)}" if known else "它不带参数"
    en = f"it knows {', '.join(known)}" if known else "it takes none"
    return BadQuery(
        f"查询 {query} 没有参数 {name}；{zh}。 / query {query} has no parameter {name!r}; {en}."
    )


def _missing_parameter(query: str, parameter: Parameter) -> BadQuery:
    example = f"--param {parameter.name}={parameter.example}"
    return BadQuery(
        f"查询 {query} 缺少参数 {parameter.name}（{parameter.about.zh}），例如 {example}。 / "
        f"Query {query} needs the parameter {parameter.name} ({parameter.about.en}), "
        f"for example {example}."
    )


def _nothing_called(value: str, parameter: Parameter, names: list[str]) -> BadQuery:
    near = get_close_matches(_folded(value), names, n=_NEAREST, cutoff=0.3)
    zh = f"，相近的有：{'、'.join(near)}" if near else f"；例如 {parameter.example}"
    en = f"near it: {', '.join(near)}" if near else f"an example is {parameter.example}"
    return BadQuery(
        f"图谱里没有叫“{value}”的{parameter.about.zh}{zh}。 / "
        f"The graph has no {parameter.kind.value} called {value!r}; {en}."
    )
