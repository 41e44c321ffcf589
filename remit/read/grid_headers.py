"""The header of a table: which rows make it, what its columns are called and hold."""

import re
from collections.abc import Sequence
from typing import Final

from remit.model import Role
from remit.read.boxes import Covering, words_of
from remit.read.columns import (
    LONGEST_COLUMN,
    Column,
    Kinds,
    column_of,
    columns_of,
    names_columns,
)
from remit.read.dates import is_deadline
from remit.read.labels import is_of_person, names_leaders
from remit.read.names import kind_of

_STEP: Final = re.compile(r"(?:季度|月份?|[上下]半年)$")
"""How the columns of a schedule are called."""
_MOST_HEADER_ROWS: Final = 3


def header_of(covering: Covering, rows: int, columns: int) -> tuple[int, list[str]]:
    """Return how many rows lead up to and make the header, and the name of each column.

    A nested header (责任单位 over 牵头, 配合) gives a column both words.
    """
    for first in range(min(rows, 6)):
        words = [words_of(covering.get((first, column))) for column in range(columns)]
        if not names_columns(words):
            continue
        end = first + 1
        while end < min(rows, first + _MOST_HEADER_ROWS) and (
            _reaches(covering, first, end, columns) or _goes_on(covering, end, columns)
        ):
            end += 1
        names = []
        for column in range(columns):
            parts = dict.fromkeys(
                words_of(covering.get((row, column))) for row in range(first, end)
            )
            names.append("".join(part for part in parts if part))
        return end, names
    return 0, []


def _reaches(covering: Covering, first: int, row: int, columns: int) -> bool:
    """Tell whether titles of the header's first row reach down to this one, beside short ones."""
    boxes = [covering.get((row, column)) for column in range(columns)]
    own = [words_of(box) for box in boxes if box is not None and box.row == row]
    short = all(word and len(word) <= LONGEST_COLUMN and ":" not in word for word in own)
    reaching = any(box is not None and box.row == first for box in boxes)
    dated = any(is_deadline(word) and not _STEP.search(word) for word in own)
    return reaching and len(own) > 1 and short and not dated


def _goes_on(covering: Covering, row: int, columns: int) -> bool:
    """A header row below another: short words, some of them duties, no new task."""
    own = [
        words_of(box)
        for column in range(columns)
        if (box := covering.get((row, column))) is not None and box.row == row
    ]
    own = [word for word in own if word]
    return (
        bool(own)
        and all(
            len(word) <= LONGEST_COLUMN
            and not word.isdigit()
            and ":" not in word
            and column_of(word)[0] is not Column.OTHER
            for word in own
        )
        and any(column_of(word)[0] is Column.DUTY and not kind_of(word) for word in own)
    )


def kinds_of(names: Sequence[str], covering: Covering, header: int, rows: int) -> Kinds:
    """Decide each column; of several that could hold the task, one of sentences does.

    Of several such, or of none, the wordiest. 责任人 holds leaders if all have posts of such.
    """
    kinds = columns_of(names)
    steps = [i for i, name in enumerate(names) if _STEP.search(name)]
    for column in steps if len(steps) > 1 else ():  # what is done in each: no time limit
        kinds[column] = (Column.OTHER, frozenset())
    for column, name in enumerate(names):
        if kinds[column][0] is Column.OTHER and is_of_person(name):
            cells = [words_of(covering.get((row, column))) for row in range(header, rows)]
            said = list(filter(None, cells))
            if said and all(map(names_leaders, said)):
                kinds[column] = (Column.DUTY, frozenset({Role.SUPERVISES}))
    texts = [i for i, (kind, _) in enumerate(kinds) if kind is Column.TASK]
    if not texts:
        loose = [i for i, (kind, _) in enumerate(kinds) if kind is Column.OTHER]
        texts = loose[:1]
    duty = next((i for i, (kind, _) in enumerate(kinds) if kind is Column.DUTY), len(kinds))
    before = [i for i in texts if i < duty]
    for column in texts if before else ():
        if column > duty:  # what follows those who answer reports on them
            kinds[column] = (Column.OTHER, frozenset())
    texts = before or texts
    if not texts:
        return kinds
    task = max(texts, key=lambda column: _wordiness(covering, column, header, rows))
    for column in texts:
        kind = Column.GOAL if column < task else Column.OTHER
        kinds[column] = (Column.TASK if column == task else kind, frozenset())
    return kinds


def _wordiness(covering: Covering, column: int, header: int, rows: int) -> tuple[bool, float]:
    """Return whether half the cells of a column are sentences, and their average length.

    Half: above each task there may be a heading of its own.
    """
    boxes = {id(b): b for row in range(header, rows) if (b := covering.get((row, column)))}
    said = [words for box in boxes.values() if (words := words_of(box))]
    sentences = sum(words.endswith("。") for words in said)
    return 2 * sentences >= max(1, len(said)), sum(map(len, said)) / max(1, len(boxes))
