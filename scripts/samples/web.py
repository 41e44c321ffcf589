"""The sample plan as one web page: the notice and both tables, with rowspan and colspan."""

from html import escape
from typing import Final

from scripts.samples.grid import GridCell, grid
from scripts.samples.notice import attachment_lines, notice_lines
from scripts.samples.table import SamplePlan, SampleTask

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
    title, *paragraphs = notice_lines(plan)
    parts = [f"<h1>{escape(title)}</h1>", *(f"<p>{escape(line)}</p>" for line in paragraphs)]
    for number, tasks in plan.attachments():
        label, heading = attachment_lines(plan, number)
        parts += [f"<p>{escape(label)}</p>", f"<h2>{escape(heading)}</h2>", *_table(tasks)]
    return _PAGE.format(title=escape(title), body="\n".join(parts)).encode()


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
