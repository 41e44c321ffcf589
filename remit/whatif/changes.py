"""What somebody thinks of changing, as written on the command line, checked against a plan.

    merge  UNIT,UNIT[,…]          the units become one
    move   TASK:UNIT              the unit leads the task instead of those that do, who leave it
    move   TASK:UNIT:UNIT         what the first unit does for the task, the second does
    lead   TASK:UNIT              the unit leads the task; those that did support it
    split  UNIT:NEW=TASK[,TASK…]  a new unit takes these tasks over

Each task may be named once, each unit be merged or split once: so the order does not matter.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from remit.account.units import one_unit
from remit.errors import BadQuery
from remit.model import Plan

_HALF_WIDTH: Final = str.maketrans("：，、＝", ":,,=")


@dataclass(frozen=True, slots=True)
class Merge:
    """Units (keys) that become one; the first keeps its key."""

    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Move:
    """A task (id) that passes to `receiver`: the part of `giver`, None for the lead."""

    task: str
    giver: str | None
    receiver: str


@dataclass(frozen=True, slots=True)
class Lead:
    """A task (id) that `unit` leads; those that led it support it."""

    task: str
    unit: str


@dataclass(frozen=True, slots=True)
class Split:
    """A new unit, of this name, that does what `unit` does for these tasks (ids)."""

    unit: str
    name: str
    tasks: tuple[str, ...]


Change: TypeAlias = Merge | Move | Lead | Split


def changes_of(
    plan: Plan,
    merge: Sequence[str] = (),
    move: Sequence[str] = (),
    lead: Sequence[str] = (),
    split: Sequence[str] = (),
) -> tuple[Change, ...]:
    """Return the changes that words as above stand for.

    Raises BadQuery for a unit or task the plan has not, one named twice, and words of
    another form.
    """
    changes: tuple[Change, ...] = (
        *(_merge(plan, words) for words in merge),
        *(_move(plan, words) for words in move),
        *(_lead(plan, words) for words in lead),
        *(_split(plan, words) for words in split),
    )
    _refuse_twice(plan, changes)
    return changes


def _merge(plan: Plan, words: str) -> Merge:
    names = _list(words)
    units = tuple(dict.fromkeys(one_unit(plan, name) for name in names))
    if len(units) < 2:
        raise _malformed("--merge", words, "区住建局,区城管局")
    return Merge(units)


def _move(plan: Plan, words: str) -> Move:
    task, *units = _parts(words)
    if len(units) not in (1, 2) or not all((task, *units)):
        raise _malformed("--move", words, "31:区城管局 · 31:区住建局:区城管局")
    found = _task(plan, task)
    *giver, receiver = (one_unit(plan, unit) for unit in units)
    move = Move(found, giver[0] if giver else None, receiver)
    if move.giver == receiver:
        raise _malformed("--move", words, "31:区住建局:区城管局")
    return move


def _lead(plan: Plan, words: str) -> Lead:
    parts = _parts(words)
    if len(parts) != 2 or not all(parts):
        raise _malformed("--lead", words, "31:区城管局")
    return Lead(_task(plan, parts[0]), one_unit(plan, parts[1]))


def _split(plan: Plan, words: str) -> Split:
    unit, _, rest = words.translate(_HALF_WIDTH).partition(":")
    name, _, tasks = (part.strip() for part in rest.partition("="))
    if not unit.strip() or not name or not _list(tasks):
        raise _malformed("--split", words, "区住建局:区房产局=29,30")
    if name in {form for agent in plan.agents for form in (agent.key, agent.name, *agent.aliases)}:
        raise BadQuery(
            f"--split {words}：“{name}”已经是计划中的名称；要把任务转给已有的单位，请用 --move。"
            f" / “{name}” is in the plan already; to hand tasks to a unit there is, use --move."
        )
    return Split(
        one_unit(plan, unit.strip()), name, tuple(_task(plan, each) for each in _list(tasks))
    )


def _parts(words: str) -> list[str]:
    return [part.strip() for part in words.translate(_HALF_WIDTH).split(":")]


def _list(words: str) -> list[str]:
    return [part.strip() for part in words.translate(_HALF_WIDTH).split(",") if part.strip()]


def _task(plan: Plan, number: str) -> str:
    """Return the id of the task with this id or number; BadQuery unless there is one."""
    wanted = number.strip("()（） ")
    exact = [task.id for task in plan.tasks if task.id == wanted]
    found = exact or [task.id for task in plan.tasks if task.number.strip("()（） ") == wanted]
    if len(found) == 1:
        return found[0]
    file = plan.source.file_name
    if found:
        raise BadQuery(
            f"{file}：编号为 {number} 的任务有 {len(found)} 项，请写全：{'、'.join(found)}。"
            f" / {len(found)} tasks have the number {number}; write one in full: "
            f"{', '.join(found)}."
        )
    ids = [task.id for task in plan.tasks]
    shown = "、".join([*ids[:3], "…", *ids[-2:]] if len(ids) > 5 else ids) or "无 none"
    raise BadQuery(
        f"{file}：计划里没有编号为 {number} 的任务；现有：{shown}。用 remit read 可看全部任务。"
        f" / the plan has no task {number}; there are: {shown}. remit read shows all tasks."
    )


def _malformed(option: str, words: str, example: str) -> BadQuery:
    return BadQuery(
        f"{option} “{words}”看不懂，应写成例如：{example}。"
        f" / {option} “{words}” cannot be understood; write it like: {example}."
    )


def tasks_of(change: Change) -> tuple[str, ...]:
    """Return the tasks (ids) that a change is about."""
    match change:
        case Merge():
            return ()
        case Split():
            return change.tasks
    return (change.task,)


def _refuse_twice(plan: Plan, changes: Sequence[Change]) -> None:
    tasks = [task for change in changes for task in tasks_of(change)]
    twice = next((task for task in tasks if tasks.count(task) > 1), None)
    if twice is not None:
        raise BadQuery(
            f"任务 {twice} 在设想中出现了两次，看不出以哪一个为准；每项任务只写一次。"
            f" / task {twice} is named twice, and which change holds cannot be told;"
            " name each task once."
        )
    units = [unit for change in changes for unit in _whole_units(change)]
    again = next((unit for unit in units if units.count(unit) > 1), None)
    if again is not None:
        name = next(agent.name for agent in plan.agents if agent.key == again)
        raise BadQuery(
            f"“{name}”在 --merge 或 --split 中出现了两次；每个单位只合并或拆分一次。"
            f" / {name} is named twice in --merge or --split; merge or split each unit once."
        )
    names = [change.name for change in changes if isinstance(change, Split)]
    if len(set(names)) < len(names):
        raise BadQuery(
            "两个 --split 用了同一个新名称；请给新单位不同的名称。"
            " / two --split use one new name; give each new unit a name of its own."
        )


def _whole_units(change: Change) -> Iterator[str]:
    if isinstance(change, Merge):
        yield from change.units
    if isinstance(change, Split):
        yield change.unit
