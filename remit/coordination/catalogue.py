"""Every measure by its name: what it is called, what it tells a planner, how it is computed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from remit.coordination.bridging import bridging
from remit.coordination.checks import role_mix
from remit.coordination.clustering import two_mode_clustering
from remit.coordination.cohesion import cohesion
from remit.coordination.concentration import concentration
from remit.coordination.dependency import reciprocity
from remit.coordination.expectation import UNIT_COUNTS
from remit.coordination.leaders import cross_leader_share, portfolio_brokers
from remit.coordination.load import workloads
from remit.coordination.partners import partners
from remit.coordination.projection import Participation
from remit.coordination.ranking import Measure
from remit.coordination.shared_work import shared_graph
from remit.model import Bilingual


@dataclass(frozen=True, slots=True)
class UnitMeasure:
    """A figure of each unit. `meaning` says in a planner's words what a high figure tells."""

    name: str
    title: Bilingual
    meaning: Bilingual
    value: Measure

    @property
    def is_count(self) -> bool:
        """More knowledge never lowers it: it has bounds and an exact expectation."""
        return self.name in UNIT_COUNTS


@dataclass(frozen=True, slots=True)
class WholeMeasure:
    """A figure of the plan as a whole."""

    name: str
    title: Bilingual
    meaning: Bilingual
    value: Callable[[Participation], float | None]


def _workload(field: str) -> Measure:
    def value(found: Participation) -> Mapping[str, float | None]:
        return {w.unit: float(getattr(w, field)) for w in workloads(found)}

    return value


def _partners(field: str) -> Measure:
    def value(found: Participation) -> Mapping[str, float | None]:
        return {p.unit: getattr(p, field) for p in partners(found)}

    return value


def _bridging(field: str) -> Measure:
    def value(found: Participation) -> Mapping[str, float | None]:
        return {b.unit: getattr(b, field) for b in bridging(shared_graph(found))}

    return value


def _cohesion(field: str) -> Measure:
    def value(found: Participation) -> Mapping[str, float | None]:
        return {c.unit: float(getattr(c, field)) for c in cohesion(shared_graph(found))}

    return value


def _mediation(found: Participation) -> Mapping[str, float | None]:
    return dict.fromkeys(found.units, 0.0) | {
        b.unit: float(b.total) for b in portfolio_brokers(found)
    }


def _clustering(found: Participation) -> Mapping[str, float | None]:
    none: dict[str, float | None] = dict.fromkeys(found.units)
    return none | dict(two_mode_clustering(found).units)


def _lead_share(found: Participation) -> Mapping[str, float | None]:
    return {r.unit: r.lead_share for r in role_mix(found)}


def _unit(
    name: str, title: tuple[str, str], meaning: tuple[str, str], value: Measure
) -> UnitMeasure:
    return UnitMeasure(name, Bilingual(*title), Bilingual(*meaning), value)


