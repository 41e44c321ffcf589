"use strict";

/** The plan, as written by remit/views/facts.py. Read once, never changed. */
const facts = JSON.parse(document.getElementById("facts").textContent);

const taskById = new Map(facts.tasks.map((task) => [task.id, task]));
const taskOrder = new Map(facts.tasks.map((task, index) => [task.id, index]));
const assignmentById = new Map(facts.assignments.map((a) => [a.id, a]));
const assignmentsOfTask = groupBy(facts.assignments, (a) => a.task);
const assignmentsOfAgent = groupBy(facts.assignments, (a) => a.agent);

function groupBy(items, keyOf) {
  const groups = new Map();
  for (const item of items) {
    const key = keyOf(item);
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(item);
  }
  return groups;
}

function agentOf(assignment) {
  return facts.agents[assignment.agent];
}

function isSupervisor(agent) {
  return agent.kind === "leader" || agent.kind === "leader-group";
}

function isGroup(agent) {
  return agent.kind === "unit-group" || agent.kind === "leader-group";
}
