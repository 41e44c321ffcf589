"""The sample years against their own tables, and the checked list of tasks that go on."""

import pytest

from bench.sample_years import (
    PAIRS,
    holders,
    quality,
    reorganised,
    told_of_tasks,
    told_of_units,
    truth_of_tasks,
    verdicts,
    written,
)
from remit.comparison import ChangeKind, TaskChange, UnitFate, YearChange, compare
from remit.model import Plan, Role

GOOD = 0.95


@pytest.fixture(scope="module")
def changes(years: dict[int, Plan]) -> dict[tuple[int, int], YearChange]:
    return {(a, b): compare(years[a], years[b]) for a, b in PAIRS}


def ids(change: TaskChange) -> tuple[str, str]:
    assert change.before
    assert change.after
    return change.before.id, change.after.id


def went_on(change: YearChange) -> list[TaskChange]:
    return [task for task in change.tasks if task.match]


def test_the_table_of_verdicts_names_tasks_that_there_are() -> None:
    for pair in PAIRS:
        known = [written(year) for year in pair]
        for before, after in [*verdicts(pair, "same"), *verdicts(pair, "open")]:
            assert before in known[0]
            assert after in known[1]


@pytest.mark.parametrize("pair", PAIRS)
def test_tasks_are_matched_as_people_match_them(
    changes: dict[tuple[int, int], YearChange], pair: tuple[int, int]
) -> None:
    same, unsettled = verdicts(pair, "same"), verdicts(pair, "open")
    found = {ids(task) for task in went_on(changes[pair])} - set(unsettled)
    measured = quality(found, same)
    assert measured.precision >= GOOD
    assert measured.recall >= GOOD


@pytest.mark.parametrize("pair", PAIRS)
def test_what_is_surely_one_task_is_one(
    changes: dict[tuple[int, int], YearChange], pair: tuple[int, int]
) -> None:
    sure = {ids(t) for t in went_on(changes[pair]) if t.match and t.match.confidence > GOOD}
    assert sure <= set(verdicts(pair, "same"))
    assert len(sure) > 70


@pytest.mark.parametrize("pair", PAIRS)
def test_what_was_missed_or_is_unsettled_is_asked_about(
    changes: dict[tuple[int, int], YearChange], pair: tuple[int, int]
) -> None:
    asked = {(match.before, match.after) for match in changes[pair].possible}
    found = {ids(task) for task in went_on(changes[pair])}
    missed = set(verdicts(pair, "same")) - found
    assert len(missed - asked) <= 1


@pytest.mark.parametrize("pair", PAIRS)
@pytest.mark.parametrize("kind", [ChangeKind.RAISED, ChangeKind.LOWERED])
def test_targets_are_raised_and_lowered_as_people_say(
    changes: dict[tuple[int, int], YearChange], pair: tuple[int, int], kind: ChangeKind
) -> None:
    judged = verdicts(pair, "same")
    found = {ids(t) for t in went_on(changes[pair]) if kind in t.kinds}
    true = {pair for pair, row in judged.items() if row[kind.value] == "yes"}
    measured = quality(found & set(judged), true)
    assert measured.precision >= GOOD
    assert measured.recall >= GOOD


@pytest.mark.parametrize("pair", PAIRS)
@pytest.mark.parametrize("role", [Role.SUPERVISES, Role.LEADS, Role.SUPPORTS])
def test_a_task_is_reassigned_where_its_row_names_others(
    changes: dict[tuple[int, int], YearChange], pair: tuple[int, int], role: Role
) -> None:
    before, after = (written(year) for year in pair)
    found: set[tuple[str, str]] = set()
    true: set[tuple[str, str]] = set()
    unknown: set[tuple[str, str]] = set()
    for change in went_on(changes[pair]):
        one, other = ids(change)
        if any(duty.role is role and duty.changed for duty in change.duties):
            found.add((one, other))
        if role in change.hidden:
            unknown.add((one, other))
        was, now = holders(before[one], role), holders(after[other], role)
        if role is Role.SUPPORTS:
            was -= holders(before[one], Role.LEADS)
        if was != now:
            true.add((one, other))
    if not true:
        assert not found
        return
    assert found == true - unknown
    assert len(unknown) <= (3 if role is Role.SUPPORTS else 0)


@pytest.mark.parametrize("pair", PAIRS)
def test_what_is_not_seen_to_change_though_it_did_is_called_unknown(
    changes: dict[tuple[int, int], YearChange], pair: tuple[int, int]
) -> None:
    """A unit named for the first time may have been in 区各部门 before: that is not known."""
    before, after = (written(year) for year in pair)
    for change in went_on(changes[pair]):
        one, other = ids(change)
        was = holders(before[one], Role.SUPPORTS) - holders(before[one], Role.LEADS)
        if was != holders(after[other], Role.SUPPORTS):
            duty = next(duty for duty in change.duties if duty.role is Role.SUPPORTS)
            assert duty.changed or duty.hidden


@pytest.mark.parametrize("pair", PAIRS)
def test_the_words_alone_say_what_was_reworded(
    changes: dict[tuple[int, int], YearChange], pair: tuple[int, int]
) -> None:
    before, after = (written(year) for year in pair)
    for change in went_on(changes[pair]):
        one, other = ids(change)
        texts = [
            "".join(c for c in task.text if not (c.isdigit() or c in ".-"))
            for task in (before[one], after[other])
        ]
        assert (ChangeKind.REWORDED in change.kinds) is (texts[0] != texts[1])


@pytest.mark.parametrize("pair", PAIRS)
def test_units_are_renamed_and_merged_as_the_samples_were_made(
    changes: dict[tuple[int, int], YearChange], pair: tuple[int, int]
) -> None:
    for fate, units in reorganised()[pair].items():
        assert told_of_units(changes[pair], fate) == units


@pytest.mark.parametrize("pair", PAIRS)
def test_what_is_told_of_tasks_is_true(
    changes: dict[tuple[int, int], YearChange], pair: tuple[int, int]
) -> None:
    told, true = told_of_tasks(changes[pair], pair), truth_of_tasks(pair)
    for kind, pairs in true.items():
        measured = quality(told[kind], pairs)
        assert measured.found - measured.right <= 1, kind
        assert measured.recall >= 0.9, kind


def test_a_unit_founded_is_newly_named_and_its_load_has_no_before(
    changes: dict[tuple[int, int], YearChange],
) -> None:
    change = changes[2023, 2024]
    names = {agent.key: agent.name for agent in change.after.agents}
    come = {names[u.after[0]] for u in change.units if u.fate is UnitFate.NEWLY_NAMED}
    assert {"区大数据局", "区医保局", "区退役军人局", "青云街道"} <= come
    load = next(load for load in change.loads if load.unit == "区大数据局")
    assert load.before is None
    assert load.after
    assert load.after.led == 1


def test_a_merged_unit_is_counted_as_one_before(
    changes: dict[tuple[int, int], YearChange],
) -> None:
    merged = reorganised()[2023, 2024][UnitFate.MERGED]
    parts = next(set(olds) for olds, new in merged if new == "区文旅局")
    load = next(row for row in changes[2023, 2024].loads if row.unit == "区文旅局")
    assert set(load.names_before) == parts
    either = [t for t in written(2023).values() if parts & {*t.leads, *t.supports}]
    assert load.before
    assert load.before.tasks == len(either)
