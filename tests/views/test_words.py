"""The words people read for places in a source and for counts that are lower bounds."""

from dataclasses import replace

import pytest

from remit.coordination import Workload
from remit.model import Passage
from remit.words import at_least, place_words


@pytest.mark.parametrize(
    ("place", "zh", "en"),
    [
        ("", "第 9 行", "line 9"),
        ("line=12", "第 12 行", "line 12"),
        ("paragraph=12", "第 12 段", "paragraph 12"),
        ("row=7;column=4", "第 7 行第 4 列", "row 7, column 4"),
        ("table=1;row=7;column=4", "表 1 第 7 行第 4 列", "table 1, row 7, column 4"),
        ("sheet=附件1;cell=D7", "工作表“附件1” D7", "sheet “附件1”, D7"),
        ("sheet=一=1;二;cell=D7", "工作表“一=1;二” D7", "sheet “一=1;二”, D7"),
        ("page=3;box=72,100,140,118", "第 3 页", "page 3"),
        ("slide 4", "slide 4", "slide 4"),
    ],
)
def test_a_place_is_told_in_the_words_of_its_file(place: str, zh: str, en: str) -> None:
    words = place_words(Passage(0, 2, 9, "某局", place))
    assert (words.zh, words.en) == (zh, en)


def test_a_count_is_a_lower_bound_only_while_a_role_is_unknown() -> None:
    half_known = Workload(
        "a", 2, led=1, supported=0, load=3, leading=3, supporting=0, partners=3, meetings=4
    )
    known = replace(half_known, supported=1)
    assert at_least(half_known.load, half_known) == "≥ 3"
    assert at_least(known.load, known) == "3"
