"""Word files: what stands in the body, cell by cell."""

import io
import zipfile
from collections.abc import Callable

import pytest
from docx.document import Document

from remit.read.blocks import Block, Grid, GridCell, Paragraph
from remit.read.formats import content_of

WordXml = Callable[..., bytes]
WordFile = Callable[[Callable[[Document], object]], bytes]


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def paragraph(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{run(text)}</w:p>"


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def read(data: bytes) -> list[Block]:
    blocks, kind = content_of(data, "plan.docx")
    assert kind == "docx"
    assert isinstance(blocks, list)
    return blocks


def spans(block: Block) -> dict[str, tuple[int, int, int, int]]:
    """Return row, column, row span and column span of each text of a grid."""
    assert isinstance(block, Grid)
    return {c.text: (c.row, c.column, c.row_span, c.column_span) for c in block.cells}


def texts(blocks: list[Block]) -> list[str]:
    return [block.text for block in blocks if isinstance(block, Paragraph)]


def test_paragraphs_and_tables_keep_their_order_and_place(word_xml: WordXml) -> None:
    body = paragraph("通知") + "<w:p/>" + table(row(cell("1"), cell("修路"))) + paragraph("落款")
    assert read(word_xml(body)) == [
        Paragraph("通知", "paragraph=1"),
        Grid(
            1,
            2,
            (
                GridCell("1", "table=1;row=1;column=1", 0, 0),
                GridCell("修路", "table=1;row=1;column=2", 0, 1),
            ),
        ),
        Paragraph("落款", "paragraph=3"),
    ]


def test_merged_cells_stand_once_and_cover_what_word_shows(word_file: WordFile) -> None:
    def fill(document: Document) -> None:
        made = document.add_table(3, 3)
        made.cell(0, 0).merge(made.cell(0, 2)).text = "一、交通"
        made.cell(1, 0).merge(made.cell(2, 0)).text = "副区长甲"
        made.cell(1, 1).merge(made.cell(2, 2)).text = "修路"

    assert spans(read(word_file(fill))[0]) == {
        "一、交通": (0, 0, 1, 3),
        "副区长甲": (1, 0, 2, 1),
        "修路": (1, 1, 2, 2),
    }


def test_a_shifted_row_begins_further_right(word_xml: WordXml) -> None:
    shifted = row(cell("c"), properties='<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>')
    found = read(word_xml(table(row(cell("a"), cell("b")), shifted)))
    assert spans(found[0]) == {"a": (0, 0, 1, 1), "b": (0, 1, 1, 1), "c": (1, 1, 1, 1)}


def test_a_merge_that_continues_nothing_is_a_cell_of_its_own(word_xml: WordXml) -> None:
    assert spans(read(word_xml(table(row(cell("a", "<w:vMerge/>")))))[0]) == {"a": (0, 0, 1, 1)}


def test_a_merge_of_another_width_does_not_continue_the_one_above(word_xml: WordXml) -> None:
    above = row(cell("a", '<w:gridSpan w:val="2"/><w:vMerge w:val="restart"/>'))
    below = row(cell("b", "<w:vMerge/>"), cell("c"))
    assert spans(read(word_xml(table(above, below)))[0]) == {
        "a": (0, 0, 1, 2),
        "b": (1, 0, 1, 1),
        "c": (1, 1, 1, 1),
    }


def test_a_table_in_a_cell_becomes_lines_of_the_cell(word_xml: WordXml) -> None:
    inner = table(row(cell("甲局"), cell("乙局")), row(cell("丙局"), cell("丁局")))
    outer = f"<w:tbl><w:tr><w:tc>{inner}<w:p/></w:tc></w:tr></w:tbl>"
    assert list(spans(read(word_xml(outer))[0])) == ["甲局\n乙局\n丙局\n丁局"]


def test_rows_and_cells_inside_content_controls_count(word_xml: WordXml) -> None:
    control = f"<w:sdt><w:sdtContent>{row(cell('a'))}</w:sdtContent></w:sdt>"
    assert spans(read(word_xml(table(control, row(cell("b")))))[0]) == {
        "a": (0, 0, 1, 1),
        "b": (1, 0, 1, 1),
    }


def test_tracked_changes_are_read_as_accepted(word_xml: WordXml) -> None:
    body = (
        f"<w:p><w:ins>{run('区财政局')}</w:ins>"
        "<w:del><w:r><w:delText>区审计局</w:delText></w:r></w:del>"
        f"<w:moveFrom>{run('旧')}</w:moveFrom><w:moveTo>{run('新')}</w:moveTo></w:p>"
    )
    deleted = row(cell("删"), properties="<w:del/>")
    found = read(word_xml(body + table(row(cell("留")), deleted)))
    assert texts(found) == ["区财政局新"]
    assert spans(found[1]) == {"留": (0, 0, 1, 1)}


def test_line_breaks_stay_in_cells_and_part_paragraphs(word_xml: WordXml) -> None:
    broken = f"{run('高新园')}<w:r><w:br/></w:r>{run('(邹区镇)')}"
    body = f"<w:p>{broken}</w:p><w:tbl><w:tr><w:tc><w:p>{broken}</w:p></w:tc></w:tr></w:tbl>"
    found = read(word_xml(body))
    assert texts(found) == ["高新园", "(邹区镇)"]
    assert list(spans(found[2])) == ["高新园\n(邹区镇)"]


def test_hidden_text_and_field_codes_are_not_read(word_xml: WordXml) -> None:
    body = (
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r>"
        f"<w:r><w:instrText>PAGE</w:instrText></w:r>{run('见')}</w:p>"
    )
    assert texts(read(word_xml(body))) == ["见"]


def test_the_strict_form_of_the_format_is_read_too(word_xml: WordXml) -> None:
    usual = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    strict = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    text = zipfile.ZipFile(io.BytesIO(word_xml(paragraph("通知")))).read("word/document.xml")
    saved = io.BytesIO()
    with zipfile.ZipFile(saved, "w") as archive:
        archive.writestr("word/document.xml", text.replace(usual, strict))
    assert texts(read(saved.getvalue())) == ["通知"]


def level(depth: int, kind: str, template: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{template}"/>{more}</w:lvl>'
    )


def numbering(*levels: str) -> str:
    return (
        f'<w:numbering W_><w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )


def numbered(text: str, depth: int = 0) -> str:
    properties = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="1"/></w:numPr>'
    return paragraph(text, properties) if text else f"<w:p><w:pPr>{properties}</w:pPr></w:p>"


def test_automatic_numbers_are_counted_as_word_counts_them(word_xml: WordXml) -> None:
    lists = numbering(
        level(0, "chineseCounting", "%1、", '<w:suff w:val="nothing"/>'),
        level(1, "decimal", "(%2)", '<w:suff w:val="nothing"/>'),
        level(2, "decimal", "%2.%3"),
    )
    body = "".join(
        [
            numbered("交通", 0),
            numbered("修路", 1),
            numbered("南段", 2),
            numbered("架桥", 1),
            numbered("教育", 0),
            numbered("建校", 1),
        ]
    )
    assert texts(read(word_xml(body, numbering=lists))) == [
        "一、交通",
        "(1)修路",
        "1.1 南段",
        "(2)架桥",
        "二、教育",
        "(1)建校",
    ]


def test_a_column_of_automatic_numbers_is_not_empty(word_xml: WordXml) -> None:
    rows = [f"<w:tr><w:tc>{numbered('')}</w:tc>{cell(text)}</w:tr>" for text in ("修路", "架桥")]
    found = read(word_xml(table(*rows), numbering=numbering(level(0, "decimal", "%1"))))
    assert list(spans(found[0])) == ["1", "修路", "2", "架桥"]


def test_a_style_can_number_its_paragraphs(word_xml: WordXml) -> None:
    styles = (
        '<w:styles W_><w:style w:styleId="Task"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'
        '</w:pPr></w:style><w:style w:styleId="Own"><w:basedOn w:val="Task"/></w:style></w:styles>'
    )
    body = paragraph("修路", '<w:pStyle w:val="Own"/>')
    lists = numbering(level(0, "decimalEnclosedCircle", "%1", '<w:suff w:val="nothing"/>'))
    assert texts(read(word_xml(body, numbering=lists, styles=styles))) == ["①修路"]


@pytest.mark.parametrize(
    ("kind", "second"),
    [
        ("decimal", "2"),
        ("chineseCountingThousand", "二"),
        ("ideographTraditional", "乙"),
        ("upperLetter", "B"),
        ("lowerRoman", "ii"),
        ("decimalFullWidth", "２"),
        ("decimalZero", "02"),
    ],
)
def test_numbers_are_written_in_the_lists_own_way(
    kind: str, second: str, word_xml: WordXml
) -> None:
    body = numbered("甲") + numbered("乙")
    found = texts(read(word_xml(body, numbering=numbering(level(0, kind, "%1、")))))
    assert found[1] == f"{second}、乙"


def test_bullets_leave_no_mark(word_xml: WordXml) -> None:
    lists = numbering(level(0, "bullet", "\uf0b7"))
    assert texts(read(word_xml(numbered("甲"), numbering=lists))) == ["甲"]
