"""What tasks say, with the passages that prove it."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from remit.build import understood
from remit.interpret.content import targets_and_deadlines
from remit.interpret.wording import wording
from remit.model import Legibility, Passage, Plan, Task

CHECKOUT = Path(__file__).resolve().parents[2]


def task(text: str, start: int = 100, line: int = 7) -> Task:
    passage = Passage(start, start + len(text), line, text)
    words = "".join(text.split("\n"))
    return Task("1", "1", 1, words, None, "1", passage, Legibility.WHOLE)


def test_a_passage_quotes_the_source_across_a_line_break() -> None:
    (target,), _, (measured,) = targets_and_deadlines([task("新建公园不少\n于5座。")], 2025)

    assert target.passage == Passage(104, 110, 7, "不少\n于5座")
    assert (target.words, measured.label) == ("不少于5座", "公园")


def test_a_target_has_the_deadline_of_its_sentence() -> None:
    text = "6月底前新建公园2座，改造公厕3座；开展活动5场。"

    targets, (deadline,), _ = targets_and_deadlines([task(text)], 2025)

    assert [each.deadline for each in targets] == [deadline, deadline, None]
    assert (deadline.words, deadline.day) == ("6月底前", date(2025, 6, 30))


def test_one_indicator_serves_targets_of_many_tasks() -> None:
    tasks = [task("新建公厕2座。"), task("改造公厕3座。")]

    targets, _, indicators = targets_and_deadlines(tasks, 2025)

    assert [each.key for each in indicators] == ["公厕"]
    assert {each.indicator for each in targets} == {"公厕"}


@pytest.fixture(scope="module", params=["zhonglou-2025/plan.txt", "samples/yunxi-2025/plan.docx"])
def read(request: pytest.FixtureRequest) -> tuple[Plan, str]:
    return understood(CHECKOUT / "data" / request.param)


def test_every_passage_quotes_the_text_of_its_task(read: tuple[Plan, str]) -> None:
    plan, text = read
    tasks = {each.id: each for each in plan.tasks}

    stands = [(each.task, each.passage) for each in plan.targets]
    stands += [(each.task, each.passage) for each in plan.deadlines]

    for number, own in stands:
        whole = tasks[number].passage
        assert text[own.start : own.end] == own.exact
        assert whole.start <= own.start < own.end <= whole.end


def test_the_same_measure_meets_across_the_attachments() -> None:
    plan, _ = understood(CHECKOUT / "data" / "zhonglou-2025" / "plan.txt")
    tables = {
        name: {target.task.startswith("2-") for target in plan.targets if target.indicator == name}
        for name in ("既有住宅电梯", "学位", "老旧小区")
    }

    assert set(map(frozenset, tables.values())) == {frozenset({True, False})}


@given(st.text("新建公园2座，\r\n 6月底前。", min_size=1), st.integers(0, 50))
def test_offsets_always_quote_the_source(text: str, start: int) -> None:
    source = "x" * start + text
    words = wording(Passage(start, start + len(text), 1, text))

    for first in range(len(words.text)):
        part = words.part(first, len(words.text))
        assert source[part.start : part.end] == part.exact
        assert (
            part.line
            == 1
            + len(source[: part.start].replace("\r\n", "\n").replace("\r", "\n").split("\n"))
            - 1
        )
