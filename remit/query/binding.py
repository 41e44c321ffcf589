"""How parameters get into a query: as VALUES blocks at the start of its WHERE group.

One way for every engine, so that all give the same answer. (The engines' own ways differ:
pyoxigraph can bind only variables that the query selects, the SPARQL 1.1 protocol has no
bindings at all.) Each has a block of its own, since Virtuoso refuses some queries in which one
block binds two variables beside an OPTIONAL ("Internal error: ssg_print_rvr_fixed_val"). A
value is never pasted as text: it is a term, and writes itself with every character escaped that
could end it.
"""

import re
from collections.abc import Mapping
from typing import Final

from remit.errors import BadQuery
from remit.query.code import code_of
from remit.query.table import Term

_WHERE: Final = re.compile(r"\bWHERE\s*\{", re.IGNORECASE)


def bind(query: str, bindings: Mapping[str, Term]) -> str:
    r"""Return the query with each named variable bound to its term.

    Raises BadQuery when the query has no WHERE group to bind them in.

    >>> from pyoxigraph import Literal
    >>> bind("SELECT ?x WHERE { ?x ?y ?word }", {"word": Literal('a "b"')})
    'SELECT ?x WHERE { VALUES ?word { "a \\"b\\"" } ?x ?y ?word }'
    """
    if not bindings:
        return query
    bound = "".join(f" VALUES ?{name} {{ {term} }}" for name, term in bindings.items())
    place = _start_of_where(query)
    return query[:place] + bound + query[place:]


def _start_of_where(query: str) -> int:
    """Return the place after the outermost `{` of the WHERE group.

    That is the `{` of the first WHERE outside all brackets, else, where the word WHERE
    is left out, the first `{`.
    """
    code = code_of(query)
    for match in _WHERE.finditer(code):
        before = code[: match.start()]
        if before.count("{") == before.count("}"):
            return match.end()
    place = code.find("{")
    if place < 0:
        raise BadQuery(
            "查询没有 WHERE { … }，不能带参数。 / "
            "The query has no WHERE { … }, so it can not take parameters. Add one."
        )
    return place + 1
