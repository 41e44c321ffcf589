"""The account in plain words, Chinese first: who carries most, who meets whom, where it jams."""

from collections.abc import Iterator
from typing import Final

import numpy as np

from remit.coordination import (
    Figure,
    Likelihood,
    Ranking,
    bridges,
    chance_ties,
    cohesion,
    communities,
    pair_figures,
    ranking,
    shared_graph,
    spread,
    unit_figures,
)
from remit.coordination.catalogue import UNIT_MEASURES, WHOLE_MEASURES
from remit.model import Bilingual, Plan

TOP: Final = 5
ACCEPTED: Final = 0.05  # share of false ties among those called more than chance
SURE: Final = 0.9
UNSURE: Final = 0.5


def plain_words(plan: Plan, model: Likelihood, unit: str | None = None) -> Iterator[str]:
    """Yield the account of a plan, or of one unit (key) in it, line by line."""
    names = {agent.key: agent.name for agent in plan.agents}
    yield plan.title
    yield from what_is_known(model)
    if not model.certain:
        yield (
            "  “a 至 b”：a 是原文写明的至少；b 是单看这个单位的至多，一个丢失的格子只放得下一个"
            "单位，各单位的至多不会同时成立；预期按概率加权。"
        )
        yield (
            "  “between a and b”: a is what the source states; b is the most that may be of this"
            " unit by itself (a lost cell holds one unit, so not all can have their most at once);"
            " what is expected weighs each possibility by its probability."
        )
    load = UNIT_MEASURES["load"]
    figures = unit_figures(model)
    ranked = ranking(model, load.value, figures["load"])
    if any(row.figure.high for row in ranked.rows):
        yield "谁的计划协同负荷最重 Who carries most planned coordination"
        shown = [r for r in ranked.rows if unit in (None, r.unit) and r.figure.high]
        for row in shown[: None if unit else TOP]:
            led = figures["led"][row.unit]
            yield from _carries(names[row.unit], row.figure, led, row.first, ranked.draws)
        yield from trust(ranked, partial=bool(unseen_tasks(model)))
    else:
        yield "负荷无从算起；谁参与的任务最多 No load can be told; who takes part in most tasks"
        most = sorted(figures["tasks"].items(), key=lambda item: (-item[1].expected, item[0]))
        for key, tasks in [item for item in most if unit in (None, item[0])][:TOP]:
            zh, en = tasks_span(tasks)
            yield f"  {names[key]}：{zh}。 {en}."
    yield "哪些单位共同任务最多 Which units share most tasks"
    yield from _shared(model, names, unit)
    yield "瓶颈在哪里 Where it may jam"
    yield from _bottlenecks(model, names, unit)
    if unit is None:
        yield from _whole(model)
        yield from _clusters(model, names)


def span(figure: Figure) -> tuple[str, str]:
    """Return a figure in words, Chinese and English: a range only where there is one.

    >>> span(Figure(4, 14.21, 4, 21))
    ('4 至 21（预期 14.2）', 'between 4 and 21 (expected 14.2)')
    >>> span(Figure(3, 3, 3, 3))
    ('3', '3')
    """
    return _range(figure, "", "")


def tasks_span(figure: Figure) -> tuple[str, str]:
    """Return a number of tasks in words, as `span` does.

    >>> tasks_span(Figure(4, 14.21, 4, 21))
    ('4 至 21 项任务（预期 14.2）', 'between 4 and 21 tasks (expected 14.2)')
    >>> tasks_span(Figure(1, 1, 1, 1))
    ('1 项任务', '1 task')
    """
    return _range(figure, " 项任务", " task" if figure.low == figure.high == 1 else " tasks")


def _range(figure: Figure, zh: str, en: str) -> tuple[str, str]:
    low, high = f"{figure.low:g}", f"{figure.high:g}"
    if low == high:
        return low + zh, low + en
    expected = f"{figure.expected:.1f}"
    return (
        f"{low} 至 {high}{zh}（预期 {expected}）",
        f"between {low} and {high}{en} (expected {expected})",
    )


def unseen_tasks(model: Likelihood) -> int:
    """Return how many tasks show no unit, groups expanded."""
    return len(model.tasks) - int(np.count_nonzero(model.believed.task_sizes))


def what_is_known(model: Likelihood) -> Iterator[str]:
    """Yield what bounds every figure of a plan: tasks and roles that are not known."""
    unseen = unseen_tasks(model)
    if unseen:
        tasks = len(model.tasks)
        yield (
            f"! {tasks} 项任务中有 {unseen} 项看不到任何单位：“至少”不含这些任务，“预期”和“至多”"
            "只含丢失的牵头单位的候选（如有），不含丢失的配合单位。"
        )
        yield (
            f"! {unseen} of {tasks} tasks show no unit: “at least” leaves these tasks out;"
            " “expected” and “at most” hold candidates for their lost leads, if any, and none of"
            " the supports that were lost."
        )
    if not model.leads.any() and not model.supports.any():
        yield ("! 没有任何单位的牵头或配合角色可知，负荷与依赖只有上限；下面以参与任务为准。")
        yield (
            "! No unit is known to lead or support, so load and dependence have an upper bound"
            " only; go by the tasks units take part in."
        )
    elif not model.leads.any():
        yield "! 没有可知的牵头单位，谁依赖谁无从算起。"
        yield "! No lead is known, so who depends on whom cannot be told."


