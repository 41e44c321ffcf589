"""Portfolios: supervising leaders, the units at their tasks, and the tasks, in three columns.

Groups stand here as nodes of their own. Whatever is known to exist but not legible has a
place: a stand-in for lost leaders, one for lost lead units, and one that gathers the
tasks of which no cell is left.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from remit.model import AgentKind, Assignment, Evidence, Plan, Role
from remit.views import looks
from remit.views.layout import order_by_neighbours, shorten, spread
from remit.views.network import font, new_network, specification
from remit.views.page_facts import task_name

if TYPE_CHECKING:
    from pyvis.network import Network

LOST_LEADER: Final = "lost leader"  # ids with a space: no key of an agent or task has one
LOST_LEAD: Final = "lost lead"
ALL_LOST: Final = "all lost"

ROW: Final = 42.0
COLUMN_X: Final = {"leaders": 0.0, "units": 330.0, "tasks": 760.0}
COLUMN_WIDTH: Final = {"leaders": 150, "units": 210, "tasks": 350}
LABEL_SIZE: Final = 15
LOST_SIZE: Final = 12  # two lines in the height of a row
TASK_EMS: Final = 21

SUPERVISORS: Final = (AgentKind.LEADER, AgentKind.LEADER_GROUP)


def portfolio_network(plan: Plan) -> dict[str, object]:
    """Return the three-column network; ids are "agent KEY", "task ID" or a stand-in.

    Edges say what they are in `kind`: "supervision" (leader to unit, with `links` of
    supervising and participating assignment ids; None stands for a lost one), "part"
    (unit to task, with its `assignment`), "role" (its inferred role, drawn beside it),
    "member" (group to unit) and "lost" (to a task whose lead unit is not legible).
    """
    rows = _Rows(plan)
    network = new_network(directed=True)
    positions = _positions(plan, rows)
    _add_nodes(network, plan, rows, positions)
    _add_edges(network, plan, rows)
    return specification(network, _captions())


class _Rows:
    """The assignments of each task, split into who supervises and who takes part."""

    def __init__(self, plan: Plan) -> None:
        kinds = {agent.key: agent.kind for agent in plan.agents}
        self.supervisors: dict[str, list[Assignment]] = defaultdict(list)
        self.parts: dict[str, list[Assignment]] = defaultdict(list)
        legible = {a.task for a in plan.assignments if a.evidence is not Evidence.INFERRED}
        for assignment in plan.assignments:
            if assignment.task not in legible:
                continue
            side = self.supervisors if kinds[assignment.agent] in SUPERVISORS else self.parts
            side[assignment.task].append(assignment)
        self.lost = {(task.id, role) for task in plan.tasks for role in task.lost}
        self.shown = [t.id for t in plan.tasks if self.supervisors[t.id] or self.parts[t.id]]
        self.gathered = len(plan.tasks) - len(self.shown)
        self.links: dict[tuple[str, str], list[tuple[str | None, str | None]]] = defaultdict(list)
        self.without_lead: list[str] = []
        for task in self.shown:
            self._link(task)

    def _link(self, task: str) -> None:
        parts: list[tuple[str, str | None]] = [(_agent(a), a.id) for a in self.parts[task]]
        leaders: list[tuple[str, str | None]] = [(_agent(a), a.id) for a in self.supervisors[task]]
        if _none_legible(self.supervisors[task]) and (task, Role.SUPERVISES) in self.lost:
            leaders.append((LOST_LEADER, None))
        if _none_legible(self.parts[task]) and (task, Role.LEADS) in self.lost:
            parts.append((LOST_LEAD, None))
            self.without_lead.append(task)
        for leader, supervision in leaders:
            for unit, part in parts:
                self.links[leader, unit].append((supervision, part))


def _none_legible(assignments: Iterable[Assignment]) -> bool:
    """Tell whether all are inferred: what a cell lost stays lost beside them."""
    return all(a.evidence is Evidence.INFERRED for a in assignments)


def _agent(assignment: Assignment) -> str:
    return f"agent {assignment.agent}"


def _positions(plan: Plan, rows: _Rows) -> dict[str, tuple[float, float]]:
    agents = [f"agent {agent.key}" for agent in plan.agents]
    unit_places: dict[str, list[float]] = defaultdict(list)
    for place, task in enumerate(rows.shown):
        for part in rows.parts[task]:
            unit_places[_agent(part)].append(place)
    units = order_by_neighbours([a for a in agents if a in unit_places], unit_places)
    leader_places: dict[str, list[float]] = defaultdict(list)
    for leader, unit in rows.links:
        leader_places[leader].append(units.index(unit) if unit in units else len(units))
    leaders = order_by_neighbours([a for a in agents if a in leader_places], leader_places)
    columns = {
        "leaders": leaders + [LOST_LEADER] * (LOST_LEADER in leader_places),
        "units": units + [LOST_LEAD] * bool(rows.without_lead),
        "tasks": [f"task {task}" for task in rows.shown] + [ALL_LOST] * bool(rows.gathered),
    }
    height = ROW * max(len(column) for column in columns.values())
    return {
        node: (COLUMN_X[name], y)
        for name, column in columns.items()
        for node, y in zip(column, spread(len(column), height), strict=True)
    }


def _add_nodes(
    network: "Network", plan: Plan, rows: _Rows, positions: dict[str, tuple[float, float]]
) -> None:
    for agent in plan.agents:
        if (node := f"agent {agent.key}") not in positions:
            continue
        if agent.kind in SUPERVISORS:
            _box(network, node, agent.name, "leaders", positions, looks.LEADER)
        else:
            _, color = looks.unit_look(agent.unit_type)
            color = looks.INK if agent.kind is AgentKind.UNIT_GROUP else color
            _box(network, node, shorten(agent.name, 13), "units", positions, color)
    for task in plan.tasks:
        if (node := f"task {task.id}") in positions:
            label = shorten(f"{task_name(task)} {task.text}", TASK_EMS)
            _box(network, node, label, "tasks", positions, looks.TASK)
    stand_ins = {
        LOST_LEADER: ("分管领导缺失\nleader not legible", "leaders"),
        LOST_LEAD: ("牵头单位缺失\nlead not legible", "units"),
        ALL_LOST: (
            f"{rows.gathered} 项任务的单元格全部缺失\n{rows.gathered} tasks with no legible cell",
            "tasks",
        ),
    }
    for node, (label, column) in stand_ins.items():
        if node in positions:
            _box(network, node, label, column, positions, looks.UNKNOWN, lost=True)


def _box(
    network: "Network",
    node: str,
    label: str,
    column: str,
    positions: dict[str, tuple[float, float]],
    color: str,
    *,
    lost: bool = False,
) -> None:
    x, y = positions[node]
    width = COLUMN_WIDTH[column]
    network.add_node(
        node,
        label=label,
        shape="box",
        color=color,
        x=x,
        y=round(y, 1),
        font={**font(LOST_SIZE if lost else LABEL_SIZE), "align": "left"},
        widthConstraint={"minimum": width, "maximum": width},
        margin=4 if lost else 6,
        shapeProperties={"borderDashes": [5, 4] if lost else False},
    )


def _add_edges(network: "Network", plan: Plan, rows: _Rows) -> None:
    for (leader, unit), links in rows.links.items():
        network.add_edge(
            leader, unit, id=f"supervision {leader} {unit}", kind="supervision", links=links
        )
    for task in rows.shown:
        for part in rows.parts[task]:
            ends = _agent(part), f"task {task}"
            network.add_edge(*ends, id=f"part {part.id}", kind="part", assignment=part.id)
            if part.role_evidence is Evidence.INFERRED and part.role is not Role.TAKES_PART:
                network.add_edge(*ends, id=f"role {part.id}", kind="role", assignment=part.id)
    for task in rows.without_lead:
        network.add_edge(LOST_LEAD, f"task {task}", id=f"lost {task}", kind="lost", task=task)
    for agent in plan.agents:
        for member in agent.members:
            ends = f"agent {agent.key}", f"agent {member}"
            if set(ends) <= set(network.get_nodes()):
                network.add_edge(*ends, id=f"member {agent.key} {member}", kind="member")


def _captions() -> list[dict[str, object]]:
    words = {
        "leaders": ("分管领导", "supervising leaders"),
        "units": ("单位与统称", "units and groups"),
        "tasks": ("任务", "tasks"),
    }
    return [
        {"x": COLUMN_X[name] - COLUMN_WIDTH[name] / 2, "y": -14.0, "zh": zh, "en": en}
        for name, (zh, en) in words.items()
    ]
