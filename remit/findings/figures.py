"""What is to be reached: figures that stand twice, and figures of nothing."""

from collections.abc import Iterator, Sequence

from remit.findings.gathering import task_labels
from remit.interpret.targets.same_measure import agrees
from remit.model import Bilingual, Comparison, Finding, Plan, Severity, Target, Task, clause_of


def same_measures(plan: Plan) -> Iterator[Finding]:
    """Figures for one measure in two attachments, side by side: alike, unlike, or perhaps one."""
    targets = {target.id: target for target in plan.targets}
    tasks = {task.id: task for task in plan.tasks}
    labels = task_labels(plan)
    for comparison in plan.comparisons:
        sides = [[targets[each] for each in side] for side in (comparison.first, comparison.second)]
        kind, severity, zh, en = _verdict(comparison, agree=agrees(*sides))
        told = [(labels[side[0].task], _told(tasks[side[0].task], side)) for side in sides]
        yield Finding(
            f"{kind}-{'-'.join((*comparison.first, *comparison.second))}",
            kind,
            severity,
            Bilingual(
                f"{zh}：{'｜'.join(label.zh + words for label, words in told)}。",
                f"{en}: {' | '.join(f'{label.en} {words}' for label, words in told)}.",
            ),
            tuple(dict.fromkeys(("task", target.task) for side in sides for target in side)),
            tuple(target.passage for side in sides for target in side),
        )


def _verdict(comparison: Comparison, *, agree: bool) -> tuple[str, Severity, str, str]:
    if not comparison.sure:
        how = ("数字相同", "the figures are the same") if agree else ("数字不同", "figures differ")
        return (
            "figures-possibly-same",
            Severity.INFO,
            f"可能是同一指标，{how[0]}，请核对",
            f"Possibly the same measure ({how[1]}); please check",
        )
    if agree:
        return (
            "figures-agree",
            Severity.INFO,
            "两个附件中同一指标的数字一致",
            "Two attachments give the same figure for one measure",
        )
    return (
        "figures-differ",
        Severity.WARNING,
        "两个附件中同一指标的数字不同",
        "Two attachments give different figures for one measure",
    )


def _told(task: Task, targets: Sequence[Target]) -> str:
    """The figures of one side: their clauses, and the sum where there are several."""
    clauses = dict.fromkeys(clause_of(task.passage, target.passage) for target in targets)
    said = f"“{'，'.join(clauses)}”"
    values = [target.value for target in targets if target.value is not None]
    if len(values) < 2:
        return said
    return f"{said}（{'+'.join(format(v, 'f') for v in values)}＝{sum(values):f}）"


def without_unit(plan: Plan) -> Iterator[Finding]:
    """Figures that do not say of what they count; nought needs no unit."""
    labels = task_labels(plan)
    for target in plan.targets:
        if target.value and target.unit is None:
            yield Finding(
                f"target-without-unit-{target.id}",
                "target-without-unit",
                Severity.INFO,
                Bilingual(
                    f"任务{labels[target.task].zh}“{target.measure}”的数字“{target.words}”"
                    "没有写明计量单位。",
                    f"Task {labels[target.task].en} gives “{target.words}” for"
                    f" “{target.measure}” without a unit of measure.",
                ),
                (("task", target.task),),
                (target.passage,),
            )
