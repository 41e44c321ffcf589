"""The answer of every engine, in one form: a table of RDF terms."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, TypeAlias

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    Triple,
)

Term: TypeAlias = NamedNode | BlankNode | Literal
Row: TypeAlias = tuple[Term | None, ...]

ANSWER: Final = "answer"
TRIPLE: Final = ("subject", "predicate", "object")


@dataclass(frozen=True, slots=True)
class Table:
    """Named columns and rows of terms; None where a variable has no value.

    An ASK query gives one cell in the column `answer`; CONSTRUCT and DESCRIBE give the
    columns `subject`, `predicate`, `object`.
    """

    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def text_of(term: Term | None) -> str:
    """Return what a reader sees of a term: its characters, without type or language."""
    if term is None:
        return ""
    return f"_:{term.value}" if isinstance(term, BlankNode) else term.value


def table_of(answer: QuerySolutions | QueryTriples | QueryBoolean) -> Table:
    """Return the table of what pyoxigraph answered or parsed."""
    if isinstance(answer, QueryTriples):
        return triples_table(tuple(map(_plain, triple)) for triple in answer)
    if isinstance(answer, QueryBoolean):
        return truth_table(answer=bool(answer))
    columns = tuple(variable.value for variable in answer.variables)
    return Table(columns, tuple(tuple(map(_plain, row)) for row in answer))


def words_table(columns: Iterable[str], rows: Iterable[Iterable[str]]) -> Table:
    """Return a table of plain words, for whatever is no answer of a query."""
    return Table(tuple(columns), tuple(tuple(map(Literal, row)) for row in rows))


def truth_table(*, answer: bool) -> Table:
    """Return the table of an ASK query."""
    return Table((ANSWER,), ((Literal(answer),),))


def triples_table(triples: Iterable[Row]) -> Table:
    """Return the table of a CONSTRUCT or DESCRIBE query: a set, so sorted to be settled."""
    return Table(TRIPLE, tuple(sorted(set(triples), key=str)))


def _plain(term: Term | Triple | None) -> Term | None:
    """Return a term as it stands in a table; a quoted triple becomes its text."""
    return Literal(str(term)) if isinstance(term, Triple) else term
