"use strict";

/**
 * What the reader chose. Everything on the page is a function of facts and state.
 * selection: null or {kind: "agent" | "task" | "pair" | "part" | "supervision" | "gathered", ...}
 */
const state = {
  evidence: new Set(["stated", "expanded"]),
  search: "",
  selection: null,
};

const EVIDENCE_STRONGEST_FIRST = ["stated", "expanded", "inferred"];

const LINE_STYLE = {
  stated: { dashes: false, opacity: 1 },
  expanded: { dashes: [8, 6], opacity: 0.85 },
  inferred: { dashes: [2, 5], opacity: 0.55 },
};

function isBelieved(assignment) {
  return state.evidence.has(assignment.evidence);
}

function believedAt(taskId) {
  return (assignmentsOfTask.get(taskId) ?? []).filter(isBelieved);
}

function believedOf(agentKey) {
  return (assignmentsOfAgent.get(agentKey) ?? []).filter(isBelieved);
}

/** The role as far as it is believed. */
function knownRole(assignment) {
  return state.evidence.has(assignment.roleEvidence) ? assignment.role : "takes-part";
}

/** The assignments, each with those that it expands to: members stand under their group once. */
function nested(assignments) {
  const shown = new Set(assignments.map((a) => a.id));
  const membersOf = groupBy(assignments, (a) => (shown.has(a.derivedFrom) ? a.derivedFrom : null));
  return (membersOf.get(null) ?? []).map((a) => ({
    assignment: a,
    members: membersOf.get(a.id) ?? [],
  }));
}

/** What was measured for a choice of evidence: only kinds that make a difference are told apart. */
function measured({ kinds, byEvidence }, evidence) {
  return byEvidence[kinds.filter((kind) => evidence.has(kind)).join("+")];
}

/** The workload of every unit with a task, computed by remit.coordination. */
function loads(evidence = state.evidence) {
  return measured(facts.loads, evidence);
}

/** The pairs of units that share a task, computed by remit.coordination. */
function pairs() {
  return measured(facts.pairs, state.evidence);
}

function rolesUnknown(load) {
  return load.tasks - load.led - load.supported;
}

/** A count that rests on roles: a lower bound where some are not known, never a plain zero. */
function atLeast(count, load) {
  return rolesUnknown(load) > 0 ? `≥ ${count}` : String(count);
}

function loadsWithInferred() {
  return loads(new Set([...state.evidence, "inferred"]));
}

function loadsWithoutInferred() {
  return loads(new Set([...state.evidence].filter((e) => e !== "inferred")));
}

/** The weakest of several kinds of evidence: what a thing that needs them all rests on. */
function weakest(kinds) {
  return EVIDENCE_STRONGEST_FIRST.findLast((evidence) => kinds.includes(evidence));
}

function strongest(kinds) {
  return EVIDENCE_STRONGEST_FIRST.find((evidence) => kinds.includes(evidence));
}

/** How many of a pair's tasks rest on each kind of evidence: the weaker of its two units. */
function evidenceOfPair(pair) {
  const counts = new Map();
  for (const task of pair.tasks) {
    const parts = believedAt(task).filter((a) => a.agent === pair.first || a.agent === pair.second);
    const evidence = weakest(parts.map((a) => a.evidence));
    counts.set(evidence, (counts.get(evidence) ?? 0) + 1);
  }
  return EVIDENCE_STRONGEST_FIRST.filter((e) => counts.has(e)).map((e) => [e, counts.get(e)]);
}
