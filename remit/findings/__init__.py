"""What a planner should look at before acting on a plan.

Each check is a function from a plan to its findings, in the module of its subject:
`reading` (lost, restored, unread), `duties` (who answers for a task), `names` (who the names
stand for), `figures` (what is to be reached), `alike` (tasks told twice). Many findings of
one kind are told in one (`gathering`), so that the list stays readable.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from remit.findings import alike, duties, figures, names, reading
from remit.findings.gathering import gathered
from remit.model import Finding, Plan, Severity

_ORDER: Final = (Severity.ERROR, Severity.WARNING, Severity.INFO)


def with_findings(plan: Plan) -> Plan:
    """Return the plan with what all checks found, gravest first, in a stable order."""
    found = gathered(plan, [finding for check in _CHECKS for finding in check(plan)])
    return replace(plan, findings=tuple(sorted(found, key=lambda f: _ORDER.index(f.severity))))


_CHECKS: Final[tuple[Callable[[Plan], Iterator[Finding]], ...]] = (
    reading.lost_cells,
    duties.unclear_roles,
    duties.unheld_roles,
    reading.unread_lines,
    reading.task_numbers,
    figures.same_measures,
    figures.without_unit,
    duties.unowned_deadlines,
    alike.near_duplicates,
    duties.several_holders,
    names.groups,
    names.rosters,
    names.unknown_names,
    names.unfit_decisions,
    names.merged_names,
    names.doubtful_aliases,
    reading.restored_headings,
    reading.title,
)
