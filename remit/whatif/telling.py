"""A change and what it does, in words: Chinese first."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from remit.coordination import Figure
from remit.model import Bilingual, Plan
from remit.whatif.beside import Beside, Row, Subject
from remit.whatif.changes import Change, Lead, Merge, Move, Split
from remit.whatif.relief import Relief
from remit.words import bilingual

TOP: Final = 5
_HEADINGS: Final = {
    Subject.LOAD: Bilingual("负荷变化最大的单位", "Units whose load changes most"),
    Subject.SHARED: Bilingual("共同任务变化最大的单位", "Pairs whose shared tasks change most"),
    Subject.DEPENDENCY: Bilingual(
        "瓶颈：牵头要靠谁配合，变化最大的",
        "Bottlenecks: whose support a lead needs, greatest changes",
    ),
    Subject.SEPARATES: Bilingual(
        "瓶颈：没有它，多少单位与其余失去联系", "Bottlenecks: units that lose touch without it"
    ),
}


def words_of(change: Change, names: Mapping[str, str]) -> Iterator[str]:
    """Yield a change in words, Chinese and English; `names` are those of units, by key."""
    match change:
        case Merge():
            listed = "、".join(names[unit] for unit in change.units)
            yield f"{listed}合并为一个单位。"
            yield f"{listed} become one unit."
        case Lead():
            yield f"任务 {change.task} 由{names[change.unit]}牵头，原牵头单位改为配合。"
            yield f"{names[change.unit]} leads task {change.task}; who led it supports it."
        case Move(giver=None):
            yield f"任务 {change.task} 改由{names[change.receiver]}牵头，原牵头单位退出。"
            yield f"{names[change.receiver]} leads task {change.task}; who led it leaves it."
        case Move():
            giver, receiver = names[change.giver or ""], names[change.receiver]
            yield f"任务 {change.task}：{giver}的分工转给{receiver}。"
            yield f"Task {change.task}: the part of {giver} passes to {receiver}."
        case Split():
            tasks = "、".join(change.tasks)
            yield f"从{names[change.unit]}分出{change.name}，承接任务 {tasks}。"
            yield f"{change.name} is split off from {names[change.unit]}, with tasks {tasks}."


def said(rows: Beside, changes: Sequence[Change], before: Plan, after: Plan) -> Iterator[str]:
    """Yield what changes, and what that does."""
    names = {agent.key: agent.name for agent in (*after.agents, *before.agents)}
    yield "如果 What if"
    for change in changes:
        zh, en = words_of(change, names)
        yield f"  {zh}"
        yield f"    {en}"
    yield "前 → 后：预期（至少–至多） Before → after: expected (at least–at most)"
    yield "  设想中定下的，与原文同样看待。 What is thought of counts as if it were stated."
    yield "整体 The plan as a whole"
    for row in rows.of(Subject.WHOLE):
        yield f"  {row.subject}：{_both(row)}"
    for kind, heading in _HEADINGS.items():
        yield bilingual(heading)
        found = rows.of(kind)
        if not found:
            yield "  没有变化。 No change."
        for row in found[:TOP]:
            yield f"  {row.subject}：{_both(row)}"
        if len(found) > TOP:
            yield f"  … 另有 {len(found) - TOP} 处，见下表 and {len(found) - TOP} more, below"


def suggestions_said(found: Relief, plan: Plan) -> Iterator[str]:
    """Yield the suggestions with their reasons, or that there is none, and why."""
    names = {agent.key: agent.name for agent in plan.agents}
    yield "建议 Suggestions"
    if not found.suggestions:
        yield f"  {_why_none(found).zh}"
        yield f"    {_why_none(found).en}"
        return
    yield (
        f"  负荷高于平均的 {found.heaviest} 个单位合计：{found.before:.1f} → {found.after:.1f}"
        "（预期）。是否合适，由人决定。"
    )
    yield (
        f"    The {found.heaviest} units that carry more than the mean, in sum:"
        f" {found.before:.1f} → {found.after:.1f} (expected)."
        " Whether it fits is for people to decide."
    )
    for number, each in enumerate(found.suggestions, start=1):
        giver, receiver = names[each.move.giver or ""], names[each.move.receiver]
        how = Bilingual("", "") if each.stated else Bilingual("（推断）", " (inferred)")
        task, load, there = each.move.task, f"{each.giver_load:.1f}", f"{each.receiver_load:.1f}"
        yield (
            f"  {number}. 任务 {task} 的配合{how.zh}：{giver}（负荷 {load}）→ "
            f"{receiver}（{there}），移交 {each.weight:.1f}。{each.because.zh}"
        )
        yield (
            f"     Support of task {task}{how.en}: from {giver} (load {load}) to {receiver}"
            f" ({there}), {each.weight:.1f} of load. {each.because.en}"
        )
        yield f"     --move {each.move.task}:{giver}:{receiver}"


def _why_none(found: Relief) -> Bilingual:
    if not found.supports:
        return Bilingual(
            "没有帮助的办法：计划中没有可知的配合单位。",
            "Nothing helps: the plan shows nobody who supports.",
        )
    if not found.led:
        return Bilingual(
            "没有帮助的办法：没有可知的牵头单位，配合带来多少负荷无从算起。",
            "Nothing helps: no lead is known, so what a support weighs cannot be told.",
        )
    if not found.open:
        return Bilingual(
            f"没有帮助的办法：{found.supports} 处配合，没有一处有另一个同样胜任的单位可以承接。",
            f"Nothing helps: for none of {found.supports} supports is there another unit as"
            " competent.",
        )
    heavy = found.open - found.weightless - found.light
    reasons = (
        (found.weightless, "处的任务看不出由谁牵头", "with no lead that is known or may be"),
        (found.light, "处的配合单位负荷本来就不高于平均", "held by units not above the mean"),
        (heavy, "处只能转给负荷也高于平均的单位", "open only to units above the mean, too"),
    )
    zh = "，".join(f"{count} {why}" for count, why, _ in reasons if count)
    en = ", ".join(f"{count} {why}" for count, _, why in reasons if count)
    return Bilingual(
        f"没有帮助的办法：{found.supports} 处配合中有 {found.open} 处另有胜任的单位可以承接，"
        f"但其中 {zh}；转过去不会减轻负荷高于平均的 {found.heaviest} 个单位。",
        f"Nothing helps: of {found.supports} supports {found.open} could pass to a competent unit,"
        f" but {en}; to pass them on would not relieve the {found.heaviest} units that"
        " carry more than the mean.",
    )


def _both(row: Row) -> str:
    before, after = _brief(row.before, row.places), _brief(row.after, row.places)
    return f"{before} → {after}" if row.differs else f"{before}，不变 unchanged"


def _brief(figure: Figure | None, places: int) -> str:
    """Return a figure with its range, where there is one: 73.6 (46–75)."""
    if figure is None:
        return "无 none"
    if figure.low == figure.high:
        return f"{figure.expected:.{places}f}".removesuffix(".0")
    low, high = (f"{v:.{places}f}".removesuffix(".0") for v in (figure.low, figure.high))
    return f"{figure.expected:.{places}f} ({low}–{high})"
