"use strict";

/*
 * The measures of remit.coordination, computed on what is believed now; the tests hold both
 * equal. A group counts through its members and never beside them: only units take part.
 * Shared: incidence, loads, pairs, dependencies, leadersAt, rolesUnknown, atLeast, sharedTasks.
 */

/**
 * Who takes part in what: {tasks: Map from task to Map from unit to {leads, supports, evidence},
 * units: Map from unit to the list of its tasks, in the order of the plan}.
 */
function incidence() {
  return onceForEvidence("incidence", () => {
    const tasks = new Map();
    for (const part of believed()) {
      if (facts.agents[part.agent].kind !== "unit") continue;
      if (!tasks.has(part.task)) tasks.set(part.task, new Map());
      const units = tasks.get(part.task);
      const known = units.get(part.agent);
      units.set(part.agent, {
        leads: part.role === "leads" || Boolean(known && known.leads),
        supports: part.role === "supports" || Boolean(known && known.supports),
        evidence: known ? strongest([known.evidence, part.evidence]) : part.evidence,
      });
    }
    const units = new Map();
    for (const { id } of facts.tasks) {
      for (const unit of (tasks.get(id) || new Map()).keys()) {
        if (units.has(unit)) units.get(unit).push(id);
        else units.set(unit, [id]);
      }
    }
    return { tasks, units };
  });
}

function unitsAt(task) {
  return incidence().tasks.get(task) || new Map();
}

/** The supervising leaders of a task, by key. */
function leadersAt(task) {
  return [
    ...new Set(
      believedAt(task)
        .filter((p) => facts.agents[p.agent].kind === "leader")
        .map((p) => p.agent),
    ),
  ];
}

/**
 * Map from unit to {tasks, led, supported, load, leading, supporting, partners, unknownRoles}, of
 * every unit that has a task: remit.coordination.workloads.
 */
function loads() {
  return onceForEvidence("loads", () => {
    const found = new Map();
    for (const unit of incidence().units.keys()) {
      found.set(unit, {
        tasks: 0,
        led: 0,
        supported: 0,
        load: 0,
        leading: 0,
        supporting: 0,
        partners: 0,
      });
    }
    for (const units of incidence().tasks.values()) {
      const leads = [...units.values()].filter((part) => part.leads).length;
      for (const [unit, part] of units) {
        const load = found.get(unit);
        load.tasks += 1;
        if (part.leads) {
          load.led += 1;
          load.leading += units.size - 1;
        }
        if (part.supports) {
          load.supported += 1;
          load.supporting += leads;
        }
      }
    }
    for (const pair of pairs()) {
      found.get(pair.a).partners += 1;
      found.get(pair.b).partners += 1;
    }
    for (const load of found.values()) {
      load.load = load.leading + load.supporting;
      load.unknownRoles = Math.max(0, load.tasks - load.led - load.supported);
    }
    return found;
  });
}

/** Two units (a < b) and how much work they share; the ids of their tasks when asked for. */
class Pair {
  constructor(a, b, shared, newman) {
    Object.assign(this, { a, b, shared, newman });
  }

  get tasks() {
    return sharedTasks(this.a, this.b);
  }
}

function sharedTasks(a, b) {
  return (incidence().units.get(a) || []).filter((task) => unitsAt(task).has(b));
}

/** Every pair of units that shares a task, most first: remit.coordination.shared_work. */
function pairs() {
  return onceForEvidence("pairs", () => {
    const keys = [...incidence().units.keys()].sort(byCodePoint);
    const place = new Map(keys.map((key, i) => [key, i]));
    const found = new Map();
    for (const units of incidence().tasks.values()) {
      const at = [...units.keys()].map((key) => place.get(key)).sort((i, j) => i - j);
      const newman = 1 / (at.length - 1);
      for (let i = 0; i < at.length; i += 1) {
        for (let j = i + 1; j < at.length; j += 1) {
          const pair = at[i] * keys.length + at[j];
          const weights = found.get(pair);
          if (weights) {
            weights.shared += 1;
            weights.newman += newman;
          } else found.set(pair, { shared: 1, newman });
        }
      }
    }
    return [...found]
      .map(
        ([pair, { shared, newman }]) =>
          new Pair(keys[Math.floor(pair / keys.length)], keys[pair % keys.length], shared, newman),
      )
      .sort(
        (p, q) =>
          q.shared - p.shared ||
          Math.round((q.newman - p.newman) * 1e9) ||
          byCodePoint(p.a, q.a) ||
          byCodePoint(p.b, q.b),
      );
  });
}

function byCodePoint(one, other) {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

/** Every lead that depends on a support: {from, to, tasks}, most tasks first. */
function dependencies() {
  return onceForEvidence("dependencies", () => {
    const found = new Map();
    for (const { id } of facts.tasks) {
      const parts = [...unitsAt(id)];
      const supports = parts.filter(([, part]) => part.supports);
      for (const [from] of parts.filter(([, part]) => part.leads)) {
        for (const [to] of supports) {
          const key = `${from}\n${to}`;
          if (found.has(key)) found.get(key).tasks.push(id);
          else found.set(key, { from, to, tasks: [id] });
        }
      }
    }
    return [...found.values()].sort(
      (d, e) =>
        e.tasks.length - d.tasks.length || byCodePoint(d.from, e.from) || byCodePoint(d.to, e.to),
    );
  });
}

/** A count that rests on roles: a lower bound where some are not known, never a plain zero. */
function atLeast(count, load) {
  return load.unknownRoles > 0 ? `≥ ${count}` : String(count);
}
