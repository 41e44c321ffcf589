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

/** The measures for a choice of evidence, computed by remit.coordination. */
function measures(evidence = state.evidence) {
  return facts.measures[EVIDENCE_STRONGEST_FIRST.filter((e) => evidence.has(e)).join("+")];
}

function withInferred() {
  return measures(new Set([...state.evidence, "inferred"]));
}

function withoutInferred() {
  return measures(new Set([...state.evidence].filter((e) => e !== "inferred")));
}

/** The weakest of several kinds of evidence: what a thing that needs them all rests on. */
function weakest(kinds) {
  return EVIDENCE_STRONGEST_FIRST.findLast((evidence) => kinds.includes(evidence));
}

function strongest(kinds) {
  return EVIDENCE_STRONGEST_FIRST.find((evidence) => kinds.includes(evidence));
}

/** What it rests on that two units share a task: the strongest of its tasks. */
function evidenceOfPair(pair) {
  return strongest(
    pair.tasks.map((task) =>
      weakest(
        believedAt(task)
          .filter((a) => a.agent === pair.first || a.agent === pair.second)
          .map((a) => a.evidence),
      ),
    ),
  );
}
