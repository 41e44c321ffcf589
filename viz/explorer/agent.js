"use strict";

/* The page of a unit or group, and that of a leader: everything about it. */

defineView({
  name: "unit",
  title: { zh: "单位", en: "Unit" },
  under: "units",
  render: (root, state) => drawAgent(root, state.key),
});

defineView({
  name: "leader",
  title: { zh: "分管领导", en: "Leader" },
  under: "leaders",
  render: (root, state) => drawAgent(root, state.key),
});

function drawAgent(root, key) {
  const agent = facts.agents[key];
  if (!agent) {
    root.replaceChildren(notThere(key));
    return;
  }
  const tasks = tasksWith(key);
  root.replaceChildren(
    viewHead(agent.name, agentAbout(key, agent)),
    damagedHint(),
    agent.kind === "unit" ? unitFigures(key) : "",
    agent.kind === "unit" ? unitCompany(key) : "",
    isLeader(agent) ? portfolio(key, tasks) : "",
    isGroup(agent)
      ? panel(
          { zh: "成员", en: "Members" },
          element("p", {}, memberLinks(key)),
          because(agent.because),
        )
      : "",
    panel(
      { zh: `任务 ${tasks.length} 项`, en: `Tasks: ${tasks.length}` },
      tasksTable(tasks, "tasks", [ownRole(key)]),
    ),
    aboutFindings("agent", key),
  );
}

function agentAbout(key, agent) {
  const groups = groupsOfMember.get(key) || [];
  const kind = agent.type ? term("types", agent.type) : term("kinds", agent.kind);
  return [
    both(kind),
    agent.organ && agent.organ.zh !== kind.zh && [" · ", both(agent.organ)],
    agent.aliases.length > 0 && [" · ", say("又写作 ", "also written "), agent.aliases.join("、")],
    groups.length > 0 && [
      " · ",
      say("属于 ", "belongs to "),
      groups.map((group, i) => [i > 0 && "、", agentLink(group)]),
    ],
    !isGroup(agent) && agent.because && [" · ", because(agent.because)],
  ];
}

function ownRole(key) {
  const own = (task) => believedAt(task.id).find((part) => part.agent === key);
  return {
    name: "role",
    title: { zh: "角色与依据", en: "role, evidence" },
    width: "9.5em",
    value: (task) => own(task).role || "takes-part",
    cell: (task) => {
      const part = own(task);
      return [element("div", {}, roleWords(part.role)), partBadge(part)];
    },
  };
}

function unitFigures(key) {
  const load = loads().get(key) || NO_LOAD;
  const range = (facts.figures.units[key] || {}).load;
  const tile = (words, value) =>
    element("div", { class: "tile" }, element("b", {}, value), both(words));
  return element(
    "div",
    { class: "numbers" },
    tile({ zh: "任务", en: "tasks" }, tasksLink(load.tasks, { unit: key })),
    tile({ zh: "牵头", en: "leads" }, tasksLink(atLeast(load.led, load), { lead: key })),
    tile(
      { zh: "配合", en: "supports" },
      tasksLink(atLeast(load.supported, load), { support: key }),
    ),
    load.unknownRoles > 0 &&
      tile({ zh: "角色不明", en: "role unknown" }, tasksLink(load.unknownRoles, { unknown: key })),
    tile({ zh: "共事单位", en: "partners" }, String(load.partners)),
    tile(
      { zh: "计划协同负荷", en: "planned coordination load" },
      tasksLink(atLeast(load.load, load), { unit: key }),
    ),
    range &&
      range.low !== range.high &&
      tile(
        { zh: "负荷：至少 · 预期 · 至多", en: "load: least · expected · most" },
        rangeText(range),
      ),
  );
}

