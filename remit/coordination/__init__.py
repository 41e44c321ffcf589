"""Coordination measures: pure functions, graph in, table out.

Every measure is computed on `projection.participation(plan)`; each module defines its
measure, names its source and shows an example small enough to check by hand.
"""

from remit.coordination.dependency import Dependency, dependencies
from remit.coordination.leaders import (
    CrossLeaderTask,
    cross_leader_pairs,
    cross_leader_tasks,
    unit_leaders,
)
from remit.coordination.load import Workload, workloads
from remit.coordination.projection import ALL_EVIDENCE, BELIEVED_BY_DEFAULT, participation
from remit.coordination.shared_work import SharedWork, shared_work

__all__ = [
    "ALL_EVIDENCE",
    "BELIEVED_BY_DEFAULT",
    "CrossLeaderTask",
    "Dependency",
    "SharedWork",
    "Workload",
    "cross_leader_pairs",
    "cross_leader_tasks",
    "dependencies",
    "participation",
    "shared_work",
    "unit_leaders",
    "workloads",
]
