"""Turns what a user writes for a parameter into the term it stands for."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Final

from pyoxigraph import Literal, NamedNode

from remit.errors import BadQuery
from remit.graph.vocabulary import iri
from remit.interpret.deadlines import deadlines
from remit.model import Evidence
from remit.query.catalogue import Parameter, ParameterKind, Question
from remit.query.code import code_of
from remit.query.engines import Engine
from remit.query.names import names_of, nothing_called
from remit.query.table import Term, text_of

_XSD_DATE: Final = NamedNode(iri("xsd:date"))
_NUMBER: Final = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")


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
    if parameter.kind is ParameterKind.DATE:
        return Literal(last_day(value, engine, evidence).isoformat(), datatype=_XSD_DATE)
    if value.startswith("<") and value.endswith(">"):
        return _named_node(parameter.name, value)
    return NamedNode(one_called(value, parameter.kind, engine, evidence))


def last_day(value: str, engine: Engine, evidence: Evidence) -> date:
    """Return the last day that words allow: 6月底前, in the year of the latest plan, or ISO 8601.

    Raises BadQuery for words that name no day.
    """
    try:
        return date.fromisoformat(value)
    except ValueError:
        spoken = next(deadlines(value, max(years(engine, evidence), default=None)), None)
    if spoken is None or spoken.day is None:
        raise BadQuery(
            f"“{value}”不是看得懂的日期；请写如 2025-06-30 或 6月底前。 / "
            f"{value!r} names no day; write one as 2025-06-30."
        )
    return spoken.day


def years(engine: Engine, evidence: Evidence) -> list[int]:
    """Return the years of the plans in the graph, earliest first."""
    query = f"SELECT DISTINCT ?year WHERE {{ ?plan <{iri('rm:year')}> ?year }}"
    return sorted(int(text_of(row[0])) for row in engine.select(query, {}, evidence).rows)


def one_called(value: str, kind: ParameterKind, engine: Engine, evidence: Evidence) -> str:
    """Return the IRI of the one thing of this kind that goes by a name.

    Raises BadQuery, with the nearest names, where there is none, or more than one.
    """
    names = names_of(kind, engine, evidence)
    found = names.find(value)
    if not found:
        raise nothing_called(value, kind, names)
    if len(found) > 1:
        listed = "、".join(f"<{thing}>" for thing in found)
        raise BadQuery(
            f"“{value}”指的不止一个：{listed}。请写出其中一个。 / "
            f"{value!r} stands for more than one: {listed}. Give one of these."
        )
    return found[0]


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
