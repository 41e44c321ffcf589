"""Coordination load: the working relations a unit must keep alive."""

from dataclasses import dataclass

import numpy as np

from remit.coordination.projection import Participation, column_sums, row_sums
from remit.coordination.shared_work import pair_counts


@dataclass(frozen=True, slots=True)
class Workload:
    """Counts of one unit (key).

    `tasks` in all, `led`, `supported`; `load` = `leading` + `supporting`, the part that comes
    from tasks it leads and the part from tasks it supports; `partners`, the other units
    it shares a task with; `meetings`, the units met if every task met once in full, whatever
    the roles.
    """

    unit: str
    tasks: int
    led: int
    supported: int
    load: int
    leading: int
    supporting: int
    partners: int
    meetings: int


def workloads(found: Participation) -> list[Workload]:
    """Return the workload of every unit, heaviest coordination load first.

    Ties are broken by tasks, then by partners (more first), then by the key. Tasks
    where the unit's role is not known count in `tasks`, `partners` and `meetings`, not in
    `load`. A plan shows assigned duty, not work done: this is *planned* coordination.

    Formula:
        load(u) = Σ over t that u leads of (|U(t)| − 1) + Σ over t that u supports of |L(t)|;
        meetings(u) = Σ over t of u of (|U(t)| − 1).

    Reference:
        Remit's own: a lead must keep in step with everyone on the task, a support with the
        leads. After the coordination cost of design structure matrices (Steward 1981).

    Picture:
        task 1:  a leads, b and c support      a keeps in step with b and c: load 2
                 b ──▶ a ◀── c                 b and c each with a:          load 1

    Example:
        >>> from remit.coordination.projection import from_duties
        >>> from remit.model import Role
        >>> roles = {"a": Role.LEADS, "b": Role.SUPPORTS, "c": Role.SUPPORTS}
        >>> plan = from_duties(("1", unit, role) for unit, role in roles.items())
        >>> [(w.unit, w.load, w.leading, w.supporting) for w in workloads(plan)]
        [('a', 2, 2, 0), ('b', 1, 0, 1), ('c', 1, 0, 1)]
    """
    company = found.task_sizes - 1
    leading = company @ found.leads
    supporting = row_sums(found.leads) @ found.supports
    pairs = pair_counts(found.involves)
    met = np.bincount(np.concatenate([pairs.first, pairs.second]), minlength=len(found.units))
    columns = zip(
        found.units,
        column_sums(found.involves),
        column_sums(found.leads),
        column_sums(found.supports),
        leading + supporting,
        leading,
        supporting,
        met,
        company @ found.involves,
        strict=True,
    )
    every = [Workload(unit, *map(int, counts)) for unit, *counts in columns]
    return sorted(every, key=lambda w: (-w.load, -w.tasks, -w.partners, w.unit))
