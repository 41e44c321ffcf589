"""Who may stand in lost cells, asked of the seed plan's graph."""

from collections.abc import Callable

from remit.model import Evidence
from remit.query import Embedded, Table, run

Rows = Callable[[Table], list[tuple[str, ...]]]


def test_candidates_are_listed_only_where_inference_is_believed(
    embedded_seed: Embedded, rows: Rows
) -> None:
    assert not run(embedded_seed, "list_candidates", {}, Evidence.EXPANDED).rows
    told = rows(run(embedded_seed, "list_candidates", {}, Evidence.INFERRED))
    assert len(told) > 100
    assert all(0 < float(row[3]) < 1 for row in told)
    of_one = rows(run(embedded_seed, "list_candidates", {"unit": "区住建局"}, Evidence.INFERRED))
    assert of_one == [row for row in told if row[2] == "区住建局"]


def test_a_task_shows_candidates_and_what_was_inferred(embedded_seed: Embedded, rows: Rows) -> None:
    told = rows(run(embedded_seed, "list_candidates_of_task", {"task": "43"}, Evidence.INFERRED))
    assert told
    assert {row[0] for row in told} <= {"牵头", "分管"}
    likely = [float(row[2]) for row in told if row[0] == "牵头"]
    assert likely == sorted(likely, reverse=True)


def test_no_candidate_counts_as_a_task_of_anybody(embedded_seed: Embedded, rows: Rows) -> None:
    pairs = {
        (row[0], row[2])
        for row in rows(run(embedded_seed, "list_candidates", {}, Evidence.INFERRED))
    }
    held = rows(run(embedded_seed, "list_tasks_of_unit", {"unit": "区司法局"}, Evidence.INFERRED))
    assert not pairs & {(row[0], "区司法局") for row in held}
