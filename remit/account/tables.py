"""Figures as tables: one row a unit, pair, group, or figure of the whole plan."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, TypeAlias

from remit.account.grouping import Grouping
from remit.account.groups import organ_labels, sums_by_organ, task_groups
from remit.coordination import (
    Figure,
    Likelihood,
    Ranking,
    chance_ties,
    narrowed,
    pair_figures,
    ranking,
    spread,
    unit_figures,
)
from remit.coordination.catalogue import UNIT_MEASURES, WHOLE_MEASURES, whole
from remit.coordination.expectation import UNIT_COUNTS
from remit.coordination.ranking import DRAWS
from remit.errors import BadQuery
from remit.model import Bilingual, Plan

Value: TypeAlias = str | int | float | None

PAIR_TITLES: Final = {
    "shared": Bilingual("共同任务", "shared tasks"),
    "dependency": Bilingual("牵头对配合的依赖", "lead depends on support"),
}
FIGURE_COLUMNS: Final = (
    "原文 stated",
    "预期 expected",
    "误差 error",
    "至少 at least",
    "至多 at most",
)
RANK_COLUMNS: Final = ("最好名次 best rank", "最差名次 worst rank", "居首比例 share first")
TASK_GROUPS: Final = {
    Grouping.GOAL: "目标 goal",
    Grouping.LEADER: "分管领导 leader",
    Grouping.PLACE: "地点 place",
}
TOP: Final = 5


@dataclass(frozen=True, slots=True)
class Table:
    """Columns, named in both languages, and rows of plain values."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]

    def records(self) -> list[dict[str, Value]]:
        """Return each row under the English names of its columns: `at_least`."""
        keys = [column.partition(" ")[2].replace(" ", "_") for column in self.columns]
        return [dict(zip(keys, row, strict=True)) for row in self.rows]

    def texts(self) -> list[tuple[str, ...]]:
        """Return each row as words; what is not known is empty."""
        return [tuple("" if v is None else f"{v}" for v in row) for row in self.rows]


def heading(name: str) -> str:
    """Return what a measure is called and tells, in both languages."""
    if name in UNIT_MEASURES:
        measure = UNIT_MEASURES[name]
        return (
            f"{measure.title.zh}：{measure.meaning.zh} / {measure.title.en}: {measure.meaning.en}"
        )
    return f"{PAIR_TITLES[name].zh} {PAIR_TITLES[name].en}" if name in PAIR_TITLES else ""


def measure_names() -> list[str]:
    """Return every name that `measure_table` takes."""
    return [*UNIT_MEASURES, *PAIR_TITLES, "whole"]


def measure_table(plan: Plan, model: Likelihood, name: str, unit: str | None = None) -> Table:
    """Return the table of a measure, highest expected first; of one unit (key) if given.

    Raises BadQuery for a measure that there is not.
    """
    if name in UNIT_MEASURES:
        return ranking_table(plan, unit_ranking(model, name), unit)
    if name in PAIR_TITLES:
        return _pairs(plan, model, name, unit)
    if name == "whole":
        return _whole(model)
    raise BadQuery(
        f"没有“{name}”这个指标；可用：{'、'.join(measure_names())}。"
        f" / there is no measure “{name}”; there are: {', '.join(measure_names())}."
    )


def group_table(plan: Plan, model: Likelihood, name: str, by: Grouping) -> Table:
    """Return a measure of units by goal, leader's portfolio, place or kind of organ.

    By goal, leader and place: the five highest units within the tasks of each. By organ: the sum
    over its units, for counts alone. Raises BadQuery where the two do not go together.
    """
    if name not in UNIT_MEASURES or (by is Grouping.ORGAN and name not in UNIT_COUNTS):
        which = UNIT_COUNTS if by is Grouping.ORGAN else UNIT_MEASURES
        raise BadQuery(
            f"“{name}”不能按 {by} 分组；可用：{'、'.join(which)}。"
            f" / {name} cannot be grouped by {by}; these can: {', '.join(which)}."
        )
    if by is Grouping.ORGAN:
        sums = sums_by_organ(plan, unit_figures(model)[name])
        units = list(organ_labels(plan).values())
        ordered = sorted(sums.items(), key=lambda item: (-item[1].expected, item[0].zh))
        rows: list[tuple[Value, ...]] = [
            (f"{organ.zh} {organ.en}", units.count(organ), *_values(figure))
            for organ, figure in ordered
        ]
        return Table(("机构种类 kind of organ", "单位数 units", *FIGURE_COLUMNS), tuple(rows))
    found: list[tuple[Value, ...]] = []
    for group, tasks in task_groups(plan, by).items():
        part = ranking_table(plan, unit_ranking(narrowed(model, tasks), name, DRAWS // 4))
        shown = [row for row in part.rows if row[2] != 0 or row[5] != 0][:TOP]
        found += [(group, len(tasks), *row) for row in shown]
    columns = (TASK_GROUPS[by], "任务数 tasks", "单位 unit", *FIGURE_COLUMNS, *RANK_COLUMNS)
    return Table(columns, tuple(found))


def unit_ranking(model: Likelihood, name: str, draws: int = DRAWS) -> Ranking:
    """Return the ranking of units by one of the measures of units."""
    exact = unit_figures(model)[name] if name in UNIT_COUNTS else None
    return ranking(model, UNIT_MEASURES[name].value, exact, draws)


def ranking_table(plan: Plan, ranked: Ranking, unit: str | None = None) -> Table:
    """Return a ranking as a table, of one unit (key) if given."""
    names = {agent.key: agent.name for agent in plan.agents}
    rows: list[tuple[Value, ...]] = [
        (names[r.unit], *_values(r.figure), r.best, r.worst, round(r.first, 3))
        for r in ranked.rows
        if unit in (None, r.unit)
    ]
    return Table(("单位 unit", *FIGURE_COLUMNS, *RANK_COLUMNS), tuple(rows))


def _pairs(plan: Plan, model: Likelihood, name: str, unit: str | None) -> Table:
    names = {agent.key: agent.name for agent in plan.agents}
    chance = {(t.first, t.second): t for t in chance_ties(model.believed)}
    figures = [
        (pair, figure)
        for pair, figure in pair_figures(model)[name].items()
        if unit is None or unit in pair
    ]
    ordered = sorted(figures, key=lambda f: (-round(f[1].expected, 9), f[0]))
    titles = ("牵头 lead", "配合 support") if name == "dependency" else ("单位 unit", "单位 unit 2")
    rows: list[tuple[Value, ...]] = []
    for (first, second), figure in ordered:
        tie = chance.get((min(first, second), max(first, second)))
        more = round(tie.adjusted, 4) if tie else None
        rows.append((names[first], names[second], *_values(figure), more))
    return Table((*titles, *FIGURE_COLUMNS, "偶然的概率（校正） chance (adjusted)"), tuple(rows))


def _whole(model: Likelihood) -> Table:
    rows: Iterable[tuple[Value, ...]] = (
        (
            name,
            f"{WHOLE_MEASURES[name].title.zh} {WHOLE_MEASURES[name].title.en}",
            *_values(figure),
        )
        for name, figure in spread(model, whole).items()
    )
    return Table(("名称 name", "指标 measure", *FIGURE_COLUMNS), tuple(rows))


def _values(figure: Figure) -> tuple[float, ...]:
    """Return a figure as columns; figures to three places are all a plan can carry."""
    values = (figure.stated, figure.expected, figure.error, figure.low, figure.high)
    return tuple(round(value, 3) for value in values)
