"use strict";

/* Of each goal's tasks: how many show their leader, their lead, any unit, and by which evidence. */

function coverage() {
  const rows = facts.goals
    .filter((goal) => goal.parent === null || !goalById.has(goal.parent))
    .map(coverageOfGoal);
  return [
    dataTable({
      name: "goals",
      title: { zh: "各目标的任务还看得到谁", en: "What is known of each goal's tasks" },
      sort: false,
      rows,
      columns: [
        {
          name: "goal",
          title: { zh: "目标", en: "goal" },
          wide: true,
          width: "34%",
          value: (r) => r.goal.title,
          cell: (r) => linkTo("goal", r.goal.id),
        },
        {
          name: "tasks",
          number: true,
          width: "5em",
          title: { zh: "任务", en: "tasks" },
          value: (r) => r.all,
          cell: (r) => tasksLink(r.all, { goal: r.goal.id }),
        },
        {
          name: "leaders",
          number: true,
          width: "6em",
          title: { zh: "有分管领导", en: "leader known" },
          value: (r) => r.leaders.length,
          cell: (r) => tasksLink(r.leaders.length, { ids: r.leaders.join(",") }),
        },
        {
          name: "leads",
          number: true,
          width: "6em",
          title: { zh: "有牵头单位", en: "lead known" },
          value: (r) => r.leads.length,
          cell: (r) => tasksLink(r.leads.length, { ids: r.leads.join(",") }),
        },
        {
          name: "known",
          wide: true,
          title: { zh: "看得到单位的任务", en: "tasks whose units are known" },
          value: (r) => LEVELS.map((level) => r[level]).join("/"),
          cell: coverageBar,
        },
      ],
    }),
    element(
      "ul",
      { class: "key" },
      [...LEVELS, "none"]
        .filter((kind) => kind === "none" || LEVELS.indexOf(kind) <= LEVELS.indexOf(getState().ev))
        .map((kind) =>
          element(
            "li",
            {},
            element("span", { class: `swatch cover-${kind}` }),
            kind === "none" ? say("看不到单位", "no unit known") : both(term("evidence", kind)),
          ),
        ),
    ),
  ];
}

function coverageOfGoal(goal) {
  const row = {
    goal,
    all: 0,
    leaders: [],
    leads: [],
    stated: 0,
    expanded: 0,
    inferred: 0,
    none: 0,
  };
  for (const task of tasksBelow(goal.id)) {
    row.all += 1;
    row[coverageOf(task.id) || "none"] += 1;
    const parts = believedAt(task.id);
    if (parts.some((part) => isLeader(facts.agents[part.agent]))) row.leaders.push(task.id);
    if (parts.some((part) => part.role === "leads")) row.leads.push(task.id);
  }
  return row;
}

function coverageBar(row) {
  return element(
    "span",
    { class: "cover" },
    [...LEVELS, "none"]
      .filter((kind) => row[kind] > 0)
      .map((kind) =>
        element(
          "a",
          {
            class: `part cover-${kind}`,
            style: `flex-grow:${row[kind]}`,
            href: addressOf("tasks", null, { goal: row.goal.id, known: kind }),
            title:
              kind === "none"
                ? t("看不到单位", "no unit known")
                : t(term("evidence", kind).zh, term("evidence", kind).en),
          },
          String(row[kind]),
        ),
      ),
  );
}
