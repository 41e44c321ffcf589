"""Text, Markdown and CSV: lines, pipe tables, delimiters, encodings."""

from pathlib import Path

import pytest

from remit.errors import UnreadableSource
from remit.read.blocks import Block, Grid, GridCell, Paragraph
from remit.read.formats import blocks_of

SIMPLIFIED = "区发展改革局牵头，区财政局、各街道配合；年底前完成改造任务。\n"
TRADITIONAL = "市政府發展改革局牽頭，財政局、各區公所配合；年底前完成改造任務。\n"


def read(text: str, name: str = "plan.txt") -> list[Block]:
    return blocks_of(text.encode(), name)[0]


def rows(block: Block) -> list[list[str]]:
    assert isinstance(block, Grid)
    return [[c.text for c in block.cells if c.row == row] for row in range(block.rows)]


def test_each_line_that_holds_anything_is_a_paragraph() -> None:
    assert read("通知\r\n\r\n　任务 \r\n") == [
        Paragraph("通知", "line=1"),
        Paragraph("任务", "line=3"),
    ]


def test_a_markdown_table_is_a_grid_without_its_dashes() -> None:
    assert read("题\n\n| 任务 | 牵头 |\n| --- | :---: |\n| 修路 | 甲局<br>乙局 |\n")[1] == Grid(
        2,
        2,
        (
            GridCell("任务", "line=3", 0, 0),
            GridCell("牵头", "line=3", 0, 1),
            GridCell("修路", "line=5", 1, 0),
            GridCell("甲局\n乙局", "line=5", 1, 1),
        ),
    )


def test_a_pipe_table_may_lack_its_first_pipe_and_have_empty_cells() -> None:
    found = read("任务 | 领导 | 牵头 |\n修路 | | 甲局 |\n尾")
    assert rows(found[0]) == [["任务", "领导", "牵头"], ["修路", "", "甲局"]]
    assert found[1] == Paragraph("尾", "line=3")


def test_lines_of_another_width_begin_another_table() -> None:
    found = read("| a | b |\n| c | d |\n| e | f | g |\n| h | i | j |\n")
    assert [rows(block) for block in found] == [
        [["a", "b"], ["c", "d"]],
        [["e", "f", "g"], ["h", "i", "j"]],
    ]


def test_a_single_line_with_pipes_is_no_table() -> None:
    assert read("首页 | 政务 |\n任务") == [
        Paragraph("首页 | 政务 |", "line=1"),
        Paragraph("任务", "line=2"),
    ]


@pytest.mark.parametrize("mark", [",", "\t", ";", "|"])
def test_the_delimiter_is_the_one_that_makes_a_table(mark: str) -> None:
    lines = [["任务", "牵头"], ["修路;架桥", "甲局, 乙局"], ["建校", "丙局"]]
    text = "\n".join(mark.join(f'"{cell}"' for cell in line) for line in lines)
    assert rows(read(text, "plan.csv")[0]) == lines


def test_csv_places_count_from_one_and_empty_rows_are_left_out() -> None:
    assert read('任务,牵头\n,\n"修\n路",甲局\n', "plan.csv") == [
        Grid(
            2,
            2,
            (
                GridCell("任务", "row=1;column=1", 0, 0),
                GridCell("牵头", "row=1;column=2", 0, 1),
                GridCell("修\n路", "row=3;column=1", 1, 0),
                GridCell("甲局", "row=3;column=2", 1, 1),
            ),
        )
    ]


def test_a_quotation_mark_without_partner_is_refused() -> None:
    with pytest.raises(UnreadableSource, match=r"plan\.csv.*引号.*export the CSV"):
        read('任务,牵头\n"修路,甲局\n架桥,乙局\n', "plan.csv")


@pytest.mark.parametrize(
    ("text", "encoding", "found"),
    [
        (SIMPLIFIED, "utf-8", "utf-8"),
        (SIMPLIFIED, "utf-8-sig", "utf-8"),
        (SIMPLIFIED, "gb18030", "gb18030"),
        (SIMPLIFIED, "gb2312", "gb18030"),
        (SIMPLIFIED, "utf-16", "utf-16-le"),
        (SIMPLIFIED, "utf-16-be", "utf-16-be"),
        (TRADITIONAL, "utf-8", "utf-8"),
        (TRADITIONAL, "big5", "big5"),
        (TRADITIONAL, "gb18030", "gb18030"),
    ],
)
def test_the_encoding_is_found(text: str, encoding: str, found: str) -> None:
    blocks, kind = blocks_of(text.encode(encoding), "plan.txt")
    assert (blocks, kind) == ([Paragraph(text.strip(), "line=1")], found)


def test_the_seed_plan_is_read_line_by_line(seed_plan: Path) -> None:
    blocks, kind = blocks_of(seed_plan.read_bytes(), seed_plan.name)
    lines = [line.strip() for line in seed_plan.read_text(encoding="utf-8").splitlines()]
    assert kind == "utf-8"
    assert [b.text for b in blocks if isinstance(b, Paragraph)] == [line for line in lines if line]
