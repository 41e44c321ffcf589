"""Excel files: what each visible sheet shows, cell by cell."""

import io
from collections.abc import Callable
from datetime import date

import openpyxl
import pytest
from openpyxl import Workbook

from remit.errors import UnreadableSource
from remit.read.blocks import Block, Grid, GridCell, Paragraph
from remit.read.formats import content_of

ExcelFile = Callable[[Callable[[Workbook], object]], bytes]
ExcelXml = Callable[[str], bytes]


def read(data: bytes) -> list[Block]:
    blocks, kind = content_of(data, "plan.xlsx")
    assert kind == "xlsx"
    assert isinstance(blocks, list)
    return blocks


def shown(blocks: list[Block]) -> list[str]:
    return [cell.text for block in blocks if isinstance(block, Grid) for cell in block.cells]


def write(workbook: Workbook, cells: dict[str, str]) -> None:
    sheet = workbook.active
    assert sheet is not None
    for name, value in cells.items():
        sheet[name] = value


def test_a_sheet_is_its_title_and_a_grid_without_empty_rows(excel_file: ExcelFile) -> None:
    def fill(workbook: Workbook) -> None:
        sheet = workbook.active
        assert sheet is not None
        sheet.title = "附件1"
        write(workbook, {"B2": "任务", "D2": "牵头", "B9": "修路", "D9": "区住建局"})

    assert read(excel_file(fill)) == [
        Paragraph("附件1", "sheet=附件1"),
        Grid(
            2,
            2,
            (
                GridCell("任务", "sheet=附件1;cell=B2", 0, 0),
                GridCell("牵头", "sheet=附件1;cell=D2", 0, 1),
                GridCell("修路", "sheet=附件1;cell=B9", 1, 0),
                GridCell("区住建局", "sheet=附件1;cell=D9", 1, 1),
            ),
        ),
    ]


def test_a_merged_cell_covers_the_rows_and_columns_that_are_used(excel_file: ExcelFile) -> None:
    def fill(workbook: Workbook) -> None:
        write(workbook, {"A1": "总表", "A2": "副区长甲", "B2": "修路", "B3": "架桥", "C3": "x"})
        sheet = workbook.active
        assert sheet is not None
        sheet.merge_cells("A1:H1")
        sheet.merge_cells("A2:A40")

    grid = read(excel_file(fill))[1]
    assert isinstance(grid, Grid)
    assert (grid.rows, grid.columns) == (3, 3)
    assert [(c.text, c.row_span, c.column_span) for c in grid.cells[:2]] == [
        ("总表", 1, 3),
        ("副区长甲", 2, 1),
    ]


def test_numbers_are_shown_as_the_sheet_shows_them(excel_file: ExcelFile) -> None:
    values: list[tuple[float | date, str, str]] = [
        (1, "General", "1"),
        (0.1 + 0.2, "General", "0.3"),
        (0.085, "0.0%", "8.5%"),
        (1234.5, "#,##0.00", "1,234.50"),
        (3, '"第"0"批"', "第3批"),
        (date(2025, 6, 30), 'yyyy"年"m"月"d"日"', "2025年6月30日"),
        (date(2025, 12, 31), "yyyy-mm-dd", "2025-12-31"),
        (date(2025, 6, 30), 'm"月"d"日"', "6月30日"),
        (date(2025, 6, 30), "[$-804]yyyy/m/d;@", "2025/6/30"),
        (True, "General", "TRUE"),
    ]

    def fill(workbook: Workbook) -> None:
        sheet = workbook.active
        assert sheet is not None
        for row, (value, code, _) in enumerate(values, start=1):
            sheet.cell(row, 1, value).number_format = code

    assert shown(read(excel_file(fill))) == [text for _, _, text in values]


def test_the_saved_value_of_a_formula_counts(excel_xml: ExcelXml) -> None:
    sheet = '<sheetData><row r="1"><c r="A1"><f>1+1</f><v>2</v></c></row></sheetData>'
    assert shown(read(excel_xml(sheet))) == ["2"]


def test_a_formula_without_a_saved_value_is_refused(excel_file: ExcelFile) -> None:
    data = excel_file(lambda workbook: write(workbook, {"C7": '=HYPERLINK("x")', "A1": "任务"}))
    with pytest.raises(UnreadableSource, match=r"plan\.xlsx.*sheet=Sheet;cell=C7.*保存.*save"):
        read(data)


def test_hidden_sheets_are_not_read_but_hidden_rows_are(excel_file: ExcelFile) -> None:
    def fill(workbook: Workbook) -> None:
        write(workbook, {"A1": "任务", "A2": "修路"})
        sheet = workbook.active
        assert sheet is not None
        sheet.row_dimensions[2].hidden = True
        hidden = workbook.create_sheet("草稿")
        hidden["A1"] = "旧任务"
        hidden.sheet_state = "hidden"

    assert shown(read(excel_file(fill))) == ["任务", "修路"]


def test_empty_sheets_are_left_out(excel_file: ExcelFile) -> None:
    def fill(workbook: Workbook) -> None:
        write(workbook, {"A1": "任务"})
        workbook.create_sheet("Sheet2")

    assert [b.text for b in read(excel_file(fill)) if isinstance(b, Paragraph)] == ["Sheet"]


def test_a_cell_keeps_its_line_breaks_and_loses_reading_aids(excel_xml: ExcelXml) -> None:
    rich = "<is><r><t>区发</t></r><r><t>改局\n区财政局</t></r><rPh><t>qu</t></rPh></is>"
    sheet = f'<sheetData><row r="1"><c r="A1" t="inlineStr">{rich}</c></row></sheetData>'
    assert shown(read(excel_xml(sheet))) == ["区发改局\n区财政局"]


def test_rows_and_cells_without_references_follow_one_another(excel_xml: ExcelXml) -> None:
    cells = '<c t="str"><v>a</v></c><c t="str"><v>b</v></c>'
    found = read(excel_xml(f"<sheetData><row>{cells}</row><row>{cells}</row></sheetData>"))[1]
    assert isinstance(found, Grid)
    assert [cell.place[-2:] for cell in found.cells] == ["A1", "B1", "A2", "B2"]


def test_overlapping_merges_of_a_broken_file_do_not_overlap_here(excel_xml: ExcelXml) -> None:
    cells = "".join(
        f'<row r="{r}">'
        + "".join(f'<c r="{c}{r}" t="str"><v>{c}{r}</v></c>' for c in "AB")
        + "</row>"
        for r in (1, 2)
    )
    merges = '<mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="B1:B2"/></mergeCells>'
    assert shown(read(excel_xml(f"<sheetData>{cells}</sheetData>{merges}"))) == ["A1", "A2", "B2"]


def test_every_cell_is_what_openpyxl_reads(excel_file: ExcelFile) -> None:
    def fill(workbook: Workbook) -> None:
        write(
            workbook,
            {f"{column}{row}": f"{column}第{row}行" for column in "ABC" for row in range(1, 30)},
        )

    data = excel_file(fill)
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    assert sheet is not None
    assert shown(read(data)) == [str(c.value) for row in sheet.iter_rows() for c in row]
