"""The sample plan as an Excel workbook: a sheet for each attachment, cells merged."""

from datetime import datetime
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from scripts.samples.grid import WIDTH, GridCell, grid
from scripts.samples.notice import FICTION, ISSUER, attachment_title, notice_title
from scripts.samples.steady import steady_zip
from scripts.samples.table import SamplePlan, SampleTask

_WIDTHS: Final = (6, 18, 70, 16, 24, 26, 14)
_HEADER_ROW: Final = 3
_LINE: Final = Side(style="thin")


def excel(plan: SamplePlan) -> bytes:
    """Write one sheet for each attachment, the title and the word on fiction above it."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for number, tasks in plan.attachments():
        sheet = workbook.create_sheet(f"附件{number}")
        _add_heading(sheet, attachment_title(plan, number))
        _add_table(sheet, tasks)
    about = workbook.properties
    about.title, about.subject, about.creator = notice_title(plan), FICTION, ISSUER
    about.created = about.modified = datetime(plan.year, 3, 1)  # noqa: DTZ001 - the format has no zone
    packed = BytesIO()
    # Workbook.save would write the present time into the properties.
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        ExcelWriter(workbook, archive).save()
    return steady_zip(packed.getvalue())


def _add_heading(sheet: Worksheet, title: str) -> None:
    for row, (text, size) in enumerate(((title, 16), (FICTION, 10)), start=1):
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=WIDTH)
        cell = sheet.cell(row, 1, text)
        cell.font = Font(name="宋体", size=size, bold=row == 1)
        cell.alignment = Alignment(horizontal="center", vertical="center")


def _add_table(sheet: Worksheet, tasks: tuple[SampleTask, ...]) -> None:
    for column, width in enumerate(_WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    for part in grid(tasks).cells:
        _add_cell(sheet, part)
    sheet.freeze_panes = f"A{_HEADER_ROW + 1}"
    sheet.print_title_rows = f"{_HEADER_ROW}:{_HEADER_ROW}"


def _add_cell(sheet: Worksheet, part: GridCell) -> None:
    row, column = part.row + _HEADER_ROW, part.column + 1
    cell = sheet.cell(row, column, "\n".join(part.lines) or None)
    cell.font = Font(name="宋体", size=10, bold=part.row == 0)
    cell.alignment = Alignment(vertical="center", wrap_text=True)
    cell.border = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
    if part.row_span > 1 or part.column_span > 1:
        sheet.merge_cells(
            start_row=row,
            start_column=column,
            end_row=part.last_row + _HEADER_ROW,
            end_column=part.last_column + 1,
        )
