"""A table printed for a terminal, a spreadsheet, a program and a page."""

import csv
import io
import json

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, parse_query_results
from pyoxigraph import QueryResultsFormat as Format
from rich.cells import cell_len

from remit.query import FORMATS, Table, as_csv, as_json, as_markdown, as_text

TABLE = Table(
    ("unit", "tasks", "iri"),
    (
        (Literal("区住建局", language="zh"), Literal(12), NamedNode("http://e/住建局")),
        (Literal("a|b"), None, BlankNode("x")),
    ),
)


def test_text_lines_up_by_the_width_of_characters() -> None:
    assert as_text(TABLE) == (
        "unit      tasks  iri\n"
        "────────  ─────  ───────────────\n"
        "区住建局  12     http://e/住建局\n"
        "a|b              _:x\n"
    )


@pytest.mark.parametrize("width", [40, 41, 60])
def test_the_widest_column_is_shortened_to_fit(width: int) -> None:
    long = Literal("打造服务完善、生态良好的高能级平台" * 3)
    lines = as_text(Table(("number", "text"), ((Literal("31"), long),)), width).splitlines()
    assert max(map(cell_len, lines)) <= width
    assert lines[2].startswith("31")
    assert lines[2].endswith("…")


def test_a_table_without_rows_still_shows_its_columns() -> None:
    assert as_text(Table(("lead", "tasks"), ())) == "lead  tasks\n────  ─────\n"


def test_a_line_break_does_not_break_the_line() -> None:
    assert as_text(Table(("a",), ((Literal("x\n\ty"),),))).splitlines()[2] == "x y"


def test_csv_is_what_spreadsheets_read() -> None:
    assert as_csv(TABLE) == "unit,tasks,iri\r\n区住建局,12,http://e/住建局\r\na|b,,_:x\r\n"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_csv_text_is_never_a_formula(text: str) -> None:
    for literal in (Literal(text), Literal(text, language="zh")):
        written = as_csv(Table(("a",), ((literal,),)))
        assert list(csv.reader(io.StringIO(written, newline="")))[1] == [f"'{text}"]


def test_a_negative_number_stays_a_number() -> None:
    assert as_csv(Table(("a",), ((Literal(-5),),))) == "a\r\n-5\r\n"


def test_json_is_the_standard_results_format() -> None:
    answer = json.loads(as_json(TABLE))
    assert answer["head"] == {"vars": ["unit", "tasks", "iri"]}
    assert answer["results"]["bindings"][0]["unit"] == {
        "type": "literal",
        "value": "区住建局",
        "xml:lang": "zh",
    }
    parsed = [tuple(row) for row in parse_query_results(as_json(TABLE), Format.JSON)]  # type: ignore[union-attr]
    assert parsed == list(TABLE.rows)


def test_markdown_escapes_what_ends_a_cell() -> None:
    assert as_markdown(TABLE) == (
        "| unit | tasks | iri |\n"
        "| --- | --- | --- |\n"
        "| 区住建局 | 12 | http://e/住建局 |\n"
        "| a\\|b |  | _:x |\n"
    )
    assert as_markdown(Table(("a",), ((Literal("<b>\nx"),),))).splitlines()[2] == "| &lt;b> x |"


def test_every_format_has_a_name() -> None:
    assert list(FORMATS) == ["table", "csv", "tsv", "json", "md"]
