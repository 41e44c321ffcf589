"""A table as text for a terminal, CSV, TSV, JSON or Markdown, or as an Excel file."""

import csv
import io
import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from math import isfinite
from typing import Final

from pyoxigraph import Literal, NamedNode
from rich.cells import cell_len, chop_cells

from remit.query.table import Table, Term, text_of
from remit.spreadsheet import guarded

_GAP: Final = "  "
_ELLIPSIS: Final = "…"
_NARROWEST: Final = 8  # terminal cells a shortened column keeps
_LONGEST_CELL: Final = 32_767  # characters, Excel's limit
_WIDEST_COLUMN: Final = 480  # pixels
_EPOCH: Final = datetime(2000, 1, 1, tzinfo=UTC)
_NUMBERS: Final = {
    f"http://www.w3.org/2001/XMLSchema#{kind}" for kind in ("integer", "decimal", "double", "float")
}
_STRING: Final = "http://www.w3.org/2001/XMLSchema#string"


def as_text(table: Table, width: int | None = None) -> str:
    """Return an aligned table; a Chinese character is as wide as two letters.

    With `width` (terminal cells), the widest columns are shortened with … until a line
    fits, none below eight cells. Without, everything is shown.
    """
    lines = [list(table.columns)]
    lines += [[" ".join(text_of(term).split()) for term in row] for row in table.rows]
    widths = [max(map(cell_len, column)) for column in zip(*lines, strict=True)]
    if width is not None:
        widths = _fitted(widths, width - cell_len(_GAP) * (len(widths) - 1))
    lines.insert(1, ["─" * size for size in widths])
    shown = [
        _GAP.join(_sized(cell, size) for cell, size in zip(line, widths, strict=True)).rstrip()
        for line in lines
    ]
    return "\n".join(shown) + "\n"


def as_csv(table: Table) -> str:
    """Return the table as CSV (RFC 4180: lines end in CR LF), values without types.

    Text that a spreadsheet would take for a formula (it starts with = + - @, a tab or a
    carriage return) gets an apostrophe before it; numbers stay as they are.
    """
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(table.columns)
    writer.writerows([_harmless(term) for term in row] for row in table.rows)
    return out.getvalue()


def as_tsv(table: Table) -> str:
    """Return the table in the SPARQL 1.1 Query Results TSV Format: terms as in Turtle."""
    lines = ["\t".join(f"?{column}" for column in table.columns)]
    lines += ["\t".join("" if term is None else str(term) for term in row) for row in table.rows]
    return "\n".join(lines) + "\n"


def as_xlsx(table: Table) -> bytes:
    """Return the table as an Excel file; whatever a cell holds, it is no formula and no link."""
    from xlsxwriter import Workbook

    file = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with Workbook(file, options) as book:
        book.set_properties({"created": _EPOCH})  # the same table, the same bytes
        sheet = book.add_worksheet()
        bold = book.add_format({"bold": True})
        for column, name in enumerate(table.columns):
            sheet.write_string(0, column, name, bold)
        for line, row in enumerate(table.rows, start=1):
            for column, term in enumerate(row):
                if (number := _number(term)) is not None:
                    sheet.write_number(line, column, number)
                else:
                    sheet.write_string(line, column, text_of(term)[:_LONGEST_CELL])
        sheet.freeze_panes(1, 0)
        sheet.autofit(max_width=_WIDEST_COLUMN)
    return file.getvalue()


def as_json(table: Table) -> str:
    """Return the table in the SPARQL 1.1 Query Results JSON Format."""
    bindings = [
        {
            name: _json(term)
            for name, term in zip(table.columns, row, strict=True)
            if term is not None
        }
        for row in table.rows
    ]
    answer = {"head": {"vars": table.columns}, "results": {"bindings": bindings}}
    return json.dumps(answer, ensure_ascii=False, indent=2) + "\n"


def as_markdown(table: Table) -> str:
    """Return the table in Markdown, with every character escaped that could break a cell."""
    lines = [list(table.columns), ["---"] * len(table.columns)]
    lines += [[_markdown(text_of(term)) for term in row] for row in table.rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


FORMATS: Final[Mapping[str, Callable[[Table], str]]] = {
    "table": as_text,
    "csv": as_csv,
    "tsv": as_tsv,
    "json": as_json,
    "md": as_markdown,
}


def _number(term: Term | None) -> float | None:
    """Return the number a cell is to hold, where the term is one that Excel can hold."""
    if not isinstance(term, Literal) or term.datatype.value not in _NUMBERS:
        return None
    number = float(term.value)
    return number if isfinite(number) else None


def _fitted(widths: list[int], room: int) -> list[int]:
    """Return widths that fit into `room`: always the widest column gives way first."""
    fitted = list(widths)
    while sum(fitted) > room and max(fitted) > _NARROWEST:
        fitted[fitted.index(max(fitted))] -= 1
    return fitted


def _sized(cell: str, size: int) -> str:
    if cell_len(cell) > size:
        cell = chop_cells(cell, size - 1)[0] + _ELLIPSIS
    return cell + " " * (size - cell_len(cell))


def _harmless(term: Term | None) -> str:
    text = text_of(term)
    is_text = not isinstance(term, Literal) or term.datatype.value == _STRING or term.language
    return guarded(text) if is_text else text


def _markdown(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;")
    return " ".join(escaped.split())


def _json(term: Term) -> dict[str, str]:
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if not isinstance(term, Literal):
        return {"type": "bnode", "value": term.value}
    cell = {"type": "literal", "value": term.value}
    if term.language:
        return cell | {"xml:lang": term.language}
    return cell if term.datatype.value == _STRING else cell | {"datatype": term.datatype.value}
