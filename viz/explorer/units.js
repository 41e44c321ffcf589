"use strict";

/* All units in a table: what each carries, and how closely it works with others. */

defineView({
  name: "units",
  title: { zh: "单位", en: "Units" },
  tab: true,
  render(root) {
    const now = loads();
    const units = [...agentByKey].filter(([, agent]) => agent.kind === "unit").map(([key]) => key);
    const groups = [...agentByKey].filter(([, agent]) => isGroup(agent)).map(([key]) => key);
    const rows = units.map((key) => ({
      key,
      agent: facts.agents[key],
      load: now.get(key) || NO_LOAD,
      range: (facts.figures.units[key] || {}).load,
    }));
    rows.sort((p, q) => q.load.load - p.load.load || q.load.tasks - p.load.tasks);
    root.replaceChildren(
      viewHead(
        say(`单位 ${units.length} 个`, `Units: ${units.length}`),
        say(
          "数字按所选依据计算；“≥”表示还有角色不明的任务，无法计入。",
          "Figures follow the evidence chosen; “≥”: at some tasks the role is not known and can not count.",
        ),
      ),
      damagedHint(),
      unitsTable(rows),
      groups.length > 0 && panel({ zh: "统称", en: "Groups" }, groupsTable(groups)),
    );
  },
});

function unitsTable(rows) {
  return dataTable({
    name: "units",
    title: { zh: "单位", en: "Units" },
    rows,
    columns: [
      {
        name: "unit",
        title: { zh: "单位", en: "unit" },
        value: (r) => r.agent.name,
        cell: (r) => agentLink(r.key),
      },
      {
        name: "type",
        title: { zh: "类型", en: "kind" },
        width: "9em",
        value: (r) =>
          r.agent.type ? t(term("types", r.agent.type).zh, term("types", r.agent.type).en) : "",
        cell: (r) => r.agent.type && both(term("types", r.agent.type)),
      },
      {
        name: "tasks",
        number: true,
        width: "6em",
        title: { zh: "任务", en: "tasks" },
        value: (r) => r.load.tasks,
        cell: (r) => tasksLink(r.load.tasks, { unit: r.key }),
      },
      {
        name: "led",
        number: true,
        width: "6em",
        title: { zh: "牵头", en: "leads" },
        value: (r) => r.load.led,
        cell: (r) => tasksLink(atLeast(r.load.led, r.load), { lead: r.key }),
      },
      {
        name: "supported",
        number: true,
        width: "6em",
        title: { zh: "配合", en: "supports" },
        value: (r) => r.load.supported,
        cell: (r) => tasksLink(atLeast(r.load.supported, r.load), { support: r.key }),
      },
      {
        name: "unknown",
        number: true,
        width: "6em",
        title: { zh: "角色不明", en: "role unknown" },
        value: (r) => r.load.unknownRoles,
        cell: (r) => tasksLink(r.load.unknownRoles, { unknown: r.key }),
      },
      {
        name: "partners",
        number: true,
        width: "7em",
        title: { zh: "共事单位", en: "partners" },
        value: (r) => r.load.partners,
        cell: (r) => String(r.load.partners),
      },
      {
        name: "load",
        number: true,
        width: "7em",
        title: { zh: "协同负荷", en: "load" },
        value: (r) => r.load.load,
        cell: (r) => tasksLink(atLeast(r.load.load, r.load), { unit: r.key }),
      },
      {
        name: "range",
        number: true,
        width: "12em",
        title: { zh: "负荷：至少 · 预期 · 至多", en: "load: least · expected · most" },
        value: (r) => (r.range ? r.range.expected : 0),
        cell: (r) => (r.range ? rangeText(r.range) : "0"),
      },
    ],
  });
}

function groupsTable(groups) {
  return dataTable({
    name: "groups",
    title: { zh: "统称", en: "Groups" },
    rows: groups,
    columns: [
      {
        name: "group",
        title: { zh: "统称", en: "group" },
        width: "14em",
        value: agentName,
        cell: (key) => agentLink(key),
      },
      {
        name: "tasks",
        number: true,
        width: "6em",
        title: { zh: "任务", en: "tasks" },
        value: (key) => believedOf(key).length,
        cell: (key) =>
          tasksLink(believedOf(key).length, {
            [isLeader(facts.agents[key]) ? "leader" : "unit"]: key,
          }),
      },
      {
        name: "members",
        wide: true,
        title: { zh: "成员", en: "members" },
        value: (key) => facts.agents[key].members.map(agentName).join("、"),
        cell: (key) => memberLinks(key),
      },
    ],
  });
}
