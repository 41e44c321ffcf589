"""What each file of the results holds, for the list of them that the explorer shows."""

from dataclasses import asdict
from pathlib import Path
from typing import Final

from remit.model import Bilingual

EXPLAINED: Final = {
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
    "tables/targets.csv": Bilingual(
        "任务文字中的指标：数值、单位、时限", "targets in the words of tasks: value, unit, deadline"
    ),
    "tables/mentions.csv": Bilingual(
        "任务文字中的地点和项目", "places and projects in the words of tasks"
    ),
    "tables/candidates.csv": Bilingual("丢失的单元格里可能是谁", "who may stand in the lost cells"),
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
    "store/": Bilingual("供 remit query 查询的图谱数据", "the graph as remit query reads it"),
}
OTHER: Final = Bilingual("其他结果", "further result")


def listed_files(folder: Path) -> list[dict[str, str]]:
    """Return what stands in `folder`, in the order of a reader: path, and what it is (zh, en)."""
    order = list(EXPLAINED)
    paths = {
        "store/" if path.relative_to(folder).parts[0] == "store" else relative
        for path in folder.rglob("*")
        if path.is_file() and (relative := path.relative_to(folder).as_posix())
    }
    ranked = sorted(paths, key=lambda p: (order.index(p) if p in order else len(order), p))
    return [{"path": path, **asdict(EXPLAINED.get(path, OTHER))} for path in ranked]
