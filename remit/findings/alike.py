"""Tasks that say nearly the same: one duty told twice, or a slip of copying."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Final

from remit.findings.gathering import task_labels
from remit.model import Bilingual, Finding, Plan, Severity

SIMILAR: Final = 0.6
"""Jaccard similarity of character trigrams from which two tasks say nearly the same."""

_LENGTH: Final = 3
_SHORTEST: Final = 10
_COMMON: Final = 50
_WORDLESS: Final = re.compile(r"[\W\d_]+")


def near_duplicates(plan: Plan) -> Iterator[Finding]:
    """Pairs of tasks whose words, figures and signs left out, are nearly the same.

    The similarity of two tasks is |A ∩ B| / |A ∪ B| over their sets of character
    trigrams (Broder 1997, resemblance). Very short tasks are not compared, and trigrams
    of more than 50 tasks are boilerplate that makes no pair on its own.
    """
    grams = {task.id: _grams(task.text) for task in plan.tasks}
    holders: dict[str, list[str]] = defaultdict(list)
    for task, own in grams.items():
        for gram in sorted(own):
            holders[gram].append(task)
    shared: Counter[tuple[str, str]] = Counter()
    for tasks in holders.values():
        if len(tasks) <= _COMMON:
            shared.update((one, other) for i, one in enumerate(tasks) for other in tasks[i + 1 :])
    labels = task_labels(plan)
    by_id = {task.id: task for task in plan.tasks}
    order = {task.id: task.order for task in plan.tasks}
    for one, other in sorted(shared, key=lambda pair: (order[pair[0]], order[pair[1]])):
        common = len(grams[one] & grams[other])
        similarity = common / len(grams[one] | grams[other])
        if similarity < SIMILAR:
            continue
        a, b = by_id[one], by_id[other]
        yield Finding(
            f"near-duplicate-{one}-{other}",
            "near-duplicate",
            Severity.INFO,
            Bilingual(
                f"任务{labels[one].zh}与{labels[other].zh}文字相似度 {similarity:.0%}，是否重复："
                f"“{a.text}”｜“{b.text}”",
                f"Tasks {labels[one].en} and {labels[other].en} are worded {similarity:.0%} alike;"
                f" are they one: “{a.text}” | “{b.text}”",
            ),
            (("task", one), ("task", other)),
            (a.passage, b.passage),
        )


def _grams(text: str) -> frozenset[str]:
    words = _WORDLESS.sub("", text)
    if len(words) < _SHORTEST:
        return frozenset()
    return frozenset(words[i : i + _LENGTH] for i in range(len(words) - _LENGTH + 1))