/** Who shares most work with a unit and why, whom it needs and who needs it. */
function unitCompany(key) {
  const mine = pairs()
    .filter((pair) => pair.a === key || pair.b === key)
    .map((pair) => ({ other: pair.a === key ? pair.b : pair.a, pair }));
  const needs = dependencies().filter((d) => d.from === key);
  const needed = dependencies().filter((d) => d.to === key);
  return element(
    "div",
    { class: "columns company" },
    panel(
      { zh: "与谁共事最多", en: "Shares most tasks with" },
      dataTable({
        name: "partners",
        title: { zh: "共事单位", en: "Partners" },
        rows: mine,
        empty: {
          zh: "按所选依据，未见与其他单位共同的任务。",
          en: "With the evidence chosen, no task in common with another unit.",
        },
        columns: [
          {
            name: "unit",
            title: { zh: "单位", en: "unit" },
            value: (r) => agentName(r.other),
            cell: (r) => agentLink(r.other),
          },
          {
            name: "shared",
            number: true,
            width: "6em",
            title: { zh: "共同任务", en: "shared" },
            value: (r) => r.pair.shared,
            cell: (r) => tasksLink(r.pair.shared, { unit: [key, r.other] }),
          },
          {
            name: "tasks",
            wide: true,
            title: { zh: "哪些任务", en: "tasks" },
            value: (r) => r.pair.tasks.join(" "),
            cell: (r) => taskLinks(r.pair.tasks, { unit: [key, r.other] }, 5),
          },
        ],
      }),
    ),
    panel(
      { zh: "牵头与配合", en: "Leads and supports" },
      needs.length + needed.length === 0 &&
        element(
          "p",
          { class: "empty" },
          say(
            "按所选依据，看不出牵头与配合的关系。",
            "With the evidence chosen, no lead and support can be told.",
          ),
        ),
      dependencyList(
        { zh: "它牵头、由这些单位配合", en: "It leads, supported by" },
        needs,
        (d) => d.to,
        (d) => ({ lead: key, support: d.to }),
      ),
      dependencyList(
        { zh: "它配合这些单位牵头的任务", en: "It supports, led by" },
        needed,
        (d) => d.from,
        (d) => ({ lead: d.from, support: key }),
      ),
    ),
  );
}

function dependencyList(title, found, other, filters) {
  if (found.length === 0) return null;
  return [
    element("h3", {}, both(title)),
    element(
      "ul",
      { class: "plain" },
      found
        .slice(0, 15)
        .map((d) =>
          element("li", {}, agentLink(other(d)), " ", tasksLink(d.tasks.length, filters(d))),
        ),
    ),
  ];
}

/** A leader's units: those at the tasks it supervises. */
function portfolio(key, tasks) {
  const units = new Map();
  for (const task of tasks) {
    for (const unit of unitsAt(task.id).keys())
      units.set(unit, [...(units.get(unit) || []), task.id]);
  }
  const rows = [...units].sort((p, q) => q[1].length - p[1].length);
  return panel(
    { zh: "所分管任务的单位", en: "Units at the tasks supervised" },
    dataTable({
      name: "portfolio",
      title: { zh: "单位", en: "Units" },
      rows,
      empty: {
        zh: "按所选依据，这些任务看不到单位。",
        en: "With the evidence chosen, these tasks show no unit.",
      },
      columns: [
        {
          name: "unit",
          title: { zh: "单位", en: "unit" },
          value: ([unit]) => agentName(unit),
          cell: ([unit]) => agentLink(unit),
        },
        {
          name: "tasks",
          number: true,
          width: "6em",
          title: { zh: "任务", en: "tasks" },
          value: ([, ids]) => ids.length,
          cell: ([unit, ids]) => tasksLink(ids.length, { leader: key, unit }),
        },
        {
          name: "which",
          wide: true,
          title: { zh: "哪些任务", en: "which" },
          value: ([, ids]) => ids.join(" "),
          cell: ([unit, ids]) => taskLinks(ids, { leader: key, unit }, 8),
        },
      ],
    }),
  );
}
