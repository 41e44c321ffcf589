"""The border between RDF and the model, the other way: the quads of a plan as a plan.

The pair of `convert`. The graph holds what a plan says and not how its file looked, so what
comes back lacks: names as printed at each task, the passages of the notice, confidences of
memberships, days of decisions, figures told twice, and questions still open.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from pyoxigraph import NamedNode, Quad

from remit.errors import BadGraph
from remit.graph.facts import Facts
from remit.graph.restore_content import RestoredContent, joined, passage_of, words_of
from remit.graph.terms import AGENTS, EVIDENCE, LEGIBILITY, ROLES, SEVERITIES, UNIT_TYPES, back
from remit.graph.vocabulary import BASE, PREFIXES, graphs_of, iri
from remit.model import (
    Agent,
    Assignment,
    Attachment,
    Bilingual,
    Candidate,
    Finding,
    Goal,
    Membership,
    Notice,
    Passage,
    Plan,
    Role,
    Source,
    Task,
)


def to_plan(quads: Iterable[Quad]) -> Plan:
    """Return the plan whose quads these are; graphs of nothing but the plan are passed over.

    Raises BadGraph unless they hold one plan, and the whole of it.
    """
    every = list(quads)
    found = Facts(q for q in every if q.object == NamedNode(iri("rm:Plan"))).of_type("rm:Plan")
    if len(found) != 1:
        raise BadGraph(
            f"图中有 {len(found)} 份计划，应当正好一份；请给出 remit build 写出的一份计划的文件夹。"
            f" / the graph holds {len(found)} plans, not one; give the folder of one plan that"
            " remit build wrote."
        )
    try:
        return _Restored(found[0], every).plan()
    except (LookupError, ValueError) as error:
        raise BadGraph(
            f"{found[0]}：图中的计划不完整（{error}）；请重新运行 remit build。"
            f" / the plan in the graph is not whole ({error}); run remit build again."
        ) from None


class _Restored:
    """Looks up the parts of one plan: `stated` in the graph of the source's words, `all` in any."""

    def __init__(self, me: str, quads: Iterable[Quad]) -> None:
        self.me = me
        graphs = graphs_of(me)
        own = [graphs.stated, graphs.expanded, graphs.inferred, graphs.derived]
        mine = [q for q in quads if getattr(q.graph_name, "value", None) in own]
        self.stated = Facts(q for q in mine if q.graph_name == NamedNode(graphs.stated))
        self.all = Facts(mine)
        self.id = me.removeprefix(f"{BASE}plan/")
        self.agents = {
            one: (kind, one.removeprefix(BASE).split("/", 2)[2])
            for kind, (_, types) in AGENTS.items()
            for one in self.all.of_type(types[0])
        }

    def plan(self) -> Plan:
        facts, me = self.all, self.me
        place, publisher = facts.node(me, "rm:jurisdiction"), facts.node(me, "dct:publisher")
        issued, year = facts.text(me, "dct:issued"), facts.text(me, "rm:year")
        jurisdiction = facts.text(place, "rdfs:label") if place else None
        tasks = tuple(self._tasks())
        content = RestoredContent(facts, me, tasks)
        areas = {one.removeprefix(BASE).split("/")[1] for one in self.agents}
        title = facts.needed(me, "rdfs:label")
        return Plan(
            id=self.id,
            title=title,
            title_passage=None,
            year=int(year) if year else None,
            jurisdiction=jurisdiction,
            area=next(iter(areas), jurisdiction or self.id),
            notice=Notice(
                title=title,
                issuer=facts.text(publisher, "rdfs:label") if publisher else None,
                issued=date.fromisoformat(issued) if issued else None,
                recipients=facts.text(me, "rm:recipients"),
                open_publication=facts.flag(me, "rm:openPublication"),
            ),
            source=Source(
                facts.needed(f"{me}/source", "rm:fileName"),
                facts.needed(f"{me}/source", "rm:sha256"),
                facts.needed(f"{me}/source", "rm:encoding"),
                int(facts.needed(f"{me}/source", "rm:length")),
            ),
            attachments=tuple(self._attachments()),
            goals=tuple(self._goals()),
            tasks=tasks,
            agents=tuple(self._agents()),
            assignments=tuple(self._assignments(tasks)),
            repeats_dropped=facts.flag(me, "rm:repeatsDropped"),
            targets=content.targets,
            indicators=content.indicators,
            named=content.named,
            mentions=content.mentions,
            findings=tuple(self._findings()),
            candidates=tuple(self._candidates(tasks)),
        )

    def _in_order(self, kind: str) -> list[str]:
        parts = self.all.of_type(kind)
        return sorted(parts, key=lambda part: int(self.all.needed(part, "rm:order")))

    # --- the notice ---

    def _part(self, name: str) -> str:
        return name.removeprefix(f"{self.me}/")

    def _id(self, kind: str, part: str) -> str:
        return part.removeprefix(f"{self.me}/{kind}/")

    def _attachments(self) -> Iterator[Attachment]:
        facts = self.all
        for part in self._in_order("rm:Attachment"):
            passage = next(self._passages(self.stated, part), None)
            yield Attachment(
                facts.needed(part, "rm:number"), facts.text(part, "rdfs:label"), passage
            )

    def _goals(self) -> Iterator[Goal]:
        facts = self.stated
        for goal in self._in_order("rm:Goal"):
            above = self._above(goal)
            top = above
            while top[0] == "goal":
                top = self._above(f"{self.me}/goal/{top[1]}")
            yield Goal(
                self._id("goal", goal),
                facts.needed(goal, "rm:number"),
                facts.needed(goal, "rdfs:label"),
                top[1],
                above[1] if above[0] == "goal" else None,
                int(facts.needed(goal, "rm:order")),
                goal in facts.of_type("rm:Programme"),
                tuple(sorted(self._passages(facts, goal))),
                facts.flag(goal, "rm:restoredNumber"),
                facts.text(goal, "rm:restoredText"),
                facts.flag(goal, "rm:countedNumber"),
            )

    def _above(self, part: str) -> tuple[str, str]:
        kind, _, name = self._part(self.stated.needed(part, "dct:isPartOf")).partition("/")
        return kind, name

    def _tasks(self) -> Iterator[Task]:
        facts = self.stated
        for task in self._in_order("rm:Task"):
            above = self._above(task)
            goal = above[1] if above[0] == "goal" else None
            while above[0] == "goal":
                above = self._above(f"{self.me}/goal/{above[1]}")
            limit = facts.text(task, "rm:timeLimit")
            passages = sorted(self._passages(facts, task))
            limits = [p for p in passages if limit is not None and words_of(p) == joined(limit)]
            deadline = limits[-1] if limits else None
            passage = next(p for p in passages if p is not deadline or len(passages) == 1)
            yield Task(
                self._id("task", task),
                facts.needed(task, "rm:number"),
                int(facts.needed(task, "rm:order")),
                facts.needed(task, "rm:text"),
                goal,
                above[1],
                passage,
                back(LEGIBILITY, facts.needed(task, "rm:legibility")),
                tuple(r for r in Role if iri(ROLES[r]) in facts.nodes(task, "rm:lost")),
                deadline,
            )

    def _passages(self, facts: Facts, subject: str) -> Iterator[Passage]:
        for source in facts.nodes(subject, "prov:wasDerivedFrom"):
            if source.startswith(f"{self.me}/passage/"):
                yield passage_of(self.stated, source)

    # --- who takes part ---

    def _agents(self) -> list[Agent]:
        """Return the agents as they are first named, those that are not by their keys."""
        first: dict[str, tuple[int, int]] = {}
        for one in self.stated.of_type("rm:Assignment"):
            task = self.stated.needed(one, "rm:task")
            order = int(self.stated.needed(task, "rm:order"))
            starts = [p.start for p in self._passages(self.stated, one)]
            place = order, min(starts, default=0)
            agent = self.stated.needed(one, "rm:agent")
            first[agent] = min(place, first.get(agent, place))
        last = 10**9, 0
        ordered = sorted(self.agents, key=lambda name: (first.get(name, last), name))
        return [self._agent(name) for name in ordered]

    def _agent(self, name: str) -> Agent:
        facts = self.all
        kind, key = self.agents[name]
        place, because = facts.node(name, "rm:jurisdiction"), facts.sentence(name, "rm:because")
        unit_type = facts.node(name, "org:classification")
        return Agent(
            key,
            kind,
            facts.needed(name, "rdfs:label"),
            tuple(facts.texts(name, "skos:altLabel")),
            back(UNIT_TYPES, unit_type) if unit_type else None,
            tuple(
                Membership(self.agents[member][1], 1.0, because or Bilingual("", ""))
                for member in facts.nodes(name, "foaf:member")
            ),
            because,
            tuple(each.removeprefix(PREFIXES["rm"]) for each in facts.nodes(name, "rm:organ")),
            facts.text(place, "rdfs:label") if place else None,
        )

    def _assignments(self, tasks: Sequence[Task]) -> list[Assignment]:
        order = {task.id: task.order for task in tasks}
        found = [self._assignment(one) for one in self.all.of_type("rm:Assignment")]
        rank = list(EVIDENCE)
        return sorted(
            found,
            key=lambda a: (
                order[a.task],
                rank.index(a.evidence),
                a.passage.start if a.passage else 0,
                a.id,
            ),
        )

    def _assignment(self, one: str) -> Assignment:
        facts = self.all
        role_evidence = facts.node(one, "rm:roleEvidence")
        roles = [r for r in Role if iri(ROLES[r]) in facts.nodes(one, "rm:role")]
        sure, group = facts.text(one, "rm:roleConfidence"), facts.node(one, "rm:viaGroup")
        above = [n for n in facts.nodes(one, "prov:wasDerivedFrom") if "/assignment/" in n]
        return Assignment(
            id=self._id("assignment", one),
            task=self._id("task", facts.needed(one, "rm:task")),
            agent=self.agents[facts.needed(one, "rm:agent")][1],
            evidence=back(EVIDENCE, facts.needed(one, "rm:evidence")),
            confidence=float(facts.needed(one, "rm:confidence")),
            role=roles[0] if role_evidence else Role.TAKES_PART,
            role_evidence=back(EVIDENCE, role_evidence) if role_evidence else None,
            role_confidence=float(sure) if sure else None,
            because=facts.sentence(one, "rm:because"),
            role_because=facts.sentence(one, "rm:roleBecause"),
            passage=next(self._passages(facts, one), None),
            via_group=self.agents[group][1] if group else None,
            derived_from=self._id("assignment", above[0]) if group and above else None,
            inherited=facts.flag(one, "rm:inherited"),
        )

    def _candidates(self, tasks: Sequence[Task]) -> list[Candidate]:
        facts = self.all
        order = {task.id: task.order for task in tasks}
        found = [
            Candidate(
                self._id("task", facts.needed(one, "rm:candidateTask")),
                self.agents[facts.needed(one, "rm:candidateAgent")][1],
                back(ROLES, facts.needed(one, "rm:candidateRole")),
                float(facts.needed(one, "rm:probability")),
                facts.sentence(one, "rm:because") or Bilingual("", ""),
            )
            for one in facts.of_type("rm:Candidate")
        ]
        return sorted(found, key=lambda c: (order[c.task], c.role.value, -c.probability, c.agent))

    def _findings(self) -> list[Finding]:
        facts = self.all
        return [
            Finding(
                self._id("finding", one),
                facts.needed(one, "rm:findingKind"),
                back(SEVERITIES, facts.needed(one, "rm:severity")),
                facts.sentence(one, "rdfs:label") or Bilingual("", ""),
                tuple(self._subject(each) for each in facts.nodes(one, "rm:about")),
                tuple(sorted(self._passages(facts, one))),
            )
            for one in self._in_order("rm:Finding")
        ]

    def _subject(self, name: str) -> tuple[str, str]:
        if name == self.me:
            return "plan", self.id
        if name in self.agents:
            return "agent", self.agents[name][1]
        kind, _, identifier = self._part(name).partition("/")
        return kind, identifier
