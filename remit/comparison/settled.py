"""What people decided on whether two tasks are one, and what is still to be asked."""

from collections.abc import Iterable, Iterator
from typing import Final

from remit.comparison.facts import Match, YearChange
from remit.comparison.matching import SURE, TAKEN
from remit.model import Bilingual, Decision, Plan, Task
from remit.read.side_tables import refused
from remit.review import Question, answered
from remit.review.questions import BETWEEN_PLANS, NO, YES

KIND: Final = "same-task"

Places = dict[tuple[int, int], Decision]


def question_id(before: Plan, one: str, after: Plan, other: str) -> str:
    """Return the id of the question whether two tasks are one, the same in every run.

    It names the earlier plan first; an answer holds for both directions.
    """
    return f"{BETWEEN_PLANS}{before.id}/{one}/{after.id}/{other}"


def settled(before: Plan, after: Plan, decisions: Iterable[Decision]) -> tuple[Places, Places]:
    """Return the pairs of tasks, by their places, that people say are one, and are not.

    A decision on words that have changed since is passed over. Raises UnreadableSource for an
    answer that is neither yes nor no.
    """
    by_id = {each.question: each for each in decisions if each.question.startswith(BETWEEN_PLANS)}
    same: Places = {}
    other: Places = {}
    if not by_id:
        return same, other
    places = {task.id: j for j, task in enumerate(after.tasks)}
    prefixes = {
        f"{BETWEEN_PLANS}{before.id}/{task.id}/{after.id}/": (i, task)
        for i, task in enumerate(before.tasks)
    }
    for name, decision in by_id.items():
        start, _, identifier = name.rpartition("/")
        found = prefixes.get(start + "/")
        if found is None or identifier not in places:
            continue
        i, one = found
        j = places[identifier]
        asked = _question(before, one, after, after.tasks[j], None)
        answer = answered(asked, decision)
        if answer == YES:
            _refuse_second(same, (i, j), decision)
            same[i, j] = decision
        elif answer == NO:
            other[i, j] = decision
    return same, other


def _refuse_second(same: Places, pair: tuple[int, int], decision: Decision) -> None:
    """Raise UnreadableSource where a task is said to be the same as two others."""
    first = next((d for p, d in same.items() if p[0] == pair[0] or p[1] == pair[1]), None)
    if first is not None:
        raise refused(
            decision.file,
            decision.line,
            f"这项任务在第 {first.line} 行已定为与另一项任务相同，请只留一行",
            f"line {first.line} already says that this task is the same as another;"
            " keep one of them",
        )


def open_questions(change: YearChange) -> Iterator[Question]:
    """Yield every pair of tasks that may be one task, taken or not, as a question."""
    before = {task.id: task for task in change.before.tasks}
    after = {task.id: task for task in change.after.tasks}
    taken = (each.match for each in change.tasks if each.match)
    unsure = [m for m in taken if m.confidence < SURE and m.decision is None]
    for match in sorted((*unsure, *change.possible), key=lambda m: -m.confidence):
        yield _question(
            change.before, before[match.before], change.after, after[match.after], match
        )


def _question(before: Plan, one: Task, after: Plan, other: Task, match: Match | None) -> Question:
    first, second = f"{before.id}（{one.number}）", f"{after.id}（{other.number}）"
    return Question(
        question_id(before, one.id, after, other.id),
        KIND,
        Bilingual(
            f"任务 {first} 与 {second} 是否同一项任务？",
            f"Are {first} and {second} one task?",
        ),
        (one.passage, other.passage),
        YES if match and match.confidence >= TAKEN else NO,
        match.confidence if match else None,
        (YES, NO),
    )
