"""Figures of two attachments that measure one thing, surely or possibly.

A plan restates targets: the goals in one table, the programmes in another. Two figures
measure one thing when their change is the same (to build, to rise), their units count the
same kind of thing, and

- their indicators are one, or two words for one (`ontology/measure-words.csv`): surely;
- or one indicator is the head of the other (项目, 城中村改造项目), and what the longer one
  adds stands in the other task's own words: possibly;
- or one indicator is the head of several figures of one task (公厕: 城市公厕, 农村公厕) that
  add up to its own: surely.

Common nouns such as 项目 say too little alone. Figures within one attachment are not
compared: there the same measure usually belongs to different bodies.
"""

import csv
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from itertools import combinations
from typing import Final

from remit.assets import asset
from remit.interpret.lexicon import words_of
from remit.model import Comparison, Target, Task

_COUNTED: Final = frozenset(words_of("个 家 座 所 处 条 部 台 套 项 件 幢 栋 块 片"))
_SAME_UNIT: Final = {"名": "人", "位": "人", "场次": "场", "平方米": "㎡", "千米": "公里"}
_TOO_COMMON: Final = frozenset(
    words_of(
        "项目 企业 活动 工程 人才 人员 岗位 平台 载体 服务 培训 任务 规划 机构 场所 设施 中心 "
        "基地 覆盖 面积 投资 资金 增加 完成"
    )
)
_ENOUGH: Final = 0.5
"""Share of the longer name's own pairs of characters that the other task must show."""
_MOST: Final = 3
"""An indicator with more figures than this in one attachment is split among bodies."""


def same_measures(tasks: Sequence[Task], targets: Sequence[Target]) -> tuple[Comparison, ...]:
    """Return the comparable figures of different attachments, in document order."""
    by_id = {task.id: task for task in tasks}
    parts: dict[str, list[Target]] = {}
    for target in targets:
        if target.value is not None:
            parts.setdefault(by_id[target.task].attachment, []).append(target)
    return tuple(
        comparison
        for one, other in combinations(parts.values(), 2)
        for comparison in _compared(one, other, by_id)
    )


def agrees(first: Sequence[Target], second: Sequence[Target]) -> bool:
    """Tell whether the figures of both sides, each added up, are the same."""
    return _total(first) == _total(second)


def _total(targets: Sequence[Target]) -> tuple[Decimal, Decimal]:
    values = [t.value for t in targets if t.value is not None]
    uppers = [t.upper or t.value for t in targets]
    return sum(values, Decimal()), sum(filter(None, uppers), Decimal())


def _compared(
    one: Sequence[Target], other: Sequence[Target], tasks: dict[str, Task]
) -> Iterator[Comparison]:
    sums = [*_sums(one, other), *((b, a) for a, b in _sums(other, one))]
    summed = {target.id for pair in sums for side in pair for target in side}
    for a in one:
        for first, second in sums:
            if first[0] is a:
                yield Comparison(_ids(first), _ids(second), sure=True)
        for b in other:
            if {a.id, b.id} <= summed or not comparable(a, b):
                continue
            sure = measured(a) == measured(b) and measured(a) not in _TOO_COMMON
            if sure and max(_like(a, one), _like(b, other)) <= _MOST:
                yield Comparison((a.id,), (b.id,), sure=True)
            elif not sure and (_adds_words(a, b, tasks) or _adds_words(b, a, tasks)):
                yield Comparison((a.id,), (b.id,), sure=False)


def _ids(targets: Sequence[Target]) -> tuple[str, ...]:
    return tuple(target.id for target in targets)


def _like(target: Target, targets: Sequence[Target]) -> int:
    return sum(1 for other in targets if measured(other) == measured(target))


def _sums(
    wholes: Sequence[Target], others: Sequence[Target]
) -> Iterator[tuple[list[Target], list[Target]]]:
    """Yield each figure with the figures of one task that are parts of it and add up to it."""
    by_task: dict[str, list[Target]] = {}
    for target in others:
        by_task.setdefault(target.task, []).append(target)
    for whole in wholes:
        head = measured(whole)
        if head in _TOO_COMMON:
            continue
        for together in by_task.values():
            parts = [
                part
                for part in together
                if comparable(whole, part)
                and measured(part).endswith(head)
                and measured(part) != head
            ]
            if len(parts) > 1 and agrees([whole], parts):
                yield [whole], parts


def _adds_words(short: Target, long: Target, tasks: dict[str, Task]) -> bool:
    """Tell whether the longer name ends as the shorter, and the shorter's task says the rest."""
    head, name = measured(short), measured(long)
    if len(head) < 2 or head == name or not name.endswith(head):
        return False
    rest = name.removesuffix(head)
    pairs = [rest[i : i + 2] for i in range(len(rest) - 1)] or [rest]
    text = tasks[short.task].text
    return len(rest) > 1 and sum(pair in text for pair in pairs) / len(pairs) >= _ENOUGH


def comparable(a: Target, b: Target) -> bool:
    """Tell whether two figures say the same of their measure, in units that count alike."""
    return a.change is b.change and _same_unit(a.unit, b.unit)


def _same_unit(one: str | None, other: str | None) -> bool:
    a, b = (_SAME_UNIT.get(unit or "", unit) for unit in (one, other))
    return a == b or ("个" in (a, b) and a in _COUNTED and b in _COUNTED)


def measured(target: Target) -> str:
    """Return the indicator in the word that stands for all its names."""
    name = target.indicator
    known = _words()
    if name in known:
        return known[name]
    for other, word in known.items():
        if len(other) > 2 and name.endswith(other) and not name.endswith(word):
            return name.removesuffix(other) + word
    return name


@cache
def _words() -> dict[str, str]:
    """Each other name of a measure, with the word that stands for it; longest first."""
    with asset("ontology", "measure-words.csv").open(encoding="utf-8", newline="") as file:
        pairs = [
            (o, row["word"]) for row in csv.DictReader(file) for o in row["other names"].split("、")
        ]
    return dict(sorted(pairs, key=lambda pair: (-len(pair[0]), pair[0])))
