"""Coordination measures: pure functions, projection in, table out.

Every measure is computed on `projection.participation(plan)` or on the graph of shared
work; each module holds one family, defines it, names its source and shows an example
small enough to check by hand. `docs/measures.md` is made from these docstrings.
"""

from remit.coordination.backbone import Tie, backbone_graph, chance_ties, disparity
from remit.coordination.bridging import Bridging, bridging
from remit.coordination.checks import (
    Portfolio,
    RoleMix,
    TaskCheck,
    leader_portfolios,
    role_mix,
    task_checks,
)
from remit.coordination.clustering import Clustering, two_mode_clustering
from remit.coordination.cohesion import Cohesion, bridges, cohesion
from remit.coordination.communities import Communities, communities
from remit.coordination.concentration import Concentration, concentration
from remit.coordination.dependency import Dependency, Reciprocity, dependencies, reciprocity
from remit.coordination.expectation import Figure, pair_figures, support_loads, unit_figures
from remit.coordination.leaders import (
    CrossLeaderShare,
    CrossLeaderTask,
    PortfolioBroker,
    cross_leader_pairs,
    cross_leader_share,
    cross_leader_tasks,
    portfolio_brokers,
    portfolios,
    unit_leaders,
)
from remit.coordination.likelihood import Likelihood, likelihood, narrowed, readings, role_chances
from remit.coordination.load import Workload, workloads
from remit.coordination.partners import Partners, partners
from remit.coordination.projection import (
    ALL_EVIDENCE,
    BELIEVED_BY_DEFAULT,
    Participation,
    participation,
)
from remit.coordination.ranking import Measure, Ranked, Ranking, ranking, spread
from remit.coordination.relief import Handover, heaviest_sum, relieving
from remit.coordination.shared_work import SharedWork, role_weighted, shared_graph, shared_work

__all__ = [
    "ALL_EVIDENCE",
    "BELIEVED_BY_DEFAULT",
    "Bridging",
    "Clustering",
    "Cohesion",
    "Communities",
    "Concentration",
    "CrossLeaderShare",
    "CrossLeaderTask",
    "Dependency",
    "Figure",
    "Handover",
    "Likelihood",
    "Measure",
    "Participation",
    "Partners",
    "Portfolio",
    "PortfolioBroker",
    "Ranked",
    "Ranking",
    "Reciprocity",
    "RoleMix",
    "SharedWork",
    "TaskCheck",
    "Tie",
    "Workload",
    "backbone_graph",
    "bridges",
    "bridging",
    "chance_ties",
    "cohesion",
    "communities",
    "concentration",
    "cross_leader_pairs",
    "cross_leader_share",
    "cross_leader_tasks",
    "dependencies",
    "disparity",
    "heaviest_sum",
    "leader_portfolios",
    "likelihood",
    "narrowed",
    "pair_figures",
    "participation",
    "partners",
    "portfolio_brokers",
    "portfolios",
    "ranking",
    "readings",
    "reciprocity",
    "relieving",
    "role_chances",
    "role_mix",
    "role_weighted",
    "shared_graph",
    "shared_work",
    "spread",
    "support_loads",
    "task_checks",
    "two_mode_clustering",
    "unit_figures",
    "unit_leaders",
    "workloads",
]
