"""The border between the model and RDF: a plan as quads. See docs/architecture.md.

Quads stand in the named graph of the evidence they have. No blank nodes; every text for
people carries its language.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from remit.graph.content import Content
from remit.graph.terms import AGENTS, EVIDENCE, LEGIBILITY, ROLES, SEVERITIES, UNIT_TYPES
from remit.graph.triples import Triple, in_graph, typed, value, zh
from remit.graph.vocabulary import Names, graphs_of, iri
from remit.interpret.targets.indicators import key_of
from remit.model import (
    Agent,
    AgentKind,
    Assignment,
    Bilingual,
    Candidate,
    Decision,
    Evidence,
    Finding,
    Goal,
    Passage,
    Plan,
    Role,
    Task,
)

_LABEL_LENGTH: Final = 30

_SHORT_CUT: Final = {
    Role.SUPERVISES: "rm:supervisedBy",
    Role.LEADS: "rm:ledBy",
    Role.SUPPORTS: "rm:supportedBy",
}


def to_quads(plan: Plan) -> list[Quad]:
    """Return the plan's quads in its stated, expanded, inferred and derived graphs.

    The derived graph holds the findings; workloads are added by whoever computes them
    (`workload_quads`).
    """
    return list(_Converter(plan).quads())


def workload_quads(plan: Plan, workloads: Iterable[tuple[str, dict[str, int]]]) -> list[Quad]:
    """Return the derived quads of (unit key, {property local name: count}) pairs."""
    converter = _Converter(plan)
    graph = graphs_of(converter.names.plan).derived
    return in_graph(graph, (t for pair in workloads for t in converter.workload(*pair)))


class _Converter:
    """Holds what every conversion needs: the names and the agents' IRIs."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.names = Names(plan.id, plan.area)
        self.agents = {
            agent.key: self.names.agent(AGENTS[agent.kind][0], agent.key) for agent in plan.agents
        }
        self.agent_by_key = {agent.key: agent for agent in plan.agents}
        self.task_numbers = {task.id: task.number for task in plan.tasks}
        self.passages: set[Passage] = set()

    def quads(self) -> Iterator[Quad]:
        plan, graphs = self.plan, graphs_of(self.names.plan)
        stated = [*self._plan(), *(t for goal in plan.goals for t in self._goal(goal))]
        stated += [t for task in plan.tasks for t in self._task(task)]
        expanded = [t for agent in plan.agents for t in self._members(agent)]
        named = {a.agent for a in plan.assignments if a.evidence is Evidence.STATED}
        for agent in plan.agents:
            (stated if agent.key in named else expanded).extend(self._agent(agent))
        inferred: list[Triple] = []
        by_evidence = {
            Evidence.STATED: stated,
            Evidence.EXPANDED: expanded,
            Evidence.INFERRED: inferred,
        }
        for assignment in plan.assignments:
            own = by_evidence[assignment.evidence]
            own.extend(self._assignment(assignment))
            known = assignment.role_evidence is not Evidence.INFERRED
            (own if known else inferred).extend(self._role(assignment))
        inferred += [t for candidate in plan.candidates for t in self._candidate(candidate)]
        derived: list[Triple] = [
            (self.names.plan, iri("rm:repeatsDropped"), value(plan.repeats_dropped))
        ]
        for order, finding in enumerate(plan.findings, start=1):
            derived += self._finding(finding, order)
        derived += [t for agent in plan.agents for t in self._kind_of_unit(agent)]
        content = Content(self.names)
        derived += content.triples(plan)
        self.passages |= content.passages
        stated += [t for passage in sorted(self.passages) for t in self._passage(passage)]
        yield from in_graph(graphs.stated, stated)
        yield from in_graph(graphs.expanded, expanded)
        yield from in_graph(graphs.inferred, inferred)
        yield from in_graph(graphs.derived, derived)

    # --- the notice ---

    def _plan(self) -> Iterator[Triple]:
        plan, me = self.plan, self.names.plan
        notice, source = plan.notice, self.names.plan + "/source"
        yield from typed(me, "rm:Plan", "prov:Plan")
        yield me, iri("rdfs:label"), zh(plan.title)
        yield me, iri("dct:title"), zh(plan.title)
        yield me, iri("dct:source"), NamedNode(source)
        yield from self._from(me, plan.title_passage, notice.issuer_passage, notice.issued_passage)
        yield me, iri("rm:openPublication"), value(notice.open_publication)
        if plan.year is not None:
            yield me, iri("rm:year"), value(plan.year)
        if notice.issued is not None:
            yield me, iri("dct:issued"), value(notice.issued)
        if notice.recipients is not None:
            yield me, iri("rm:recipients"), zh(notice.recipients)
            yield from self._from(me, notice.recipients_passage)
        if notice.issuer is not None:
            issuer = self.names.shared("government", notice.issuer)
            yield me, iri("dct:publisher"), NamedNode(issuer)
            yield from typed(issuer, "org:Organization")
            yield issuer, iri("rdfs:label"), zh(notice.issuer)
        if plan.jurisdiction is not None:
            place = self._place()
            yield me, iri("rm:jurisdiction"), NamedNode(place)
            yield from typed(place, "rm:Place", "schema:Place")
            yield place, iri("rdfs:label"), zh(plan.jurisdiction)
        yield from typed(source, "rm:Source", "foaf:Document")
        yield source, iri("rdfs:label"), Literal(plan.source.file_name)
        yield source, iri("rm:fileName"), Literal(plan.source.file_name)
        yield source, iri("rm:sha256"), Literal(plan.source.sha256)
        yield source, iri("rm:encoding"), Literal(plan.source.encoding)
        yield source, iri("rm:length"), value(plan.source.length)
        for order, attachment in enumerate(plan.attachments, start=1):
            part = self.names.part("attachment", attachment.number)
            yield from typed(part, "rm:Attachment", "foaf:Document")
            label = attachment.title or f"附件{attachment.number}"
            yield part, iri("rdfs:label"), zh(label)
            yield part, iri("rm:number"), Literal(attachment.number)
            yield part, iri("rm:order"), value(order)
            yield part, iri("dct:isPartOf"), NamedNode(me)
            yield from self._from(part, attachment.passage)

    def _goal(self, goal: Goal) -> Iterator[Triple]:
        me = self.names.part("goal", goal.id)
        yield from typed(me, "rm:Goal", *(["rm:Programme"] if goal.is_programme else []))
        yield me, iri("rdfs:label"), zh(goal.name)
        yield me, iri("rm:number"), Literal(goal.number)
        yield me, iri("rm:order"), value(goal.order)
        above = ("goal", goal.parent) if goal.parent else ("attachment", goal.attachment)
        yield me, iri("dct:isPartOf"), NamedNode(self.names.part(*above))
        yield from self._from(me, *goal.passages)
        if goal.restored_number:
            yield me, iri("rm:restoredNumber"), value(True)
        if goal.counted:
            yield me, iri("rm:countedNumber"), value(True)
        if goal.restored_name is not None:
            yield me, iri("rm:restoredText"), zh(goal.restored_name)

    def _task(self, task: Task) -> Iterator[Triple]:
        me = self.names.part("task", task.id)
        yield from typed(me, "rm:Task")
        yield me, iri("rdfs:label"), zh(_shortened(f"({task.number}) {task.text}"))
        yield me, iri("rm:number"), Literal(task.number)
        yield me, iri("rm:order"), value(task.order)
        yield me, iri("rm:text"), zh(task.text)
        yield me, iri("rm:inPlan"), NamedNode(self.names.plan)
        above = ("goal", task.goal) if task.goal else ("attachment", task.attachment)
        yield me, iri("dct:isPartOf"), NamedNode(self.names.part(*above))
        yield me, iri("rm:legibility"), NamedNode(iri(LEGIBILITY[task.legibility]))
        for role in task.lost:
            yield me, iri("rm:lost"), NamedNode(iri(ROLES[role]))
        yield from self._from(me, task.passage, task.deadline)
        if task.time_limit is not None:
            yield me, iri("rm:timeLimit"), zh(task.time_limit)

    # --- who takes part ---

    def _agent(self, agent: Agent) -> Iterator[Triple]:
        me = self.agents[agent.key]
        yield from typed(me, *AGENTS[agent.kind][1])
        yield me, iri("rdfs:label"), zh(agent.name)
        for alias in agent.aliases:
            yield me, iri("skos:altLabel"), zh(alias)
        yield from self._decided(me, agent.decision)
        if agent.kind is AgentKind.LEADER:
            yield me, iri("foaf:name"), Literal(agent.name)
        if agent.because is not None and not agent.members:
            yield from _because(me, "rm:because", agent.because)

    def _kind_of_unit(self, agent: Agent) -> Iterator[Triple]:
        """What is concluded from a unit's name, and so is not stated."""
        me = self.agents[agent.key]
        if agent.unit_type is not None:
            yield me, iri("org:classification"), NamedNode(iri(UNIT_TYPES[agent.unit_type]))
        for organ in agent.organs:
            yield me, iri("rm:organ"), NamedNode(iri(f"rm:{organ}"))
        if agent.jurisdiction is not None:
            place = self.names.shared("place", agent.jurisdiction)
            yield me, iri("rm:jurisdiction"), NamedNode(place)
            if agent.jurisdiction != self.plan.jurisdiction:
                yield from typed(place, "rm:Place", "schema:Place")
                yield place, iri("rdfs:label"), zh(agent.jurisdiction)

    def _members(self, agent: Agent) -> Iterator[Triple]:
        me = self.agents[agent.key]
        for member in agent.members:
            yield me, iri("foaf:member"), NamedNode(self.agents[member])
        if agent.because is not None and agent.members:
            yield from _because(me, "rm:because", agent.because)

    def _assignment(self, assignment: Assignment) -> Iterator[Triple]:
        """Taking part, with the evidence for that; the role is told by `_role`."""
        me = self.names.part("assignment", assignment.id)
        task = self.names.part("task", assignment.task)
        agent = NamedNode(self.agents[assignment.agent])
        yield from typed(me, "rm:Assignment")
        yield me, iri("rdfs:label"), zh(self._assignment_label(assignment))
        yield me, iri("rm:task"), NamedNode(task)
        yield me, iri("rm:agent"), agent
        yield me, iri("rm:evidence"), NamedNode(iri(EVIDENCE[assignment.evidence]))
        yield me, iri("rm:confidence"), value(assignment.confidence)
        if assignment.role_evidence in (None, Evidence.INFERRED):
            yield me, iri("rm:role"), NamedNode(iri("rm:TakesPart"))
        yield from self._from(me, assignment.passage)
        if assignment.inherited:
            yield me, iri("rm:inherited"), value(True)
        if assignment.via_group is not None and assignment.derived_from is not None:
            source = self.names.part("assignment", assignment.derived_from)
            yield me, iri("rm:viaGroup"), NamedNode(self.agents[assignment.via_group])
            yield me, iri("prov:wasDerivedFrom"), NamedNode(source)
        if assignment.because is not None:
            yield from _because(me, "rm:because", assignment.because)
        yield from self._decided(me, assignment.decision)
        kind = self.agent_by_key[assignment.agent].kind
        if kind is AgentKind.UNIT:
            yield task, iri("rm:involves"), agent
        elif kind is not AgentKind.LEADER:
            yield task, iri("rm:involvesGroup"), agent

    def _role(self, assignment: Assignment) -> Iterator[Triple]:
        """The role, with the evidence for it, and the short-cut from the task."""
        if assignment.role_evidence is None:
            return
        me = self.names.part("assignment", assignment.id)
        yield me, iri("rm:role"), NamedNode(iri(ROLES[assignment.role]))
        yield me, iri("rm:roleEvidence"), NamedNode(iri(EVIDENCE[assignment.role_evidence]))
        if assignment.role_confidence is not None:
            yield me, iri("rm:roleConfidence"), value(assignment.role_confidence)
        if assignment.role_because is not None:
            yield from _because(me, "rm:roleBecause", assignment.role_because)
        agent = self.agent_by_key[assignment.agent]
        if agent.kind in (AgentKind.UNIT, AgentKind.LEADER) and assignment.role in _SHORT_CUT:
            task = self.names.part("task", assignment.task)
            yield task, iri(_SHORT_CUT[assignment.role]), NamedNode(self.agents[agent.key])

    def _candidate(self, candidate: Candidate) -> Iterator[Triple]:
        """Who may stand in a lost cell; its properties are no assignment's, so none counts it."""
        which = f"{candidate.task}/{candidate.role.value}/{candidate.agent}"
        me = self.names.part("candidate", which)
        number, agent = self.task_numbers[candidate.task], self.agent_by_key[candidate.agent]
        yield from typed(me, "rm:Candidate")
        yield me, iri("rdfs:label"), zh(f"({number}) {agent.name}？")
        yield me, iri("rm:candidateTask"), NamedNode(self.names.part("task", candidate.task))
        yield me, iri("rm:candidateAgent"), NamedNode(self.agents[agent.key])
        yield me, iri("rm:candidateRole"), NamedNode(iri(ROLES[candidate.role]))
        yield me, iri("rm:probability"), value(candidate.probability)
        yield from _because(me, "rm:because", candidate.because)

    def _decided(self, subject: str, decision: Decision | None) -> Iterator[Triple]:
        """Who answers for what is stated by a reviewer and not by the source."""
        if decision is not None:
            reviewer = self.names.shared("reviewer", key_of(decision.reviewer))
            yield subject, iri("prov:wasAttributedTo"), NamedNode(reviewer)
            yield from typed(reviewer, "prov:Agent", "foaf:Person")
            yield reviewer, iri("rdfs:label"), zh(decision.reviewer)

    def _assignment_label(self, assignment: Assignment) -> str:
        number = self.task_numbers[assignment.task]
        return f"({number}) {self.agent_by_key[assignment.agent].name}"

    # --- where it stands, and what was noticed ---

    def _passage(self, passage: Passage) -> Iterator[Triple]:
        me = self.names.passage(passage.start, passage.end)
        position, quote = f"{me}/position", f"{me}/quote"
        yield from typed(me, "rm:Passage", "oa:SpecificResource")
        yield me, iri("oa:hasSource"), NamedNode(self.names.plan + "/source")
        yield me, iri("oa:hasSelector"), NamedNode(position)
        yield me, iri("oa:hasSelector"), NamedNode(quote)
        yield me, iri("rm:line"), value(passage.line)
        if passage.place:
            yield me, iri("rm:placeInSource"), Literal(passage.place)
        yield from typed(position, "oa:TextPositionSelector")
        yield position, iri("oa:start"), value(passage.start)
        yield position, iri("oa:end"), value(passage.end)
        yield from typed(quote, "oa:TextQuoteSelector")
        yield quote, iri("oa:exact"), Literal(passage.exact)

    def _finding(self, finding: Finding, order: int) -> Iterator[Triple]:
        me = self.names.part("finding", finding.id)
        yield from typed(me, "rm:Finding")
        yield me, iri("rdfs:label"), zh(finding.message.zh)
        yield me, iri("rdfs:label"), Literal(finding.message.en, language="en")
        yield me, iri("rm:order"), value(order)
        yield me, iri("rm:findingKind"), Literal(finding.kind)
        yield me, iri("rm:severity"), NamedNode(iri(SEVERITIES[finding.severity]))
        yield me, iri("rm:inPlan"), NamedNode(self.names.plan)
        for kind, identifier in finding.about:
            yield me, iri("rm:about"), NamedNode(self._subject(kind, identifier))
        yield from self._from(me, *finding.passages)

    def workload(self, unit: str, counts: dict[str, int]) -> Iterator[Triple]:
        me = self.names.part("workload", unit)
        yield from typed(me, "rm:Workload")
        yield me, iri("rdfs:label"), zh(f"{self.agent_by_key[unit].name}的计划协同")
        yield me, iri("rm:unit"), NamedNode(self.agents[unit])
        yield me, iri("rm:inPlan"), NamedNode(self.names.plan)
        for name, count in counts.items():
            yield me, iri(f"rm:{name}"), value(count)

    def _subject(self, kind: str, identifier: str) -> str:
        if kind == "plan":
            return self.names.plan
        if kind == "agent":
            return self.agents[identifier]
        return self.names.part(kind, identifier)

    def _place(self) -> str:
        return self.names.shared("place", self.plan.jurisdiction or self.plan.area)

    def _from(self, subject: str, *passages: Passage | None) -> Iterator[Triple]:
        for passage in passages:
            if passage is not None:
                self.passages.add(passage)
                target = NamedNode(self.names.passage(passage.start, passage.end))
                yield subject, iri("prov:wasDerivedFrom"), target


def _because(subject: str, predicate: str, reason: Bilingual) -> Iterator[Triple]:
    yield subject, iri(predicate), zh(reason.zh)
    yield subject, iri(predicate), Literal(reason.en, language="en")


def _shortened(text: str) -> str:
    return text if len(text) <= _LABEL_LENGTH else text[: _LABEL_LENGTH - 1] + "…"
