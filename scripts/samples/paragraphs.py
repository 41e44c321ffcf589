"""Layouts without a table: role lines, brackets and leader headings (families A, B, C, J)."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import Final

from scripts.samples.notice import attachment_lines, notice_lines
from scripts.samples.table import SEPARATOR, SamplePlan, SampleTask, gathered

_DIGITS: Final = "零一二三四五六七八九"


def role_lines(plan: SamplePlan) -> bytes:
    """Write every task with a line for each role under it."""
    return _under_goals(plan, _with_role_lines)


def bracket_labels(plan: SamplePlan) -> bytes:
    """Write every task with its units, after labels, and its deadline in a closing bracket."""
    return _under_goals(plan, lambda task: [_with_labels(task)])


def bracket_verbs(plan: SamplePlan) -> bytes:
    """Write every task with a closing bracket in which verbs say who leads and who supports."""
    return _under_goals(plan, lambda task: [_with_verbs(task)])


def leader_headings(plan: SamplePlan) -> bytes:
    """Write the tasks of each leader under a heading, with role lines for the units."""
    lines = notice_lines(plan)
    for number, tasks in plan.attachments():
        lines += attachment_lines(plan, number)
        for place, members in enumerate(gathered(tasks, "supervises"), start=1):
            leaders = SEPARATOR.join(members[0].supervises)
            heading = f"{leaders}负责的重点工作(共{len(members)}项)"
            lines.append(f"{chinese_number(place)}、{heading}")
            for task in members:
                lines += [_numbered(task, "{}."), *_unit_lines(task, colon=":")]
    return as_text(lines)


def lead_headings(plan: SamplePlan) -> bytes:
    """Write the tasks under their leader, then their lead units; a line names the others."""
    lines = notice_lines(plan)
    for number, tasks in plan.attachments():
        lines += attachment_lines(plan, number)
        for place, led in enumerate(gathered(tasks, "supervises"), start=1):
            leaders = SEPARATOR.join(led[0].supervises)
            lines.append(f"{chinese_number(place)}、{leaders}负责的工作")
            for part, members in enumerate(gathered(led, "leads"), start=1):
                leads = SEPARATOR.join(members[0].leads)
                lines.append(f"（{chinese_number(part)}）{leads}牵头的工作")
                for task in members:
                    lines += [_numbered(task, "{}．"), *_lines_beside_leads(task)]
    return as_text(lines)


def labels_in_line(plan: SamplePlan) -> bytes:
    """Write every task with labels on its own line, behind its full stop."""
    return _under_goals(plan, lambda task: [_with_labels_behind(task)])


def first_leads(plan: SamplePlan) -> bytes:
    """Write units in a bracket without a word for their roles: the notice says the first leads."""
    legend = "各项任务之后的括号内为责任单位，其中列第一位的为牵头单位，其他为配合单位。"
    return _under_goals(plan, lambda task: [_with_units(task)], legend)


def as_text(lines: Sequence[str]) -> bytes:
    """Return the lines as a UTF-8 text file."""
    return "".join(f"{line}\n" for line in lines).encode()


def chinese_number(value: int) -> str:
    """Return a number from 1 to 99 in Chinese characters.

    >>> [chinese_number(value) for value in (1, 10, 12, 40)]
    ['一', '十', '十二', '四十']
    """
    tens, ones = divmod(value, 10)
    before = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return before + (_DIGITS[ones] if ones else "")


def _under_goals(
    plan: SamplePlan, written: Callable[[SampleTask], list[str]], legend: str = ""
) -> bytes:
    lines = notice_lines(plan, legend)
    for number, tasks in plan.attachments():
        lines += attachment_lines(plan, number)
        for (goal_number, goal), members in groupby(
            tasks, key=lambda task: (task.goal_number, task.goal)
        ):
            lines.append(f"{chinese_number(int(goal_number))}、{goal}")
            lines += _under_subgoals(tuple(members), written)
    return as_text(lines)


def _under_subgoals(
    tasks: Sequence[SampleTask], written: Callable[[SampleTask], list[str]]
) -> Iterator[str]:
    runs = groupby(tasks, key=lambda task: task.subgoal)
    place = 0
    for subgoal, members in runs:
        if subgoal:
            place += 1
            yield f"（{chinese_number(place)}）{subgoal}"
        for task in members:
            yield from written(task)


def _numbered(task: SampleTask, form: str) -> str:
    return form.format(task.number) + task.text if task.number else task.text


def _with_role_lines(task: SampleTask) -> list[str]:
    leaders = f"牵头领导：{SEPARATOR.join(task.supervises)}"
    return [_numbered(task, "{}．"), leaders, *_unit_lines(task, colon="：")]


def _unit_lines(task: SampleTask, colon: str) -> list[str]:
    roles = {
        "牵头单位": SEPARATOR.join(task.leads),
        "责任单位": _listed(task.supports, "，"),
        "完成时限": task.deadline,
    }
    return [f"{role}{colon}{value}" for role, value in roles.items() if value]


def _lines_beside_leads(task: SampleTask) -> list[str]:
    roles = {"协同单位": _listed(task.supports, "，") or "无", "完成时限": task.deadline}
    return [f"{role}：{value}。" for role, value in roles.items() if value]


def _with_labels_behind(task: SampleTask) -> str:
    roles = {
        "责任领导": SEPARATOR.join(task.supervises),
        "牵头单位": SEPARATOR.join(task.leads),
        "责任单位": _listed(task.supports, "，"),
        "完成时限": task.deadline,
    }
    labels = "；".join(f"{role}：{value}" for role, value in roles.items() if value)
    return f"{_numbered(task, '{}.')}{labels}。"


def _with_units(task: SampleTask) -> str:
    units = SEPARATOR.join(task.leads + task.supports)
    return _numbered(task, "{}.") + _bracketed(units, "（）", "〔〕")


def _with_labels(task: SampleTask) -> str:
    roles = f"牵头单位:{SEPARATOR.join(task.leads)}"
    if task.supports:
        roles += f";责任单位:{_listed(task.supports, ',')}"
    if task.deadline:
        roles += f",{task.deadline}"
    return _numbered(task, "({})") + _bracketed(roles, "()", "[]")


def _with_verbs(task: SampleTask) -> str:
    leads = SEPARATOR.join(task.leads)
    bureaus, groups = _bureaus_and_groups(task.supports)
    roles = [f"{leads}牵头" if task.supports else f"{leads}负责"]
    if bureaus:
        roles.append(f"{SEPARATOR.join(bureaus)}配合")
    if groups:
        roles.append(f"{SEPARATOR.join(groups)}负责落实")
    return _numbered(task, "{}、") + _bracketed("，".join(roles), "（）", "〔〕")


def _bracketed(roles: str, plain: str, around_brackets: str) -> str:
    """Set in brackets, of another kind when a name has brackets of its own."""
    opening, closing = tuple(around_brackets if "(" in roles or "（" in roles else plain)
    return f"{opening}{roles}{closing}"


def _listed(names: Sequence[str], between_kinds: str) -> str:
    """Join names, with another mark between units and groups, as offices write lists."""
    kinds = [SEPARATOR.join(kind) for kind in _bureaus_and_groups(names) if kind]
    return between_kinds.join(kinds)


def _bureaus_and_groups(names: Sequence[str]) -> tuple[list[str], list[str]]:
    groups = [name for name in names if name.startswith("各")]
    return [name for name in names if name not in groups], groups
