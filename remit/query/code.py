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


def code_of(query: str) -> str:
    """Return the query with IRIs, comments and strings blanked, every place unmoved."""
    return _NOT_CODE.sub(lambda match: " " * len(match[0]), query)


def without_comments(query: str) -> str:
    """Return the query with its comments blanked, every place unmoved.

    >>> without_comments("SELECT * # load <x#y>"), without_comments("ASK { <x#y> ?p '#' }")
    ('SELECT *             ', "ASK { <x#y> ?p '#' }")
    """
    return _NOT_CODE.sub(lambda m: " " * len(m[0]) if m[0].startswith("#") else m[0], query)
