"""Text, Markdown and CSV: lines, pipe tables, delimiters, encodings."""

import pytest

from remit.errors import UnreadableSource
from remit.read.blocks import Block, Grid, GridCell
from remit.read.formats import content_of

SIMPLIFIED = "区发展改革局牵头，区财政局、各街道配合；年底前完成改造任务。\n"
TRADITIONAL = "市政府發展改革局牽頭，財政局、各區公所配合；年底前完成改造任務。\n"


def read(text: str) -> list[Block]:
    blocks, _ = content_of(text.encode(), "plan.csv")
    assert isinstance(blocks, list)
    return blocks


def rows(block: Block) -> list[list[str]]:
    assert isinstance(block, Grid)
    return [[c.text for c in block.cells if c.row == row] for row in range(block.rows)]


def test_a_text_is_taken_as_it_is() -> None:
    text = "通知\r\n\r\n　任务 \n| 任务 | 牵头 |\n| --- | --- |\n"
    assert content_of(text.encode(), "plan.txt") == (text, "utf-8")
    assert content_of(text.encode(), "plan.md") == (text, "utf-8")


@pytest.mark.parametrize("mark", [",", "\t", ";", "|"])
def test_the_delimiter_is_the_one_that_makes_a_table(mark: str) -> None:
    lines = [["任务", "牵头"], ["修路;架桥", "甲局, 乙局"], ["建校", "丙局"]]
    text = "\n".join(mark.join(f'"{cell}"' for cell in line) for line in lines)
    assert rows(read(text)[0]) == lines


def test_csv_places_count_from_one_and_empty_rows_are_left_out() -> None:
    assert read('任务,牵头\n,\n"修\n路",甲局\n') == [
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
        read('任务,牵头\n"修路,甲局\n架桥,乙局\n')


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
    assert content_of(text.encode(encoding), "plan.txt") == (text, found)


def test_a_comma_or_two_make_no_table_of_a_csv_with_tabs() -> None:
    text = "任务\t牵头\n修路，架桥\t甲局,乙局\n建校\t丙局\n"
    assert rows(read(text)[0]) == [["任务", "牵头"], ["修路，架桥", "甲局,乙局"], ["建校", "丙局"]]
