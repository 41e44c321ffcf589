"""Puts a question to an engine: one of the library's, or one in a file."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from remit.errors import BadQuery
from remit.model import Bilingual, Evidence
from remit.query.binding import bind
from remit.query.catalogue import question
from remit.query.engines import Engine
from remit.query.guard import guard
from remit.query.parameters import file_terms, library_terms
from remit.query.syntax import not_a_query
from remit.query.table import Table, Term


@dataclass(frozen=True, slots=True)
class Prepared:
    """A query ready to be sent: its text, the terms of its parameters, what to call it."""

    text: str
    terms: Mapping[str, Term]
    name: str


def run(
    engine: Engine,
    name_or_file: str,
    parameters: Mapping[str, str],
    evidence: Evidence = Evidence.EXPANDED,
) -> Table:
    """Answer a question of the library, by its name, or the query in a `.rq` file.

    `parameters` maps names to values as the user wrote them. Raises BadQuery for
    whatever is wrong with the query or its parameters, EndpointError when a remote engine
    does not answer.
    """
    return answered(engine, prepared(engine, name_or_file, parameters, evidence), evidence)


def prepared(
    engine: Engine, name_or_file: str, parameters: Mapping[str, str], evidence: Evidence
) -> Prepared:
    """Return a question, or the query of a file, with its parameters looked up."""
    if not name_or_file.endswith(".rq"):
        asked = question(name_or_file)
        terms = library_terms(asked, parameters, engine, evidence)
        return Prepared(asked.text, terms, asked.name)
    path = Path(name_or_file)
    try:
        query = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadQuery(
            f"无法读取查询文件 {path}：{error}。 / "
            f"The query file {path} can not be read as UTF-8: {error}."
        ) from error
    return prepared_text(query, str(path), parameters)


def prepared_text(query: str, name: str, parameters: Mapping[str, str]) -> Prepared:
    """Return a query that somebody wrote (called `name`), its parameters made terms."""
    guard(query, name)
    return Prepared(query, file_terms(query, name, parameters), name)


def answered(engine: Engine, query: Prepared, evidence: Evidence) -> Table:
    """Return the answer. Raises BadQuery, saying where the fault is, for what is no query."""
    try:
        return engine.select(query.text, query.terms, evidence)
    except SyntaxError as error:
        raise not_a_query(query.text, query.name, error) from error


def nothing_found(engine: Engine, query: Prepared, evidence: Evidence) -> str:
    """Return what to say where an answer has no rows, with what other evidence would tell."""
    said = Bilingual(
        "没有找到：采信的依据里没有写明，不等于没有分工。",
        "Nothing found at this level of evidence. That is not to say that there is nothing.",
    )
    if evidence is Evidence.INFERRED:
        return f"{said.zh} / {said.en}"
    more = len(answered(engine, query, Evidence.INFERRED).rows)
    zh = f"加 --evidence inferred（推断）有 {more} 行。" if more else "推断中也没有。"
    en = f"--evidence inferred gives {more} rows." if more else "Nothing is inferred, either."
    return f"{said.zh}{zh} / {said.en} {en}"


def explained(engine: Engine, query: Prepared, evidence: Evidence) -> str:
    """Return what is asked, and of which graphs: a query that can be run elsewhere.

    The graphs are comments, because a FROM would count a triple as often as graphs hold it.
    """
    graphs = "".join(f"#   <{graph}>\n" for graph in engine.graphs(evidence))
    lines = bind(query.text, query.terms).splitlines()
    shown = "\n".join(line for line in lines if not line.startswith("#+ ")).strip()
    return f"# 采信的图 graphs believed ({evidence.value}):\n{graphs}{shown}\n"
