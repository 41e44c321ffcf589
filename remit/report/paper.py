"""What the paper says, whatever file it is written to."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from remit.account.plain import unseen_tasks
from remit.coordination import (
    Figure,
    Likelihood,
    Ranked,
    likelihood,
    pair_figures,
    ranking,
    unit_figures,
)
from remit.coordination.catalogue import UNIT_MEASURES
from remit.model import AgentKind, Bilingual, Legibility, Plan
from remit.report.method import method
from remit.report.points import Measured, points
from remit.words import LEGIBILITY

UNITS: Final = 12
PAIRS: Final = 10
POINTS: Final = 10


class Language(StrEnum):
    """A paper is in one language; names and quotations stay as the source has them."""

    CHINESE = "zh"
    ENGLISH = "en"

    def say(self, words: Bilingual) -> str:
        """Return the words in this language."""
        return words.zh if self is Language.CHINESE else words.en


@dataclass(frozen=True, slots=True)
class Bar:
    """A figure as a range, with what it is about, and a remark."""

    label: str
    figure: Figure
    remark: Bilingual


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars on one scale; `most` is its end."""

    title: Bilingual
    reading: Bilingual
    bars: tuple[Bar, ...]

    @property
    def most(self) -> float:
        """The greatest value any bar reaches, at least 1."""
        return max([1.0, *(bar.figure.high for bar in self.bars)])


@dataclass(frozen=True, slots=True)
class Paper:
    """All parts, in the order they are read.

    `points` are the findings, each a headline and what it rests on; `legibility` how many
    tasks the source shows whole, in part, and not at all; `method` pairs of heading and text.
    """

    plan: Plan
    numbers: tuple[tuple[Bilingual, str], ...]
    points: tuple[tuple[Bilingual, Bilingual], ...]
    charts: tuple[Chart, ...]
    legibility: tuple[tuple[Bilingual, int], ...]
    losses: tuple[Bilingual, ...]
    method: tuple[tuple[Bilingual, Bilingual], ...]


TITLE: Final = Bilingual("责任分工与计划协同分析", "Assigned duties and planned coordination")
CAUTION: Final = Bilingual(
    "本文只分析计划写明的分工，不反映工作完成情况，也不评价任何个人。",
    "This paper analyses duties as planned. It says nothing of work done and rates nobody.",
)
HEADS: Final = {
    "points": Bilingual("{} 条要点", "{} findings that matter"),
    "unseen": Bilingual("原文看不到什么", "What the source does not show"),
    "nothing": Bilingual("没有发现缺失。", "Nothing is missing."),
    "method": Bilingual("方法与局限", "Method and limits"),
    "low": Bilingual("至少", "at least"),
    "expected": Bilingual("预期", "expected"),
    "high": Bilingual("至多", "at most"),
    "remark": Bilingual("说明", "remark"),
    "key": Bilingual(
        "深色：至少（原文写明）；中间色：预期；浅色：至多。",
        "Dark: at least (stated); middle: expected; light: at most.",
    ),
}
"""What stands over the parts; braces take a number."""

BEYOND: Final = Bilingual("多于偶然", "more than chance")
NOT_EXCLUDED: Final = Bilingual("不排除偶然", "chance not excluded")
LOSSES: Final = {"lost-cells", "unclear-role", "no-lead", "no-supervisor", "unread-line"}
"""Kinds of findings that say what the paper could not know."""


def paper_of(plan: Plan) -> Paper:
    """Return the paper of a plan that has at least two units."""
    model = likelihood(plan)
    figures = unit_figures(model)
    ranked = ranking(model, UNIT_MEASURES["load"].value, figures["load"])
    measured = Measured(plan, model, figures, pair_figures(model), ranked)
    legible = {kind: sum(t.legibility is kind for t in plan.tasks) for kind in Legibility}
    return Paper(
        plan=plan,
        numbers=tuple(_numbers(plan, model)),
        points=tuple(points(measured))[:POINTS],
        charts=(_loads(measured), _pairs(measured)),
        legibility=tuple((LEGIBILITY[kind], count) for kind, count in legible.items()),
        losses=(*(f.message for f in plan.findings if f.kind in LOSSES), *_open_groups(plan)),
        method=method(plan),
    )


def _numbers(plan: Plan, model: Likelihood) -> Iterator[tuple[Bilingual, str]]:
    def agents(kind: AgentKind) -> str:
        return str(sum(agent.kind is kind for agent in plan.agents))

    yield Bilingual("任务", "tasks"), str(len(plan.tasks))
    yield Bilingual("承担单位", "units"), agents(AgentKind.UNIT)
    yield Bilingual("分管领导", "supervising leaders"), agents(AgentKind.LEADER)
    yield Bilingual("量化指标", "targets"), str(len(plan.targets))
    yield Bilingual("看不到单位的任务", "tasks that show no unit"), str(unseen_tasks(model))


def _open_groups(plan: Plan) -> Iterator[Bilingual]:
    groups = {AgentKind.UNIT_GROUP, AgentKind.LEADER_GROUP}
    listed = "、".join(a.name for a in plan.agents if a.kind in groups and not a.memberships)
    if listed:
        yield Bilingual(
            f"成员没有写明、不计入任何单位的统称：{listed}。",
            f"Groups whose members are not written, so they count for no unit: {listed}.",
        )


def _between(low: float, high: float) -> str:
    return f"{low:g}" if low == high else f"{low:g}–{high:g}"


def _loads(measured: Measured) -> Chart:
    led = measured.figures["led"]

    def remark(row: Ranked) -> Bilingual:
        leads, rank = _between(led[row.unit].low, led[row.unit].high), _between(row.best, row.worst)
        return Bilingual(f"牵头 {leads} 项，名次 {rank}", f"leads {leads}, rank {rank}")

    return Chart(
        Bilingual("负荷最重的单位", "The most loaded units"),
        Bilingual(
            "计划协同负荷：为完成所牵头和配合的任务，要同多少方保持步调一致（按任务累计）。"
            "名次是各种读法中最好到最差的名次。",
            "Planned coordination load: with how many others a unit must keep in step, added up"
            " over the tasks it leads and supports. Ranks: the best and worst over all readings.",
        ),
        tuple(
            Bar(measured.names[row.unit], row.figure, remark(row))
            for row in measured.ranked.rows[:UNITS]
            if row.figure.high
        ),
    )


def _pairs(measured: Measured) -> Chart:
    return Chart(
        Bilingual("共同任务最多的单位", "The pairs that share most tasks"),
        Bilingual(
            "两个单位共同参与多少项任务：先看原文点名的，再看“各街道”等统称展开后的。",
            "How many tasks two units share: those that name both first, then those where a group"
            " name stands for one of them.",
        ),
        tuple(
            Bar(
                " — ".join(measured.names[key] for key in pair),
                figure,
                BEYOND if pair in measured.beyond_chance else NOT_EXCLUDED,
            )
            for pair, figure in measured.shared[:PAIRS]
        ),
    )
