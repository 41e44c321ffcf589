"""Deadlines in a task's words, and the last day they allow."""

import itertools
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from remit.interpret.deadlines import deadlines


@pytest.mark.parametrize(
    ("text", "words", "day"),
    [
        ("6月底前开工。", "6月底前", date(2025, 6, 30)),
        ("主体工程年内封顶。", "年内", date(2025, 12, 31)),
        ("2026年12月31日前验收。", "2026年12月31日前", date(2026, 12, 31)),
        ("9月投入使用。", "9月", date(2025, 9, 30)),
        ("10月中旬前完成。", "10月中旬前", date(2025, 10, 20)),
        ("二季度末完成。", "二季度末", date(2025, 6, 30)),
        ("上半年开工。", "上半年", date(2025, 6, 30)),
        ("明年6月底前完成。", "明年6月底前", date(2026, 6, 30)),
        ("汛前补齐短板。", "汛前", None),
    ],
)
def test_a_deadline_is_read_with_its_last_day(text: str, words: str, day: date | None) -> None:
    (found,) = deadlines(text, 2025)

    assert (text[found.start : found.end], found.day) == (words, day)


def test_a_deadline_without_a_year_has_no_day() -> None:
    (found,) = deadlines("6月底前开工。", None)

    assert found.day is None


@pytest.mark.parametrize(
    "text",
    [
        "实施三年行动。",
        "1-9月增长5%。",
        "开展“3月读书”活动。",
        "全年举办活动。",
        "3个月内",
        "按期竣工。",
    ],
)
def test_other_words_of_time_are_no_deadline(text: str) -> None:
    assert list(deadlines(text, 2025)) == []


@given(st.text("2025年0139月日底前末内到至一二季度上半-“” "), st.none() | st.integers(1900, 2100))
def test_any_text_is_read(text: str, year: int | None) -> None:
    found = list(deadlines(text, year))

    assert all(0 <= each.start < each.end <= len(text) for each in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
