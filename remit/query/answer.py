"""Puts a question to an engine: one of the library's, or one in a file."""

from collections.abc import Mapping
from pathlib import Path

from remit.errors import BadQuery
from remit.model import Evidence
from remit.query.catalogue import question
from remit.query.engines import Engine
from remit.query.guard import guard
from remit.query.parameters import file_terms, library_terms
from remit.query.syntax import not_a_query
from remit.query.table import Table


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
    if name_or_file.endswith(".rq"):
        return _run_file(engine, Path(name_or_file), parameters, evidence)
    asked = question(name_or_file)
    terms = library_terms(asked, parameters, engine, evidence)
    return engine.select(asked.text, terms, evidence)


def _run_file(
    engine: Engine, path: Path, parameters: Mapping[str, str], evidence: Evidence
) -> Table:
    try:
        query = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadQuery(
            f"无法读取查询文件 {path}：{error}。 / "
            f"The query file {path} can not be read as UTF-8: {error}."
        ) from error
    guard(query, str(path))
    terms = file_terms(query, str(path), parameters)
    try:
        return engine.select(query, terms, evidence)
    except SyntaxError as error:
        raise not_a_query(query, str(path), error) from error
