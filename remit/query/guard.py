"""Checks a query that somebody wrote, before any engine sees it.

Shipped queries are tested and need none of this. What is refused, and why:

- brackets nested deeper than `MOST_NESTING`: thousands of them end the process of the
  embedded engine without an error;
- SERVICE: a query must not make this machine call other servers.

Whatever is no SPARQL 1.1 query, updates among them, is refused by the engine itself.
"""

from collections.abc import Iterator
from typing import Final

from remit.errors import BadQuery
from remit.query.code import code_of

MOST_NESTING: Final = 200


def guard(query: str, name: str) -> None:
    """Raise BadQuery, saying where and why, unless `query` (called `name`) is safe to run."""
    _refuse_deep_nesting(query, name)
    _refuse_service(query, name)


def _refuse_deep_nesting(query: str, name: str) -> None:
    depth = 0
    for character in code_of(query):
        depth += (character in "([{") - (character in ")]}")
        if depth > MOST_NESTING:
            raise BadQuery(
                f"{name} 的括号嵌套超过 {MOST_NESTING} 层，请简化查询。 / "
                f"{name} nests brackets deeper than {MOST_NESTING}. Simplify the query."
            )


def _refuse_service(query: str, name: str) -> None:
    """Refuse SERVICE, found by a real parser; most queries do not hold the word at all."""
    if "service" not in query.lower() and "\\u" not in query.lower():
        return
    from pyparsing import ParseBaseException
    from rdflib.plugins.sparql.parser import parseQuery

    try:
        calls_out = "ServiceGraphPattern" in _pattern_names(parseQuery(query))
    except (ParseBaseException, RecursionError) as error:
        raise BadQuery(
            f"{name} 含有 SERVICE 一词，而且无法解析，不予执行：{error}。 / "
            f"{name} holds the word SERVICE and can not be parsed, so it is not run: {error}. "
            "Correct the query or take the word out."
        ) from error
    if calls_out:
        raise BadQuery(
            f"{name} 使用了 SERVICE。查询不得访问其他服务器，请去掉该部分。 / "
            f"{name} uses SERVICE. A query may not call other servers; take that part out."
        )


def _pattern_names(parsed: object) -> Iterator[str]:
    from pyparsing import ParseResults
    from rdflib.plugins.sparql.parserutils import CompValue

    if isinstance(parsed, CompValue):
        yield parsed.name
        for part in parsed.values():
            yield from _pattern_names(part)
    elif isinstance(parsed, ParseResults | list | tuple | set):
        for part in parsed:
            yield from _pattern_names(part)
