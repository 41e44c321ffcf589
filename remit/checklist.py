"""The findings of a plan file, or of a folder already built, as rows to print."""

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from remit.build import understood
from remit.errors import BadQuery, UnreadableSource
from remit.model import Severity
from remit.tables import findings_rows
from remit.words import SEVERITIES, bilingual

_TABLE: Final = Path("tables") / "findings.csv"


def findings_of(path: Path) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Return the titles and rows of the findings; severity and kind come first.

    Raises UnreadableSource when `path` is neither a plan nor a built folder.
    """
    table = path / _TABLE
    if not table.is_file():
        rows = [tuple(row) for row in findings_rows(understood(path)[0])]
    else:
        try:
            with table.open(encoding="utf-8-sig", newline="") as file:
                rows = [tuple(row) for row in csv.reader(file)]
        except (OSError, UnicodeDecodeError, csv.Error) as error:
            raise UnreadableSource(
                f"{table}：无法读取，请重新运行 remit build。"
                f" / cannot be read ({error}); run remit build again."
            ) from None
    return rows[0], rows[1:]


def chosen(
    rows: Sequence[tuple[str, ...]], kind: str | None, severity: Severity | None
) -> list[tuple[str, ...]]:
    """Return the rows of one kind and of one severity; None takes all.

    Raises BadQuery for a kind that no row has, and says which there are.
    """
    kinds = list(dict.fromkeys(row[1] for row in rows))
    if kind is not None and kind not in kinds:
        raise BadQuery(
            f"没有种类为“{kind}”的发现；现有：{'、'.join(kinds) or '无'}。"
            f" / there is no finding of kind “{kind}”; there are: {', '.join(kinds) or 'none'}."
        )
    wanted = None if severity is None else bilingual(SEVERITIES[severity])
    return [
        row
        for row in rows
        if (kind is None or row[1] == kind) and (wanted is None or row[0] == wanted)
    ]
