"""The sample plan as a web page: the notice and both tables, with rowspan and colspan."""

from collections.abc import Callable
from html import escape
from typing import Final

from scripts.samples.grid import GridCell, grid, task_cell
from scripts.samples.notice import attachment_lines, notice_lines
from scripts.samples.table import SEPARATOR, SamplePlan, SampleTask, gathered

_PAGE: Final = """\
<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<title>{title}</title>
<style>
body {{ font-family: serif; margin: 2em; }}
table {{ border-collapse: collapse; }}
th, td {{ border: 1px solid; padding: 0.3em; }}
</style>
</head>
<body>
{body}
</body>
</html>
"""


def web_page(plan: SamplePlan) -> bytes:
    """Write the notice as paragraphs and each attachment as a table."""
    return _page(plan, _table)


def _page(plan: SamplePlan, table: Callable[[tuple[SampleTask, ...]], list[str]]) -> bytes:
    title, *paragraphs = notice_lines(plan)
    parts = [f"<h1>{escape(title)}</h1>", *(f"<p>{escape(line)}</p>" for line in paragraphs)]
    for number, tasks in plan.attachments():
        label, heading = attachment_lines(plan, number)
        parts += [f"<p>{escape(label)}</p>", f"<h2>{escape(heading)}</h2>", *table(tasks)]
    return _PAGE.format(title=escape(title), body="\n".join(parts)).encode()


def lead_first(plan: SamplePlan) -> bytes:
    """Write the tasks of each lead together, the lead in a first cell merged over them."""
    return _page(plan, _by_lead)


def _by_lead(tasks: tuple[SampleTask, ...]) -> list[str]:
    header = ("牵头单位", "工作任务", "配合单位", "分管领导", "完成时限")
    rows = ["<tr>" + "".join(f"<th>{name}</th>" for name in header) + "</tr>"]
    for members in gathered(tasks, "leads"):
        for place, task in enumerate(members):
            duties = [SEPARATOR.join(names) for names in (task.supports, task.supervises)]
            cells = [
                GridCell(place, column, (text,))
                for column, text in enumerate((task_cell(task), *duties, task.deadline), start=1)
            ]
            lead = [] if place else [GridCell(0, 0, members[0].leads, row_span=len(members))]
            rows.append(_row([*lead, *cells], "td"))
    return ["<table>", *rows, "</table>"]


def _table(tasks: tuple[SampleTask, ...]) -> list[str]:
    header, *body = grid(tasks).by_row()
    return [
        "<table>",
        "<thead>",
        _row(header, "th"),
        "</thead>",
        "<tbody>",
        *(_row(cells, "td") for cells in body),
        "</tbody>",
        "</table>",
    ]


def _row(cells: list[GridCell], tag: str) -> str:
    return "<tr>" + "".join(_cell(cell, tag) for cell in cells) + "</tr>"


def _cell(cell: GridCell, tag: str) -> str:
    spans = f' rowspan="{cell.row_span}"' if cell.row_span > 1 else ""
    spans += f' colspan="{cell.column_span}"' if cell.column_span > 1 else ""
    return f"<{tag}{spans}>{'<br>'.join(map(escape, cell.lines))}</{tag}>"
