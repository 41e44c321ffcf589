"""What somebody typed: where a statement ends, and what kind of statement it is."""

import re
from enum import Enum
from typing import Final

from remit.graph.vocabulary import PREFIXES
from remit.query import catalogue

_SPARQL: Final = re.compile(
    r"\s*(?:#.*\n\s*)*(?:BASE|PREFIX|SELECT|ASK|CONSTRUCT|DESCRIBE)\b", re.IGNORECASE
)
_PREFIX_USED: Final = re.compile(r"(?<![\w?$:<@.-])([A-Za-z][\w-]*):")
_PREFIX_DECLARED: Final = re.compile(r"\bPREFIX\s+([\w-]*):", re.IGNORECASE)


class Kind(Enum):
    """What a statement is."""

    COMMAND = "command"
    """`.help`, `.evidence inferred`"""
    SPARQL = "sparql"
    """A query."""
    QUESTION = "question"
    """A question of the library by name: `list_tasks_of_unit unit=区住建局`"""
    WORDS = "words"
    """Anything else: a question in plain words."""


def kind_of(statement: str) -> Kind:
    """Tell what a statement is.

    >>> kind_of(".quit"), kind_of("ask { ?s ?p ?o }"), kind_of("rank_unit_pairs")
    (<Kind.COMMAND: 'command'>, <Kind.SPARQL: 'sparql'>, <Kind.QUESTION: 'question'>)
    """
    if statement.startswith("."):
        return Kind.COMMAND
    if _SPARQL.match(statement):
        return Kind.SPARQL
    first = statement.split(maxsplit=1)[0] if statement.split() else ""
    if any(question.name == first for question in catalogue()):
        return Kind.QUESTION
    return Kind.WORDS


def is_complete(text: str) -> bool:
    """Tell whether a statement is at its end: only a query may go on over several lines.

    A query ends with `;`, with an empty line, or with the first line if that is a whole query.

    >>> (
    ...     is_complete("SELECT * WHERE { ?s ?p ?o }"),
    ...     is_complete("SELECT *"),
    ...     is_complete("SELECT *;"),
    ... )
    (True, False, True)
    """
    if kind_of(text.lstrip()) is not Kind.SPARQL:
        return True
    if text.rstrip(" ").endswith((";", "\n")):
        return True
    return "\n" not in text and "{" in text and text.count("{") == text.count("}")


def statement_of(text: str) -> str:
    """Return a statement without the `;` that ended it."""
    return text.strip().removesuffix(";").strip()


def with_prefixes(query: str) -> str:
    """Return a query with the project's prefixes declared where it uses them undeclared.

    >>> with_prefixes("ASK { ?task a rm:Task }")
    'PREFIX rm: <https://w3id.org/remit/ontology#> ASK { ?task a rm:Task }'
    """
    declared = set(_PREFIX_DECLARED.findall(query))
    used = dict.fromkeys(_PREFIX_USED.findall(query))
    missing = [prefix for prefix in used if prefix in PREFIXES and prefix not in declared]
    return "".join(f"PREFIX {prefix}: <{PREFIXES[prefix]}> " for prefix in missing) + query
