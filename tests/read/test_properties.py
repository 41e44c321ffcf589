"""Any plan, written out one cell a line, is read back; damaged, it is never read as more."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from remit.model import Document
from remit.read import read

HEADER = ["序号", "目标名称", "工作标准", "区政府", "分管领导", "牵头单位", "配合单位"]
LEADERS = ["王旭锋", "吴 伟", "胡金芳", "欧阳明", "蒋 锐"]
UNITS = [
    "区发改局",
    "区住建局",
    "区委组织部",
    "高新区(邹区镇)",
    "区应急管理局(安委办)",
    "钟楼公安分局",
    "南大街街道",
    "邹区镇",
    "新运集团",
    "团区委",
    "区红十字会",
    "区政府办",
    "各街道",
    "区安委会各成员单位",
]
SUBGOALS = ["做强经开区", "做大高新区", "新质动能加速集聚", "抓牢安全防线", "民生福祉优质共享"]
WORDS = ["推进", "由牵头单位负责", "(二期)", "西直街", "完成5%", "、", ",", "配合", "12个", "<b>"]


@dataclass(frozen=True)
class Row:
    goal: str
    subgoal: str | None
    text: str
    cells: tuple[str, ...]


@st.composite
def plans(draw: st.DrawFn) -> list[Row]:
    rows: list[Row] = []
    for goal in range(1, draw(st.integers(1, 4)) + 1):
        size = draw(st.integers(0, 3))
        found = draw(st.lists(st.sampled_from(SUBGOALS), min_size=size, max_size=size, unique=True))
        subgoals: list[str | None] = [*found] or [None]
        for subgoal in subgoals:
            for _ in range(draw(st.integers(1, 4))):
                words = draw(st.lists(st.sampled_from(WORDS), max_size=6))
                leaders = draw(st.lists(st.sampled_from(LEADERS), max_size=2, unique=True))
                units = draw(st.lists(st.sampled_from(UNITS), min_size=1, max_size=5, unique=True))
                text = f"第{len(rows) + 1}项{''.join(words)}落到实处。"
                rows.append(Row(f"第{goal}个目标的名称", subgoal, text, (*leaders, *units)))
    return rows


def written(rows: list[Row]) -> Iterator[str]:
    """The plan, one cell a line; goals and sub-goals stand before their first row."""
    yield from HEADER
    goal, subgoal, goals = None, None, 0
    for number, row in enumerate(rows, start=1):
        if row.goal != goal:
            goal, subgoal, goals = row.goal, None, goals + 1
            yield str(goals)
            yield row.goal
        if row.subgoal != subgoal:
            subgoal = row.subgoal
            yield row.subgoal or ""
        yield f"({number}){row.text}"
        yield from row.cells


def read_lines(lines: Iterator[str]) -> tuple[Document, str]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "plan.txt"
        path.write_text("\n".join(lines), encoding="utf-8")
        return read(path)


def mended(name: str) -> str:
    return name.replace(" ", "")


@given(plans())
def test_an_undamaged_plan_is_read_back(rows: list[Row]) -> None:
    document, text = read_lines(written(rows))
    found = document.sections[0].rows
    assert [row.text for row in found] == [row.text for row in rows]
    assert [tuple(c.name for c in row.cells) for row in found] == [
        tuple(mended(name) for name in row.cells) for row in rows
    ]
    assert [tuple(h.name for h in row.headings) for row in found] == [
        (row.goal, row.subgoal) if row.subgoal else (row.goal,) for row in rows
    ]
    assert all(
        text[c.passage.start : c.passage.end] == c.passage.exact for r in found for c in r.cells
    )
    assert document.unread == ()


@given(plans())
def test_a_damaged_plan_keeps_first_occurrences_and_nothing_else(rows: list[Row]) -> None:
    document, _ = read_lines(iter(dict.fromkeys(written(rows))))
    seen: set[str] = set()
    expected = []
    for row in rows:
        expected.append(tuple(mended(n) for n in row.cells if n not in seen))
        seen.update(row.cells)
    found = document.sections[0].rows
    assert [row.text for row in found] == [row.text for row in rows]
    assert [tuple(c.name for c in row.cells) for row in found] == expected
    assert document.unread == ()


@given(
    st.text(max_size=400)
    | st.text("|-— \n(1)序号牵头单位配合领导、，。区发改局王伟附件", max_size=400)
)
def test_any_text_is_read_or_refused_with_a_message(text: str) -> None:
    from remit.errors import UnreadableSource

    try:
        document, source = read_lines(iter([text]))
    except UnreadableSource as error:
        assert str(error)
    else:
        assert document.source.length == len(source)
