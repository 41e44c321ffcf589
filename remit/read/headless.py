"""What the columns of a table hold whose header is lost, as far as their cells show it.

Numbers, persons, dates and names of bodies look like nothing else; the wordiest of the
other columns holds the task. Which bodies lead is not shown: they take part.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from remit.model import PERSONS, Role
from remit.read.columns import Column, Kinds
from remit.read.dates import is_deadline
from remit.read.lines import pieces
from remit.read.names import kind_of

_LEAST_ROWS: Final = 2
_SHORTEST: Final = 6
"""Characters of a task, on average."""
_MOST: Final = 0.8
"""Of a column's cells, how many must look alike."""
_NOTHING: Final[frozenset[Role]] = frozenset()


def looks_of(columns: Mapping[int, Iterable[str]]) -> Kinds | None:
    """Return what each column holds by its (mended, folded) cells; None if that shows no plan.

    A plan has a column of bodies and one of texts, in two rows or more.
    """
    cells = {column: [word for word in words if word] for column, words in columns.items()}
    kinds = [_kind(words) for _, words in sorted(cells.items())]
    bodies = any(roles == {Role.TAKES_PART} for _, roles in kinds)
    texts = [column for column, (kind, _) in enumerate(kinds) if kind is Column.TASK]
    if not bodies or not texts:
        return None
    task = max(texts, key=lambda column: sum(map(len, cells[column])))
    if len(cells[task]) < _LEAST_ROWS or sum(map(len, cells[task])) < _SHORTEST * len(cells[task]):
        return None
    for column in texts:
        if column != task:
            kinds[column] = (Column.GOAL if column < task else Column.OTHER, _NOTHING)
    return kinds


def _kind(words: list[str]) -> tuple[Column, frozenset[Role]]:
    if _most(word.isdigit() for word in words):
        return Column.NUMBER, _NOTHING
    if _most(is_deadline(word) for word in words):
        return Column.DEADLINE, _NOTHING
    kinds = [[kind_of(word[start:end]) for start, end in pieces(word)] for word in words]
    if _most(bool(own) and all(kind in PERSONS for kind in own) for own in kinds):
        return Column.DUTY, frozenset({Role.SUPERVISES})
    if _most(bool(own) and None not in own for own in kinds):
        return Column.DUTY, frozenset({Role.TAKES_PART})
    return Column.TASK, _NOTHING


def _most(found: Iterable[bool]) -> bool:
    answers = list(found)
    return bool(answers) and sum(answers) >= _MOST * len(answers)
