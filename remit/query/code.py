"""Tells the code of a query from what it only quotes."""

import re
from typing import Final

_NOT_CODE: Final = re.compile(
    r"""<[^<>"{}|^`\\\x00-\x20]*>"""  # an IRI may hold #, so it comes before comments
    r"""|\#[^\n\r]*"""
    r'''|"""(?:\\.|(?!""").)*(?:"""|\Z)'''
    r"""|'{3}(?:\\.|(?!'{3}).)*(?:'{3}|\Z)"""
    r'''|"(?:\\.|[^"\\\n\r])*"'''
    r"""|'(?:\\.|[^'\\\n\r])*'""",
    re.DOTALL,
)

_GRAPH: Final = re.compile(r"(?<![?$:\w])GRAPH\b", re.IGNORECASE)
_FROM: Final = re.compile(r"(?<![?$:\w])FROM\b", re.IGNORECASE)


def asks_graphs(query: str) -> bool:
    """Tell whether a query asks what single named graphs hold.

    >>> asks_graphs("ASK { GRAPH ?g { ?s ?p ?o } }"), asks_graphs("ASK { ?graph a 'GRAPH' }")
    (True, False)
    """
    return bool(_GRAPH.search(code_of(query)))


def chooses_graphs(query: str) -> bool:
    """Tell whether a query says itself which graphs to believe (FROM, FROM NAMED)."""
    return bool(_FROM.search(code_of(query)))


def code_of(query: str) -> str:
    """Return the query with IRIs, comments and strings blanked, every place unmoved."""
    return _NOT_CODE.sub(lambda match: " " * len(match[0]), query)


def without_comments(query: str) -> str:
    """Return the query with its comments blanked, every place unmoved.

    >>> without_comments("SELECT * # load <x#y>"), without_comments("ASK { <x#y> ?p '#' }")
    ('SELECT *             ', "ASK { <x#y> ?p '#' }")
    """
    return _NOT_CODE.sub(lambda m: " " * len(m[0]) if m[0].startswith("#") else m[0], query)