def _carries(name: str, load: Figure, led: Figure, first: float, draws: int) -> Iterator[str]:
    load_zh, load_en = span(load)
    led_zh, led_en = tasks_span(led)
    times = round(100 * first)
    zh = en = ""
    if draws > 1:
        zh = f"；100 种读法中 {times} 种负荷最重"
        en = f"; it is the most loaded unit in {times} of 100 readings"
    elif first:
        zh, en = "；负荷最重", "; it is the most loaded unit"
    yield f"  {name}：牵头 {led_zh}，负荷 {load_zh}{zh}。"
    yield f"    {name} leads {led_en}, with a load of {load_en}{en}."


def trust(ranked: Ranking, *, partial: bool) -> Iterator[str]:
    """Say how far a ranking can be trusted; `partial` tells that tasks are out of sight."""
    if not ranked.rows:
        return
    head = ranked.rows[0]
    sure_zh, sure_en = "难分先后", "open"
    if head.first >= SURE:
        sure_zh, sure_en = "稳固", "firm"
    elif head.first >= UNSURE:
        sure_zh, sure_en = "大致可信", "likely"
    if partial:
        sure_zh, sure_en = f"就可见部分而言{sure_zh}", f"{sure_en} as far as can be seen"
    tau_zh = tau_en = ""
    if ranked.tau is not None:
        tau_zh = f"；展开统称前后的名次一致度 Kendall τ = {ranked.tau:.2f}"
        tau_en = f"; Kendall τ of the order before and after expanding groups: {ranked.tau:.2f}"
    drawn = Bilingual("只有一种读法", "there is one reading only")
    if ranked.draws > 1:
        drawn = Bilingual(f"{ranked.draws} 种读法", f"{ranked.draws} readings")
    yield f"  首位{sure_zh}（{drawn.zh}）{tau_zh}。"
    yield f"    The first place is {sure_en} ({drawn.en}){tau_en}."


def _shared(model: Likelihood, names: dict[str, str], unit: str | None) -> Iterator[str]:
    chance = {(t.first, t.second): t.adjusted for t in chance_ties(model.believed)}
    figures = [
        (pair, figure)
        for pair, figure in pair_figures(model)["shared"].items()
        if unit is None or unit in pair
    ]
    if not figures:
        yield "  没有两个单位有共同任务。 No two units share a task."
    for (first, second), figure in sorted(figures, key=lambda f: (-f[1].expected, f[0]))[:TOP]:
        zh, en = tasks_span(figure)
        beyond = chance.get((first, second), 1.0) <= ACCEPTED
        yield (
            f"  {names[first]} — {names[second]}：{zh}"
            f"{'，多于偶然' if beyond else '，不排除偶然'}。"
        )
        yield f"    {en}: {'more than chance' if beyond else 'chance is not excluded'}."


def _bottlenecks(model: Likelihood, names: dict[str, str], unit: str | None) -> Iterator[str]:
    """Who others wait for, and without whom the network falls apart."""
    needed = [
        (pair, figure)
        for pair, figure in pair_figures(model)["dependency"].items()
        if unit is None or unit in pair
    ]
    for (lead, support), figure in sorted(needed, key=lambda f: (-f[1].expected, f[0]))[:3]:
        zh, en = span(figure)
        yield f"  {names[lead]}牵头的任务中，要靠{names[support]}配合的：{zh}。"
        yield f"    tasks that {names[lead]} leads and needs {names[support]} for: {en}."
    graph = shared_graph(model.believed)
    cut = [c for c in cohesion(graph) if c.separates and unit in (None, c.unit)]
    for each in cut[:3]:
        yield f"  没有{names[each.unit]}，{each.separates} 个单位与其余单位不再有共同任务。"
        some = "1 unit loses" if each.separates == 1 else f"{each.separates} units lose"
        yield f"    Without {names[each.unit]}, {some} touch with the rest."
    ties = [tie for tie in bridges(graph) if unit is None or unit in tie]
    if ties:
        listed = "、".join(f"{names[u]}—{names[v]}" for u, v in ties[:TOP])
        yield f"  单线联系 {len(ties)} 条 ties that nothing backs up：{listed}"
    if not needed and not cut and not ties:
        yield "  没有看出瓶颈。 No bottleneck shows."


def _whole(model: Likelihood) -> Iterator[str]:
    names = ("top5", "cross_leader")
    figures = spread(model, lambda found: {n: WHOLE_MEASURES[n].value(found) for n in names})
    top, crossing = figures.get("top5"), figures.get("cross_leader")
    if top or crossing:
        yield "整体 The plan as a whole"
    if top:
        yield (
            f"  负荷最重的五个单位承担全部负荷的 {top.expected:.0%}。"
            f" The five most loaded units carry {top.expected:.0%} of all load."
        )
    if crossing:
        yield (
            f"  {crossing.expected:.0%} 的任务由不同分管领导口的单位共同承担。"
            f" In {crossing.expected:.0%} of tasks, units of different portfolios meet."
        )


def _clusters(model: Likelihood, names: dict[str, str]) -> Iterator[str]:
    found = communities(shared_graph(model.believed))
    if len(found.clusters) < 2:
        return
    yield (
        f"协同圈子（20 次划分一致度 {found.agreement:.2f}）"
        f" Clusters (agreement of 20 runs: {found.agreement:.2f})"
    )
    for cluster in found.clusters[:TOP]:
        shown = "、".join(names[key] for key in cluster[:8])
        more = f" 等 {len(cluster)} 个单位 units" if len(cluster) > 8 else ""
        yield f"  {shown}{more}"
