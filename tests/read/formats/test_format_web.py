"""Web pages: what a reader sees, line by line and cell by cell."""

import pytest

from remit.read.blocks import Block, Grid, GridCell, Paragraph
from remit.read.formats import content_of


def read(page: str) -> list[Block]:
    blocks, _ = content_of(page.encode(), "plan.html")
    assert isinstance(blocks, list)
    return blocks


def spans(page: str) -> dict[str, tuple[int, int, int, int]]:
    (grid,) = [block for block in read(page) if isinstance(block, Grid)]
    return {c.text: (c.row, c.column, c.row_span, c.column_span) for c in grid.cells}


def texts(page: str) -> list[str]:
    return [block.text for block in read(page) if isinstance(block, Paragraph)]


def test_lines_and_tables_keep_their_order_and_place() -> None:
    assert read("<h1>通知</h1><table><tr><td>1<td>修路</table><p>落<b>款</b></p>") == [
        Paragraph("通知", "paragraph=1"),
        Grid(
            1,
            2,
            (
                GridCell("1", "table=1;row=1;column=1", 0, 0),
                GridCell("修路", "table=1;row=1;column=2", 0, 1),
            ),
        ),
        Paragraph("落款", "paragraph=2"),
    ]


def test_a_row_goes_around_the_cells_that_reach_into_it() -> None:
    assert spans("<table><tr><td rowspan=2>a<td>b<td colspan=2>c<tr><td>d<td>e<td>f</table>") == {
        "a": (0, 0, 2, 1),
        "b": (0, 1, 1, 1),
        "c": (0, 2, 1, 2),
        "d": (1, 1, 1, 1),
        "e": (1, 2, 1, 1),
        "f": (1, 3, 1, 1),
    }


def test_spans_are_cut_where_the_table_ends() -> None:
    page = "<table><tr><td colspan=1000>t<tr><td rowspan=99>a<td>b<tr><td rowspan=0>c</table>"
    assert spans(page) == {
        "t": (0, 0, 1, 2),
        "a": (1, 0, 2, 1),
        "b": (1, 1, 1, 1),
        "c": (2, 1, 1, 1),
    }


def test_a_span_does_not_lie_over_a_cell_from_above() -> None:
    page = "<table><tr><td>a<td rowspan=2>b<tr><td colspan=2>c</table>"
    assert spans(page) == {"a": (0, 0, 1, 1), "b": (0, 1, 2, 1), "c": (1, 0, 1, 1)}


def test_a_span_ends_with_its_group_of_rows() -> None:
    page = "<table><thead><tr><td rowspan=5>a<td>b</thead><tbody><tr><td>c<td>d</tbody></table>"
    assert spans(page)["a"] == (0, 0, 1, 1)
    assert spans(page)["c"] == (1, 0, 1, 1)


def test_a_cell_keeps_its_lines() -> None:
    page = "<table><tr><td>区发改局<br>区财政局<p>区住建局</p><td>x</table>"
    assert list(spans(page)) == ["区发改局\n区财政局\n区住建局", "x"]


def test_a_small_table_in_a_cell_becomes_lines_of_it() -> None:
    page = "<table><tr><td>a<td><table><tr><td>甲局<tr><td>乙局</table><tr><td>b<td>c</table>"
    assert list(spans(page)) == ["a", "甲局\n乙局", "b", "c"]


def test_a_table_that_lays_out_the_page_is_no_table() -> None:
    inner = "<table><tr><td>1<td>修路<tr><td>2<td>架桥</table>"
    page = f"<table><tr><td>首页<td><h1>通知</h1>{inner}</table>"
    assert texts(page) == ["首页", "通知"]
    assert list(spans(page)) == ["1", "修路", "2", "架桥"]


def test_scripts_styles_comments_and_navigation_are_not_read() -> None:
    page = (
        "<head><title>题</title><style>td > p {}</style></head><nav>首页</nav>"
        "<script>if (a < b) document.write('<p>x</p>')</script><!-- <p>旧</p> -->"
        "<p style='display: none'>藏</p><p hidden>藏</p><p class='hidden'>见</p>"
        "<footer>主办单位：区政府办</footer>"
    )
    assert texts(page) == ["见"]


def test_white_space_is_what_a_browser_shows() -> None:
    page = "<p>\n  区发\n  改局 <br/>  吴&nbsp;&nbsp;伟</p><pre>一\n二</pre>"
    assert texts(page) == ["区发改局", "吴  伟", "一", "二"]


def test_marks_inside_attributes_do_not_end_a_tag() -> None:
    page = """<table><tr><td title="a > b" rowspan="2">a<td>b<tr><td title='<td>'>c</table>"""
    assert spans(page) == {"a": (0, 0, 2, 1), "b": (0, 1, 1, 1), "c": (1, 1, 1, 1)}


def test_a_quotation_mark_left_open_hides_no_cells() -> None:
    page = """<table><tr><td class="x>a<td rowspan="2">b<tr><td title='y'>c</table>"""
    assert list(spans(page)) == ["a", "b", "c"]


def test_cells_and_rows_left_open_or_outside_are_read() -> None:
    page = "<table><td>a<td>b<tr><td>c<td>d<tbody><tr><td>e</table>"
    assert list(spans(page)) == ["a", "b", "c", "d", "e"]


@pytest.mark.parametrize(
    ("declared", "encoding", "kind"),
    [
        ("gb2312", "gb18030", "html; gb18030"),
        ("utf-8", "utf-8", "html; utf-8"),
        ("big5", "big5", "html; big5"),
        ("utf-8", "gb18030", "html; gb18030"),
    ],
)
def test_the_declared_encoding_is_believed_when_the_bytes_agree(
    declared: str, encoding: str, kind: str
) -> None:
    page = f'<html><head><meta charset="{declared}"></head><body>市政府主要任分工</body>'
    blocks, found = content_of(page.encode(encoding), "plan.html")
    assert (blocks, found) == ([Paragraph("市政府主要任分工", "paragraph=1")], kind)
