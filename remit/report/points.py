"""The findings that matter most for a meeting, each with what it rests on.

In this order: what the copy does not show, for it bounds all the rest; contradictions of
the plan with itself; who carries most and how concentrated that is; where work depends on
others; what crosses portfolios; who shares a duty; what would help.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from remit.account.plain import ACCEPTED, SURE, UNSURE, span, tasks_span, unseen_tasks
from remit.coordination import (
    Figure,
    Likelihood,
    Ranking,
    bridges,
    chance_ties,
    cohesion,
    reciprocity,
    shared_graph,
    spread,
)
from remit.coordination.catalogue import WHOLE_MEASURES
from remit.model import Bilingual, Plan
from remit.whatif import suggested

Point = tuple[Bilingual, Bilingual]

_LOST: Final = ("lost-cells", "unclear-role")
_DIFFER: Final = "figures-differ"
_HOLDERS: Final = ("no-lead", "no-supervisor")
_SHARED_DUTY: Final = ("several-leads", "several-supervisors", *_HOLDERS)
_DULL: Final = (
    "figures-agree",
    "restored-number",
    "restored-name",
    "no-title",
    "merged-names",
    "expanded-group",
)
"""Kinds that nobody has to act on."""

_LISTED: Final = 3
_LEAST: Final = 0.1


@dataclass(frozen=True, eq=False)
class Measured:
    """A plan with the figures that the paper speaks of."""

    plan: Plan
    model: Likelihood
    figures: Mapping[str, Mapping[str, Figure]]
    pairs: Mapping[str, Mapping[tuple[str, str], Figure]]
    ranked: Ranking

    @property
    def names(self) -> dict[str, str]:
        """The printed name of every agent."""
        return {agent.key: agent.name for agent in self.plan.agents}

    @property
    def shared(self) -> list[tuple[tuple[str, str], Figure]]:
        """Pairs by shared tasks: those the source names together first."""
        return sorted(self.pairs["shared"].items(), key=_stated_first)

    @cached_property
    def beyond_chance(self) -> set[tuple[str, str]]:
        """The pairs that share more than chance explains."""
        ties = chance_ties(self.model.believed)
        return {(tie.first, tie.second) for tie in ties if tie.adjusted <= ACCEPTED}


def _worth_telling(figure: Figure) -> bool:
    """Tell whether a figure is more than a bare possibility."""
    return figure.expected >= _LEAST


def _stated_first(item: tuple[tuple[str, str], Figure]) -> tuple[float, float, tuple[str, str]]:
    pair, figure = item
    return -figure.stated, -figure.expected, pair


def points(measured: Measured) -> Iterator[Point]:
    """Yield headline and ground of each finding, the weightiest first."""
    yield from _found(measured, _LOST)
    yield from _contradictions(measured)
    yield from _most_loaded(measured)
    yield from _concentration(measured)
    yield from _dependence(measured)
    yield from _closest(measured)
    yield from _cut_points(measured)
    yield from _crossing(measured)
    if not measured.plan.repeats_dropped:  # there, cells are lost: the first finding says so
        yield from _found(measured, _SHARED_DUTY)
    yield from _mutual(measured)
    yield from _relief(measured)
    yield from _others(measured)


def _found(measured: Measured, kinds: tuple[str, ...]) -> Iterator[Point]:
    for finding in measured.plan.findings:
        if finding.kind in kinds:
            yield _halves(finding.message)


def _halves(message: Bilingual) -> Point:
    """Split a message after its first sentence: the headline, and the rest."""
    zh, _, more_zh = message.zh.partition("。")
    en, stop, more_en = message.en.partition(". ")
    return (
        Bilingual(f"{zh}。", en + stop.strip()),
        Bilingual(more_zh, more_en),
    )


def _contradictions(measured: Measured) -> Iterator[Point]:
    found = [f.message for f in measured.plan.findings if f.kind == _DIFFER]
    if found:
        shown = found[:_LISTED]
        more = len(found) - len(shown)
        yield (
            Bilingual(
                f"同一指标在两个附件中数字不同，共 {len(found)} 处。",
                f"Two attachments give different figures for one measure, {len(found)} in all.",
            ),
            Bilingual(
                "".join(m.zh.partition("：")[2] for m in shown)
                + (f"另有 {more} 处。" if more else ""),
                " ".join(m.en.partition(": ")[2] for m in shown)
                + (f" {more} more." if more else ""),
            ),
        )


def _most_loaded(measured: Measured) -> Iterator[Point]:
    rows = [row for row in measured.ranked.rows if _worth_telling(row.figure)]
    if not rows:
        return
    head = rows[0]
    load_zh, load_en = span(head.figure)
    led_zh, led_en = tasks_span(measured.figures["led"][head.unit])
    sure = Bilingual("名次难分先后", "the first place is open")
    if head.first >= SURE:
        sure = Bilingual("名次稳固", "the first place is firm")
    elif head.first >= UNSURE:
        sure = Bilingual("名次大致可信", "the first place is likely")
    if unseen_tasks(measured.model):
        sure = Bilingual(f"就可见部分而言{sure.zh}", f"{sure.en} as far as can be seen")
    tau_zh, tau_en = "", ""
    if measured.ranked.tau is not None:
        tau_zh = f"展开统称前后全部名次的一致度 τ = {measured.ranked.tau:.2f}。"
        tau_en = (
            " Over all units the order before and after expanding groups agrees with"
            f" τ = {measured.ranked.tau:.2f}."
        )
    times = round(100 * head.first)
    name = measured.names[head.unit]
    yield (
        Bilingual(f"{name}的计划协同负荷最重。", f"{name} carries most planned coordination."),
        Bilingual(
            f"它牵头 {led_zh}，负荷 {load_zh}；"
            f"100 种读法中 {times} 种负荷最重，{sure.zh}。{tau_zh}",
            f"It leads {led_en}, with a load of {load_en}; it is the most loaded unit in {times} of"
            f" 100 readings: {sure.en}.{tau_en}",
        ),
    )


def _concentration(measured: Measured) -> Iterator[Point]:
    top = _whole(measured, "top5")
    if top and any(_worth_telling(row.figure) for row in measured.ranked.rows):
        units = sum(1 for row in measured.ranked.rows if row.figure.high)
        listed = [measured.names[row.unit] for row in measured.ranked.rows[:5] if row.figure.high]
        yield (
            Bilingual(
                f"负荷最重的五个单位承担全部负荷的 {top.expected:.0%}。",
                f"The five most loaded units carry {top.expected:.0%} of all load.",
            ),
            Bilingual(
                f"{'、'.join(listed)}；共有 {units} 个单位有负荷。",
                f"{', '.join(listed)}; {units} units carry any load.",
            ),
        )


def _dependence(measured: Measured) -> Iterator[Point]:
    every = measured.pairs["dependency"].items()
    needs = sorted((each for each in every if _worth_telling(each[1])), key=_stated_first)
    if not needs:
        return
    ((lead, support), figure), *others = needs
    zh, en = span(figure)
    names = measured.names
    more = [(f"{names[a]}靠{names[b]}", f"{names[a]} on {names[b]}") for (a, b), _ in others[:2]]
    yield (
        Bilingual(
            f"{names[lead]}牵头的任务最依赖{names[support]}配合。",
            f"What {names[lead]} leads depends most on the support of {names[support]}.",
        ),
        Bilingual(
            f"这样的任务：{zh}。" + (f"其次：{'、'.join(z for z, _ in more)}。" if more else ""),
            f"Such tasks: {en}." + (f" Next: {', '.join(e for _, e in more)}." if more else ""),
        ),
    )


def _closest(measured: Measured) -> Iterator[Point]:
    named = [item for item in measured.shared if item[0] in measured.beyond_chance]
    if named:
        (one, other), figure = named[0]
        zh, en = span(figure)
        names = measured.names
        yield (
            Bilingual(
                f"{names[one]}与{names[other]}的共同任务明显多于偶然。",
                f"{names[one]} and {names[other]} share clearly more tasks than by chance.",
            ),
            Bilingual(
                f"共同任务：{zh}；多于偶然的单位共有 {len(measured.beyond_chance)} 对。",
                f"Shared tasks: {en}; pairs beyond chance: {len(measured.beyond_chance)}.",
            ),
        )


def _cut_points(measured: Measured) -> Iterator[Point]:
    graph = shared_graph(measured.model.believed)
    cut = [each for each in cohesion(graph) if each.separates]
    ties, names = bridges(graph), measured.names
    if cut:
        head = cut[0]
        listed = "、".join(f"{names[u]}—{names[v]}" for u, v in ties[:_LISTED])
        yield (
            Bilingual(
                f"没有{names[head.unit]}，{head.separates} 个单位同其余单位不再有共同任务。",
                f"Without {names[head.unit]}, {head.separates} units lose touch with the rest.",
            ),
            Bilingual(
                f"没有备份的单线联系 {len(ties)} 条" + (f"：{listed}。" if ties else "。"),
                f"Ties that nothing backs up: {len(ties)}" + (f": {listed}." if ties else "."),
            ),
        )


def _crossing(measured: Measured) -> Iterator[Point]:
    crossing = _whole(measured, "cross_leader")
    if crossing:
        yield (
            Bilingual(
                f"{crossing.expected:.0%} 的任务由不同分管领导口的单位共同承担。",
                f"In {crossing.expected:.0%} of tasks, units of different portfolios meet.",
            ),
            Bilingual(
                f"各种读法中在 {crossing.low:.0%} 与 {crossing.high:.0%} 之间；"
                "单位归入它任务最多的分管领导。",
                f"Between {crossing.low:.0%} and {crossing.high:.0%} over the readings; a unit"
                " belongs to the leader of most of its tasks.",
            ),
        )


def _mutual(measured: Measured) -> Iterator[Point]:
    found = reciprocity(measured.model.believed)
    if found.pairs:
        names = measured.names
        one, other, leads, led = max(found.pairs, key=lambda p: (p[2] + p[3], p[0]))
        yield (
            Bilingual(
                f"{len(found.pairs)} 对单位互为牵头和配合。",
                f"{len(found.pairs)} pairs of units lead for and support each other.",
            ),
            Bilingual(
                f"最多的是{names[one]}与{names[other]}："
                f"前者牵头 {leads} 项、后者牵头 {led} 项由对方配合。",
                f"Most often {names[one]} and {names[other]}: the first leads {leads}, the second"
                f" {led} that the other supports.",
            ),
        )


def _relief(measured: Measured) -> Iterator[Point]:
    found = suggested(measured.plan, _LISTED)
    names = measured.names
    if found.suggestions:
        listed = [
            (
                names[each.move.giver or ""],
                names[each.move.receiver],
                each.move.task,
                Bilingual("", "") if each.stated else Bilingual("（推断的配合）", " (inferred)"),
            )
            for each in found.suggestions
        ]
        yield (
            Bilingual(
                f"可以考虑转出 {len(listed)} 处配合，减轻负荷高于平均的单位。",
                "To relieve units that carry more than the mean, supports could pass on:"
                f" {len(listed)}.",
            ),
            Bilingual(
                "；".join(f"任务 {t}{how.zh}由{a}转给{b}" for a, b, t, how in listed)
                + "。承接单位须有同样的职责，由人决定。",
                "; ".join(f"Task {t}{how.en} from {a} to {b}" for a, b, t, how in listed)
                + ". Each receiver is as competent by its words; people decide.",
            ),
        )


def _others(measured: Measured) -> Iterator[Point]:
    """The first of each further kind of finding, where the plan gives little else to say."""
    told = {*_LOST, _DIFFER, *_DULL, *_HOLDERS}
    if not measured.plan.repeats_dropped:
        told.update(_SHARED_DUTY)
    for finding in measured.plan.findings:
        if finding.kind not in told:
            told.add(finding.kind)
            yield _halves(finding.message)


def _whole(measured: Measured, name: str) -> Figure | None:
    return spread(measured.model, lambda p: {name: WHOLE_MEASURES[name].value(p)}).get(name)
