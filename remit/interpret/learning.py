"""What complete plans teach of competence: counts of words by organ, and no passages."""

import csv
import io
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from remit.errors import UnreadableSource
from remit.interpret.competence import ALL_TASKS, COLUMNS, Count, Table
from remit.interpret.duties import pieces
from remit.interpret.organs import organs_of
from remit.model import Agent, Evidence, Plan, Role
from remit.organkinds import organ_scheme

LEAST_TASKS: Final = 2
"""A piece of words is kept when it stood in this many tasks: what stood once tells nothing.

An organ that supported one such task and led none is left out too."""

NOTHING: Final[Table] = MappingProxyType({})
"""The table of no task."""

_SAME_START: Final = 30  # two tasks that begin alike are one, printed in two papers
_NOT_WORDS: Final = re.compile(r"[\W\d]+")


@dataclass(frozen=True, slots=True)
class Lesson:
    """One task to learn from: its text, the kinds of organ that lead and that support."""

    plan: str
    text: str
    leads: frozenset[str]
    supports: frozenset[str]


def lessons(plans: Iterable[Plan]) -> list[Lesson]:
    """Return the tasks whose stated leads are of known kinds, each text once.

    Raises UnreadableSource for a plan that lost cells: who is missing there is not known.
    """
    found: dict[str, Lesson] = {}
    for plan in plans:
        if plan.repeats_dropped:
            raise UnreadableSource(
                f"{plan.source.file_name}：这份文本删去了重复的行，责任单元格不全，不能用来学习；"
                "请用完整的原表（Word、Excel、PDF 或网页）。"
                " / repeated lines were dropped from this copy, so duty cells are missing and"
                " nothing can be learned from it; give the undamaged table (Word, Excel, PDF"
                " or web page)."
            )
        for lesson in _of_plan(plan):
            found.setdefault(_NOT_WORDS.sub("", lesson.text)[:_SAME_START], lesson)
    return list(found.values())


def _of_plan(plan: Plan) -> Iterator[Lesson]:
    agents = {agent.key: agent for agent in plan.agents}
    held: defaultdict[tuple[str, Role], set[str]] = defaultdict(set)
    for a in plan.assignments:
        if a.evidence is Evidence.STATED and a.role_evidence is Evidence.STATED:
            held[a.task, a.role] |= current_kinds(agents[a.agent])
    for task in plan.tasks:
        leads = held[task.id, Role.LEADS]
        if leads:
            supports = held[task.id, Role.SUPPORTS] - leads
            yield Lesson(plan.id, task.text, frozenset(leads), frozenset(supports))


def current_kinds(agent: Agent) -> set[str]:
    """Return the kinds of organ an agent is, a historic one's successors in its stead.

    Successors may be historic themselves: 扶贫办 → 乡村振兴局 → 农业农村局.
    """
    return {now for kind in agent.organs or organs_of(agent.name) for now in _today(kind)}


def _today(kind: str) -> set[str]:
    successors = organ_scheme().kinds[kind].successors
    return {now for each in successors for now in _today(each)} if successors else {kind}


def learn(found: Iterable[Lesson], onto: Table = NOTHING) -> Table:
    """Return how many tasks with each piece of words an organ led and supported.

    The counts are added to those of `onto`, a table learned from other tasks.
    """
    counts = {
        term: defaultdict(_none, {kind: [c.leads, c.supports] for kind, c in by_kind.items()})
        for term, by_kind in onto.items()
    }
    tasks = Counter(dict.fromkeys(onto, LEAST_TASKS))
    for lesson in found:
        terms = pieces(lesson.text)
        tasks.update(terms)
        for term in (ALL_TASKS, *terms):
            held = counts.setdefault(term, defaultdict(_none))
            for column, kinds in enumerate((lesson.leads, lesson.supports)):
                for kind in kinds:
                    held[kind][column] += 1
    return {
        term: {
            kind: Count(*pair)
            for kind, pair in sorted(by_kind.items())
            if term == ALL_TASKS or pair[0] or pair[1] > 1
        }
        for term, by_kind in sorted(counts.items())
        if term == ALL_TASKS or tasks[term] >= LEAST_TASKS
    }


def _none() -> list[int]:
    return [0, 0]


def as_csv(table: Table) -> str:
    """Return the table as CSV: term, organ, leads, supports."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for term, by_kind in table.items():
        for kind, count in by_kind.items():
            writer.writerow((term, kind, count.leads, count.supports))
    return text.getvalue()