UNIT_MEASURES: Final = {
    measure.name: measure
    for measure in (
        _unit(
            "load",
            ("计划协同负荷", "planned coordination load"),
            (
                "为完成所牵头和配合的任务，它要同多少方保持步调一致",
                "how many others it must keep in step with, over what it leads and supports",
            ),
            _workload("load"),
        ),
        _unit(
            "leading",
            ("负荷中牵头的部分", "load from leading"),
            ("因牵头而要协调的单位", "others to coordinate because it leads"),
            _workload("leading"),
        ),
        _unit(
            "supporting",
            ("负荷中配合的部分", "load from supporting"),
            ("因配合而要跟上的牵头单位", "leads to keep up with because it supports"),
            _workload("supporting"),
        ),
        _unit(
            "tasks",
            ("参与任务", "tasks"),
            ("参与多少项任务，不论角色", "how many tasks it takes part in, in whatever role"),
            _workload("tasks"),
        ),
        _unit(
            "led",
            ("牵头任务", "tasks led"),
            ("牵头多少项任务", "how many tasks it leads"),
            _workload("led"),
        ),
        _unit(
            "supported",
            ("配合任务", "tasks supported"),
            ("配合多少项任务", "how many tasks it supports"),
            _workload("supported"),
        ),
        _unit(
            "partners",
            ("伙伴单位", "partners"),
            ("同多少个单位至少有一项共同任务", "with how many others it shares at least one task"),
            _workload("partners"),
        ),
        _unit(
            "meetings",
            ("碰头对象", "meetings"),
            (
                "每项任务全体碰头一次，它一共见到多少单位（不看角色）",
                "units met if every task met once in full, whatever the roles",
            ),
            _workload("meetings"),
        ),
        _unit(
            "strength",
            ("非独立任务", "tasks in company"),
            ("多少项任务不是独自完成", "how many of its tasks it does not do alone"),
            _partners("strength"),
        ),
        _unit(
            "effective_partners",
            ("有效伙伴数", "effective partners"),
            (
                "共同任务平均分摊时相当于几个伙伴；远少于伙伴数，说明集中在少数单位",
                "partners if common work were spread evenly; far fewer: few of them matter",
            ),
            _partners("effective"),
        ),
        _unit(
            "betweenness",
            ("中介度", "betweenness"),
            (
                "其他单位之间最近的联系有多大比例经过它",
                "the share of the closest ways between others that lead over it",
            ),
            _bridging("betweenness"),
        ),
        _unit(
            "constraint",
            ("约束度", "constraint"),
            (
                "伙伴之间彼此相熟的程度：越高，它越没有独特位置",
                "how far its partners meet without it: the higher, the less it bridges",
            ),
            _bridging("constraint"),
        ),
        _unit(
            "effective_size",
            ("有效规模", "effective size"),
            ("互不重复的伙伴数", "partners who do not duplicate each other"),
            _bridging("effective_size"),
        ),
        _unit(
            "core",
            ("核数", "core number"),
            (
                "所在的最紧密圈子里，每个单位至少有几个圈内伙伴",
                "in its tightest circle everyone has at least so many partners",
            ),
            _cohesion("core"),
        ),
        _unit(
            "separates",
            ("断开单位数", "units cut off"),
            (
                "没有它，多少单位与其余单位失去联系",
                "units that lose touch without it",
            ),
            _cohesion("separates"),
        ),
        _unit(
            "mediation",
            ("跨分管中介次数", "mediation over portfolios"),
            (
                "有多少次它处在一个单位与另一单位的依赖之间",
                "how often it stands in a chain of dependence between two others",
            ),
            _mediation,
        ),
        _unit(
            "clustering",
            ("重逢度", "two-mode clustering"),
            (
                "与伙伴的任务重合到什么程度",
                "how far its tasks are the same as its partners'",
            ),
            _clustering,
        ),
        _unit(
            "lead_share",
            ("牵头比例", "share led"),
            ("角色已知的任务中牵头的比例", "share it leads of the tasks whose role is known"),
            _lead_share,
        ),
    )
}


def _loads(found: Participation) -> list[float]:
    return [w.load for w in workloads(found)]


WHOLE_MEASURES: Final = {
    measure.name: measure
    for measure in (
        WholeMeasure(
            "gini",
            Bilingual("负荷基尼系数", "Gini of load"),
            Bilingual("0：人人一样；接近 1：集中于少数", "0: all alike; near 1: few carry it"),
            lambda found: concentration(_loads(found)).gini,
        ),
        WholeMeasure(
            "hhi",
            Bilingual("负荷集中指数", "Herfindahl index of load"),
            Bilingual("越高越集中", "the higher, the more concentrated"),
            lambda found: concentration(_loads(found)).hhi,
        ),
        WholeMeasure(
            "top5",
            Bilingual("前五单位负荷占比", "load of the top five"),
            Bilingual("负荷最重的五个单位占全部负荷的比例", "their share of all load"),
            lambda found: concentration(_loads(found)).top5,
        ),
        WholeMeasure(
            "cross_leader",
            Bilingual("跨分管任务占比", "cross-portfolio share"),
            Bilingual(
                "多少任务由不同分管领导口的单位共同承担",
                "tasks in which units of different leaders' portfolios meet",
            ),
            lambda found: cross_leader_share(found).share,
        ),
        WholeMeasure(
            "reciprocity",
            Bilingual("相互依赖占比", "reciprocity"),
            Bilingual("依赖关系中双向的比例", "dependencies that are mutual"),
            lambda found: reciprocity(found).share,
        ),
        WholeMeasure(
            "closure",
            Bilingual("重逢度（整体）", "two-mode closure"),
            Bilingual(
                "同一项任务相遇的单位在别的任务再次相遇的程度",
                "how far those who meet in one task meet in another",
            ),
            lambda found: two_mode_clustering(found).overall,
        ),
    )
}


def whole(found: Participation) -> Mapping[str, float | None]:
    """Return every figure of the plan as a whole, by name."""
    return {name: measure.value(found) for name, measure in WHOLE_MEASURES.items()}
