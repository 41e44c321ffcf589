"""Says where a query is no SPARQL, as exactly as can be found out.

The parser that runs queries reports the furthest place it reached, often a word too
late. So a prefix without declaration, the most common fault, is looked for first, and
then rdflib's parser is asked, which reports where it stopped to understand.
"""

import re
from dataclasses import dataclass
from typing import Final

from remit.errors import BadQuery
from remit.query.code import code_of

_PREFIX_USED: Final = re.compile(r"(?<![\w?$:@.-])([A-Za-z][\w-]*):")
_PREFIX_DECLARED: Final = re.compile(r"\bPREFIX\s+([\w-]*):", re.IGNORECASE)
_REPORT: Final = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_LONGEST_QUOTE: Final = 24


@dataclass(frozen=True, slots=True)
class _Fault:
    line: int
    column: int
    zh: str
    en: str


def not_a_query(query: str, name: str, error: SyntaxError) -> BadQuery:
    """Return the BadQuery for a query (called `name`) that pyoxigraph refused with `error`."""
    fault = _fault_in(query) or _reported(error)
    return BadQuery(
        f"{name} 第 {fault.line} 行第 {fault.column} 列有语法错误：{fault.zh}。"
        "只接受 SELECT、ASK、CONSTRUCT、DESCRIBE 查询。 / "
        f"{name}, line {fault.line}, column {fault.column}: {fault.en}. "
        "Only SELECT, ASK, CONSTRUCT and DESCRIBE queries are taken."
    )


def is_faulty(query: str) -> bool:
    """Tell whether a fault can be shown in a query that a server refused."""
    return _fault_in(query) is not None


def _fault_in(query: str) -> _Fault | None:
    return _undeclared_prefix(query) or _misunderstood(query)


def _undeclared_prefix(query: str) -> _Fault | None:
    code = code_of(query)
    declared = set(_PREFIX_DECLARED.findall(code))
    for match in _PREFIX_USED.finditer(code):
        prefix = match[1]
        if prefix not in declared:
            zh = f"前缀 {prefix}: 没有声明，请在开头加 PREFIX {prefix}: <…>"
            en = f"the prefix {prefix}: is not declared; add PREFIX {prefix}: <…> at the top"
            return _Fault(*_place(query, match.start()), zh, en)
    return None


def _misunderstood(query: str) -> _Fault | None:
    from pyparsing import ParseBaseException
    from rdflib.plugins.sparql.parser import parseQuery

    try:
        parseQuery(query)
    except ParseBaseException as error:
        words = query[error.loc :].split()
        if not words:
            zh, en = "查询没有写完，请补全", "the query ends too early; complete it"
        else:
            quote = words[0][:_LONGEST_QUOTE]
            zh, en = f"从“{quote}”起无法理解", f"not understood from {quote!r} on"
        return _Fault(*_place(query, error.loc), zh, en)
    except RecursionError:
        return None
    return None


def _reported(error: SyntaxError) -> _Fault:
    match = _REPORT.match(str(error))
    if match is None:
        return _Fault(1, 1, str(error), str(error))
    reason = " ".join(match[3].split())
    return _Fault(int(match[1]), int(match[2]), reason, reason)


def _place(query: str, offset: int) -> tuple[int, int]:
    """Return line and column, both from 1, of a place in the query."""
    before = query[:offset]
    return before.count("\n") + 1, offset - before.rfind("\n")
