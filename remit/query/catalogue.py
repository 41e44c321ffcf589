"""The query library as data: every `queries/<group>/<name>.rq` with its header.

A header is made of `#+ key: value` lines before the query:

    #+ title: 单位的任务清单 / Tasks of a unit
    #+ question: 某单位参与哪些任务？ / Which tasks does a unit take part in?
    #+ ask: {unit}有哪些任务 / which tasks does {unit} have
    #+ tags: unit, task
    #+ parameters: unit (unit, required, 区发改局): 单位名称 / name of the unit
    #+ show: table

`parameters` takes a line for each parameter, `name (type, required or optional, example):
description`, or the word `none`. `title`, `question` and descriptions are Chinese first,
English after ` / `. `ask`, a line for each way to put the question, is what `remit ask` matches;
a parameter stands in it in braces. `show` names the view that suits the answer.
"""

import re
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Final

from remit.assets import asset
from remit.errors import BadQuery
from remit.model import Bilingual

_HEADER: Final = re.compile(r"#\+ (?P<key>[a-z]+): (?P<value>.+)")
_PARAMETER: Final = re.compile(
    r"(?P<name>\w+) \((?P<kind>\w+), (?P<need>required|optional), (?P<example>.+?)\): (?P<about>.+)"
)
_NO_PARAMETERS: Final = "none"


class ParameterKind(StrEnum):
    """What a parameter stands for, and so how its value is looked up."""

    UNIT = "unit"
    LEADER = "leader"
    GROUP = "group"
    AGENT = "agent"
    TASK = "task"
    GOAL = "goal"
    PLACE = "place"
    PROJECT = "project"
    INDICATOR = "indicator"
    DATE = "date"
    TEXT = "text"


KINDS: Final = {
    ParameterKind.UNIT: Bilingual("单位", "unit"),
    ParameterKind.LEADER: Bilingual("领导", "leader"),
    ParameterKind.GROUP: Bilingual("统称", "group"),
    ParameterKind.AGENT: Bilingual("单位、领导或统称", "unit, leader or group"),
    ParameterKind.TASK: Bilingual("任务", "task"),
    ParameterKind.GOAL: Bilingual("目标", "goal"),
    ParameterKind.PLACE: Bilingual("地点", "place"),
    ParameterKind.PROJECT: Bilingual("项目", "project"),
    ParameterKind.INDICATOR: Bilingual("指标", "indicator"),
    ParameterKind.DATE: Bilingual("日期", "day"),
    ParameterKind.TEXT: Bilingual("词", "word"),
}
"""What each kind is called."""

GROUPS: Final = {
    "who_does_what": Bilingual("谁做什么", "Who does what"),
    "shared_work": Bilingual("共同任务", "Shared work"),
    "dependency_and_load": Bilingual("依赖与负荷", "Dependency and load"),
    "leaders": Bilingual("分管领导", "Leaders"),
    "places_and_projects": Bilingual("地点与项目", "Places and projects"),
    "targets_and_deadlines": Bilingual("指标与时限", "Targets and deadlines"),
    "evidence_and_gaps": Bilingual("依据与缺口", "Evidence and gaps"),
    "across_plans_and_years": Bilingual("跨方案与年度", "Across plans and years"),
}
"""The folders of `queries/`, in the order in which people read them."""


class Show(StrEnum):
    """The view that suits an answer."""

    TABLE = "table"
    BAR = "bar"
    MATRIX = "matrix"
    NETWORK = "network"


@dataclass(frozen=True, slots=True)
class Parameter:
    """A variable the user may bind. `example` is a value that works on the seed plan."""

    name: str
    kind: ParameterKind
    required: bool
    example: str
    about: Bilingual


@dataclass(frozen=True, slots=True)
class Question:
    """One query of the library. `name` is the file name, `group` its folder."""

    name: str
    group: str
    title: Bilingual
    question: Bilingual
    asks: tuple[Bilingual, ...]
    tags: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    show: Show
    text: str


@cache
def catalogue() -> tuple[Question, ...]:
    """Return every shipped question, by group and name. Raises BadQuery for a bad header."""
    folder = asset("queries")
    return tuple(
        read_question(path) for group in GROUPS for path in sorted(folder.glob(f"{group}/*.rq"))
    )


def question(name: str) -> Question:
    """Return the shipped question with this name, or raise BadQuery with the nearest names."""
    by_name = {question.name: question for question in catalogue()}
    if name in by_name:
        return by_name[name]
    near = get_close_matches(name, by_name, n=3, cutoff=0.4)
    zh = f"，相近的有：{'、'.join(near)}" if near else ""
    en = f"; near it: {', '.join(near)}" if near else ""
    raise BadQuery(
        f"没有名为 {name} 的查询{zh}。用 remit queries 列出全部。 / "
        f"No query is called {name!r}{en}. `remit queries` lists all."
    )


def read_question(path: Path) -> Question:
    """Read one query file. Raises BadQuery naming the file and what its header lacks."""
    text = path.read_text(encoding="utf-8")
    values: dict[str, list[str]] = {}
    for line in text.splitlines():
        if match := _HEADER.fullmatch(line):
            values.setdefault(match["key"], []).append(match["value"].strip())
    try:
        return Question(
            name=path.stem,
            group=path.parent.name,
            title=_bilingual(_only(values, "title")),
            question=_bilingual(_only(values, "question")),
            asks=tuple(_bilingual(line) for line in values.get("ask", [])),
            tags=tuple(tag.strip() for tag in _only(values, "tags").split(",")),
            parameters=_parameters(values.get("parameters", [])),
            show=Show(_only(values, "show")),
            text=text,
        )
    except ValueError as error:
        raise BadQuery(
            f"{path.name} 的表头不完整：{error}。 / "
            f"The header of {path.name} is not complete: {error}. "
            "See remit/query/catalogue.py for its form."
        ) from error


def _only(values: dict[str, list[str]], key: str) -> str:
    found = values.get(key, [])
    if len(found) != 1:
        raise ValueError(f"`#+ {key}:` stands {len(found)} times instead of once")
    return found[0]


def _bilingual(value: str) -> Bilingual:
    zh, separator, en = value.partition(" / ")
    if not separator:
        raise ValueError(f"{value!r} is not `Chinese / English`")
    return Bilingual(zh.strip(), en.strip())


def _parameters(lines: list[str]) -> tuple[Parameter, ...]:
    if not lines:
        raise ValueError("`#+ parameters:` is missing; write `none` when there are none")
    if lines == [_NO_PARAMETERS]:
        return ()
    return tuple(_parameter(line) for line in lines)


def _parameter(line: str) -> Parameter:
    match = _PARAMETER.fullmatch(line)
    if match is None:
        raise ValueError(f"{line!r} is not `name (type, required, example): zh / en`")
    return Parameter(
        name=match["name"],
        kind=ParameterKind(match["kind"]),
        required=match["need"] == "required",
        example=match["example"],
        about=_bilingual(match["about"]),
    )
