"use strict";

/*
 * What the reader believes: what the source states; with groups resolved to their members; with
 * what Remit infers, from a confidence on. Each level holds the ones before it.
 * Shared: LEVELS, believed, believedAt, believedOf, levelCounts, weakest, strongest.
 */

const LEVELS = ["stated", "expanded", "inferred"];

const perEvidence = new Map();

/** Compute once for each choice of evidence, and remember the last few. */
function onceForEvidence(name, compute) {
  const { ev, min } = getState();
  const key = `${name} ${ev} ${ev === "inferred" ? min : ""}`;
  if (!perEvidence.has(key)) {
    if (perEvidence.size > 60) perEvidence.clear();
    perEvidence.set(key, compute());
  }
  return perEvidence.get(key);
}

function isBelieved(evidence, confidence) {
  const { ev, min } = getState();
  if (evidence === "inferred") return ev === "inferred" && confidence >= min;
  return LEVELS.indexOf(evidence) <= LEVELS.indexOf(ev);
}

/**
 * The parts in tasks that are believed now: {id, task, agent, role, roleEvidence, evidence,
 * confidence, candidate, source}. `role` is null where it is not known, or inferred and not
 * believed. A candidate for a lost cell that is likely enough is among them, with `candidate`
 * true; `source` is the assignment or candidate as the plan has it.
 */
function believed() {
  return onceForEvidence("believed", () => {
    const parts = facts.assignments
      .filter((a) => isBelieved(a.evidence, a.confidence))
      .map((a) => {
        const known =
          a.roleEvidence !== null &&
          a.role !== "takes-part" &&
          isBelieved(a.roleEvidence, a.roleConfidence);
        return {
          id: a.id,
          task: a.task,
          agent: a.agent,
          role: known ? a.role : null,
          roleEvidence: known ? a.roleEvidence : null,
          evidence: a.evidence,
          confidence: a.confidence,
          candidate: false,
          source: a,
        };
      });
    const likely = facts.candidates
      .filter((c) => isBelieved("inferred", c.probability))
      .map((c) => ({
        id: `candidate ${c.task} ${c.role} ${c.agent}`,
        task: c.task,
        agent: c.agent,
        role: c.role,
        roleEvidence: "inferred",
        evidence: "inferred",
        confidence: c.probability,
        candidate: true,
        source: c,
      }));
    return [...parts, ...likely];
  });
}

function believedAt(task) {
  return onceForEvidence("at task", () => groupBy(believed(), (part) => part.task)).get(task) || [];
}

function believedOf(agent) {
  return (
    onceForEvidence("of agent", () => groupBy(believed(), (part) => part.agent)).get(agent) || []
  );
}

/** How many parts each level adds, and how many roles and candidates the inferred level does. */
function levelCounts() {
  const { min } = getState();
  const counts = { stated: 0, expanded: 0, inferred: 0, roles: 0, candidates: 0 };
  for (const a of facts.assignments) {
    if (a.evidence !== "inferred" || a.confidence >= min) counts[a.evidence] += 1;
    if (a.evidence !== "inferred" && a.roleEvidence === "inferred" && a.roleConfidence >= min) {
      counts.roles += 1;
    }
  }
  counts.candidates = facts.candidates.filter((c) => c.probability >= min).length;
  return counts;
}

/** The weakest of several kinds of evidence: what a thing that needs them all rests on. */
function weakest(kinds) {
  return LEVELS[Math.max(...kinds.map((kind) => LEVELS.indexOf(kind)))];
}

function strongest(kinds) {
  return LEVELS[Math.min(...kinds.map((kind) => LEVELS.indexOf(kind)))];
}
