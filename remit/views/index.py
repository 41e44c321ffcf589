"""The first page to open: what a plan holds, what it lost, and what every file is."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from remit.coordination import SharedWork, Workload, participation, shared_work, workloads
from remit.model import AgentKind, Bilingual, Evidence, Plan
from remit.views.page import render
from remit.views.page_facts import task_name
from remit.views.pages import TITLES, legibility_counts
from remit.words import READINGS

INDEX: Final = "index.html"
TOP: Final = 10

EXPLAINED: Final = {
    "views/units.html": Bilingual(
        "互动图：哪些单位在哪些任务上必须协同", "drawing: which units must work together, on what"
    ),
    "views/portfolio.html": Bilingual(
        "互动图：分管领导、单位与任务三栏", "drawing: leaders, units and tasks in three columns"
    ),
    "tables/tasks.csv": Bilingual(
        "任务一行一项：目标、领导、牵头、配合、缺失",
        "one row a task: goal, leader, roles, what is lost",
    ),
    "tables/units.csv": Bilingual(
        "单位与统称：其他写法、类型、成员", "units and groups: other names, kinds, members"
    ),
    "tables/assignments.csv": Bilingual(
        "每条分工的角色、依据、可信度和出处",
        "each assignment with role, evidence, confidence, source",
    ),
    "tables/shared_work.csv": Bilingual(
        "单位两两之间的共同任务", "tasks shared by each pair of units"
    ),
    "tables/dependencies.csv": Bilingual(
        "牵头单位依赖哪些配合单位", "which lead depends on which supporting units"
    ),
    "tables/load.csv": Bilingual(
        "每个单位的任务数与计划协同负荷",
        "tasks and planned coordination load of each unit",
    ),
    "tables/findings.csv": Bilingual("需要核对的事项及其行号", "what to check, with line numbers"),
    "graph.trig": Bilingual(
        "知识图谱全部内容，按依据分为几个命名图",
        "the whole knowledge graph, one named graph for each kind of evidence",
    ),
    "graph.ttl": Bilingual(
        "知识图谱中的原文与展开部分，供 RDF 工具使用",
        "the stated and expanded part of the graph, for RDF tools",
    ),
    "source.txt": Bilingual(
        "读到的原文，行号和起止按此计", "the text as read: lines and positions count in it"
    ),
    "store": Bilingual("供 remit query 查询的图谱数据", "the graph as remit query reads it"),
}
OTHER: Final = Bilingual("其他结果", "further result")
GROUPS: Final = (
    ("views", Bilingual("互动图（用浏览器打开）", "drawings, for a browser")),
    ("tables", Bilingual("表格（用电子表格软件打开）", "tables, for a spreadsheet")),
    ("", Bilingual("知识图谱与原文（供专业工具使用）", "knowledge graph and text, for RDF tools")),
)


@dataclass(frozen=True, slots=True)
class _Listed:
    """A file or folder of results, relative to the index, and what it holds."""

    path: str
    explanation: Bilingual


def write_index(plan: Plan, folder: Path) -> Path:
    """Write `index.html`, which links to and explains whatever stands in `folder`."""
    kinds = Counter(agent.kind for agent in plan.agents)
    page = render(
        "index.html",
        (("styles", "page.css"), ("styles", "index.css")),
        (),
        title=Bilingual("责任图谱", "Remit"),
        views=TITLES,
        plan=plan,
        legibility=legibility_counts(plan),
        counts=[
            (Bilingual("附件", "attachments"), len(plan.attachments)),
            (Bilingual("目标与工程", "goals and programmes"), len(plan.goals)),
            (Bilingual("任务", "tasks"), len(plan.tasks)),
            (Bilingual("单位", "units"), kinds[AgentKind.UNIT]),
            (Bilingual("分管领导", "leaders"), kinds[AgentKind.LEADER]),
            (
                Bilingual("统称", "groups"),
                kinds[AgentKind.UNIT_GROUP] + kinds[AgentKind.LEADER_GROUP],
            ),
        ],
        names={agent.key: agent.name for agent in plan.agents},
        task_names={task.id: task_name(task) for task in plan.tasks},
        pairs=_top_pairs(plan),
        readings=list(READINGS.values()),
        loads=_heaviest(plan),
        files=[
            (heading, [f for f in _files(folder) if _group_of(f) == group])
            for group, heading in GROUPS
        ],
    )
    path = folder / INDEX
    path.write_bytes(page)
    return path


def _top_pairs(plan: Plan) -> list[tuple[int, SharedWork]]:
    """Return the closest pairs, with how many of their tasks the source states for both."""
    stated = shared_work(participation(plan, {Evidence.STATED}))
    counts = {(pair.first, pair.second): pair.shared for pair in stated}
    pairs = shared_work(participation(plan))[:TOP]
    return [(counts.get((pair.first, pair.second), 0), pair) for pair in pairs]


def _heaviest(plan: Plan) -> list[list[Workload]]:
    """Return the heaviest loads with inferred roles, each in all three readings."""
    readings = [workloads(participation(plan, believed)) for believed in READINGS]
    by_unit = [{load.unit: load for load in loads} for loads in readings]
    return [[loads[load.unit] for loads in by_unit] for load in readings[-1][:TOP]]


def _files(folder: Path) -> list[_Listed]:
    order = list(EXPLAINED)
    paths = {
        "store" if path.relative_to(folder).parts[0] == "store" else relative
        for path in folder.rglob("*")
        if path.is_file() and (relative := path.relative_to(folder).as_posix()) != INDEX
    }
    ranked = sorted(paths, key=lambda p: (order.index(p) if p in order else len(order), p))
    return [_Listed(path, EXPLAINED.get(path, OTHER)) for path in ranked]


def _group_of(listed: _Listed) -> str:
    first = PurePosixPath(listed.path).parts[0]
    return first if first in {group for group, _ in GROUPS} else ""
