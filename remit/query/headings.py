"""Answers for people: the columns that say something in words, under headings in two languages."""

import csv
from functools import cache
from typing import Final

from pyoxigraph import NamedNode

from remit.assets import asset
from remit.query.table import Table

_FILE: Final = "columns.csv"


def with_headings(table: Table) -> Table:
    """Return a table without its columns of IRIs: the names stand beside them.

    `number` becomes `编号 number`; the Chinese words are those of `queries/columns.csv`.
    """
    shown = [
        index
        for index in range(len(table.columns))
        if not _tells_only_iris([row[index] for row in table.rows])
    ]
    columns = tuple(_heading(table.columns[index]) for index in shown)
    return Table(columns, tuple(tuple(row[index] for index in shown) for row in table.rows))


def _tells_only_iris(terms: list[object]) -> bool:
    told = [term for term in terms if term is not None]
    return not told or all(isinstance(term, NamedNode) for term in told)


def _heading(column: str) -> str:
    words = column.replace("_", " ")
    return f"{chinese()[column]} {words}" if column in chinese() else words


@cache
def chinese() -> dict[str, str]:
    """Return the Chinese heading of each column of the library."""
    with (asset("queries") / _FILE).open(encoding="utf-8", newline="") as file:
        return {row["column"]: row["zh"] for row in csv.DictReader(file)}
