"""What changed over the years as the plain values the explorer shows."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict

from remit.comparison import LoadChange, Series, TaskChange, UnitChange, YearChange
from remit.comparison.words import KINDS, UNIT_FATES
from remit.model import Plan, Task

Facts = dict[str, object]


def change_facts(series: Series) -> Facts:
    """Return what changed between each two plans that follow each other, the latest two first.

    `latest` tells that the later one is the plan of the page, so that its tasks have one there.
    Names of units and leaders are words: those of another year need not be in this plan.
    """
    return {
        "years": [_year(change, series.plans[-1]) for change in reversed(series.changes)],
        "kinds": {kind: asdict(words) for kind, words in KINDS.items()},
        "fates": {fate: asdict(words) for fate, words in UNIT_FATES.items()},
    }


def _year(change: YearChange, latest: Plan) -> Facts:
    before, after = (
        {agent.key: agent.name for agent in plan.agents} for plan in (change.before, change.after)
    )
    return {
        "from": _plan(change.before),
        "to": _plan(change.after),
        "latest": change.after is latest,
        "sameGovernment": change.same_government,
        "doubtful": len(change.possible),
        "tasks": [_task(task) for task in change.tasks],
        "units": [_unit(unit, before, after) for unit in change.units],
        "loads": [_load(load) for load in change.loads],
        "handovers": [asdict(each) for each in change.handovers],
    }


def _plan(plan: Plan) -> Facts:
    return {"id": plan.id, "title": plan.title, "year": plan.year, "damaged": plan.repeats_dropped}


def _task(change: TaskChange) -> Facts:
    return {
        "kinds": change.kinds,
        "before": _side(change.before),
        "after": _side(change.after),
        "confidence": change.match.confidence if change.match else None,
        "duties": [
            {"role": duty.role, "came": duty.came, "left": duty.left}
            for duty in change.duties
            if duty.came or duty.left
        ],
        "hidden": change.hidden,
        "targets": [
            {
                "before": target.before.words,
                "after": target.after.words,
                "direction": target.direction,
            }
            for target in change.targets
        ],
    }


def _side(task: Task | None) -> Facts | None:
    return {"id": task.id, "number": task.number, "text": task.text} if task else None


def _unit(change: UnitChange, before: Mapping[str, str], after: Mapping[str, str]) -> Facts:
    return {
        "fate": change.fate,
        "before": _names(change.before, before),
        "after": _names(change.after, after),
        "sure": change.sure,
        "because": asdict(change.because),
    }


def _names(keys: Sequence[str], names: Mapping[str, str]) -> list[str]:
    return [names[key] for key in keys]


def _load(change: LoadChange) -> Facts:
    return {
        "unit": change.unit,
        "namesBefore": change.names_before,
        "before": asdict(change.before) if change.before else None,
        "after": asdict(change.after) if change.after else None,
    }
