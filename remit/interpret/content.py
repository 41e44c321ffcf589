"""What the words of a plan's tasks say: their targets, and their deadlines."""

from collections.abc import Iterable, Sequence

from remit.interpret.clauses import SENTENCE, clause_end, clause_start
from remit.interpret.deadlines import Spoken, deadlines
from remit.interpret.targets import Found, recognise
from remit.interpret.targets.indicators import key_of
from remit.interpret.wording import Wording, wording
from remit.model import Deadline, Indicator, Target, Task


def targets_and_deadlines(
    tasks: Iterable[Task], year: int | None
) -> tuple[tuple[Target, ...], tuple[Deadline, ...], tuple[Indicator, ...]]:
    """Return what the tasks are to reach and by when, in document order, and the indicators.

    `year` is the plan's, for deadlines that name none. A deadline of a task's own cell is
    not among them: it stands at the task.
    """
    targets: list[Target] = []
    limits: list[Deadline] = []
    indicators: dict[str, Indicator] = {}
    for task in tasks:
        words = wording(task.passage)
        spoken = list(deadlines(words.text, year))
        limits += [_deadline(task, words, each) for each in spoken]
        for number, found in enumerate(recognise(words.text), start=1):
            limit = _deadline_of(words.text, found, spoken)
            due = _deadline(task, words, limit) if limit else None
            key = key_of(found.indicator)
            indicators.setdefault(key, Indicator(key, found.indicator))
            targets.append(_target(task, number, words, found, due))
    indicators = {
        target.indicator: Indicator(target.indicator, target.indicator) for target in targets
    }
    return tuple(targets), tuple(limits), tuple(indicators.values())


def _target(task: Task, number: int, words: Wording, found: Found, due: Deadline | None) -> Target:
    return Target(
        id=f"{task.id}.{number}",
        task=task.id,
        passage=words.part(found.start, found.end),
        measure=found.measure,
        indicator=key_of(found.indicator),
        comparator=found.comparator,
        value=found.value,
        upper=found.upper,
        unit=found.unit,
        multiplier=found.multiplier,
        change=found.change,
        ambition=found.ambition,
        reference=found.reference,
        deadline=due,
    )


def _deadline(task: Task, words: Wording, spoken: Spoken) -> Deadline:
    return Deadline(task.id, words.part(spoken.start, spoken.end), spoken.day)


def _deadline_of(text: str, found: Found, spoken: Sequence[Spoken]) -> Spoken | None:
    """Return the deadline a target has: the last one before it in its sentence, or one after it.

    Behind a target only a deadline of the same clause is its own.
    """
    before = [each for each in spoken if each.start < found.start]
    if before and before[-1].start >= clause_start(text, found.start, SENTENCE):
        return before[-1]
    behind = [each for each in spoken if each.start >= found.end]
    return behind[0] if behind and behind[0].start < clause_end(text, found.end) else None
