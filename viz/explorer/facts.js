"use strict";

/*
 * The plan, as remit/views/facts.py writes it. Read once, never changed.
 * Shared: facts and its lists, and indexes of them by id and by task. Ids are the keys of
 * agents, the ids of tasks and goals, the keys of names (places and projects).
 */

const facts = (() => {
  const read = JSON.parse(document.getElementById("facts").textContent);
  for (const list of [
    "tasks",
    "assignments",
    "candidates",
    "names",
    "mentions",
    "targets",
    "deadlines",
    "places",
  ]) {
    read[list] = unpacked(read[list]);
  }
  for (const task of read.tasks) {
    task.names = taskNames(task);
    Object.defineProperty(task, "name", { get: () => t(task.names.zh, task.names.en) });
  }
  // Without a prototype: an address may ask for a unit called "constructor".
  read.agents = Object.assign(Object.create(null), read.agents);
  return read;
})();

/** How people refer to a task: its number, with the attachment from the second on. */
function taskNames({ number, attachment }) {
  const plain = `(${number})`;
  return attachment === null
    ? { zh: plain, en: plain }
    : { zh: `附件${attachment} ${plain}`, en: `att. ${attachment} ${plain}` };
}

/** Make rows of columns again: see remit/views/packing.py. */
function unpacked(columns) {
  const keys = Object.keys(columns);
  if (keys.length === 0) return [];
  const first = columns[keys[0]];
  const { length } = Array.isArray(first) ? first : first.at;
  const rows = Array.from({ length }, () => ({}));
  for (const key of keys) {
    const column = columns[key];
    if (Array.isArray(column))
      column.forEach((value, i) => {
        rows[i][key] = value;
      });
    else
      column.at.forEach((place, i) => {
        rows[i][key] = column.of[place];
      });
  }
  return rows;
}

/** Items by what `keyOf` says of each, in their order. */
function groupBy(items, keyOf) {
  const groups = new Map();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

const agentByKey = new Map(Object.entries(facts.agents));
const taskById = new Map(facts.tasks.map((task) => [task.id, task]));
const taskOrder = new Map(facts.tasks.map((task, index) => [task.id, index]));
const goalById = new Map(facts.goals.map((goal) => [goal.id, goal]));
const nameById = new Map(facts.names.map((name) => [name.id, name]));
const targetById = new Map(facts.targets.map((target) => [target.id, target]));
const mentionsOfTask = groupBy(facts.mentions, (mention) => mention.task);
const mentionsOfName = groupBy(facts.mentions, (mention) => mention.name);
const targetsOfTask = groupBy(facts.targets, (target) => target.task);
const deadlinesOfTask = groupBy(facts.deadlines, (deadline) => deadline.task);
const candidatesOfTask = groupBy(facts.candidates, (candidate) => candidate.task);
const placeOfStart = new Map(facts.places.map(({ start, place }) => [start, place]));

const isLeader = (agent) => agent.kind === "leader" || agent.kind === "leader-group";
const isGroup = (agent) => agent.kind === "unit-group" || agent.kind === "leader-group";

/** The groups that have an agent as a member, by key. */
const groupsOfMember = (() => {
  const groups = new Map();
  for (const [key, agent] of agentByKey) {
    for (const member of agent.members) groups.set(member, [...(groups.get(member) || []), key]);
  }
  return groups;
})();

/** The findings about a thing: findingsAbout("task", "31"). */
const findingsAbout = (() => {
  const about = groupBy(
    facts.findings.flatMap((finding) =>
      finding.about.map((thing) => ({ finding, thing: Object.entries(thing)[0].join(" ") })),
    ),
    (each) => each.thing,
  );
  return (kind, id) => (about.get(`${kind} ${id}`) || []).map((each) => each.finding);
})();

/** A goal and those above it, from the top. */
function goalPath(id) {
  const path = [];
  for (let goal = goalById.get(id); goal; goal = goalById.get(goal.parent)) path.unshift(goal);
  return path;
}

/** A goal's id and those of all goals below it. */
function goalAndBelow(id) {
  return new Set(
    facts.goals.map((goal) => goal.id).filter((each) => goalPath(each).some((g) => g.id === id)),
  );
}
