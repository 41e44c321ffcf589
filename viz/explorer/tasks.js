"use strict";

/* All tasks in a table, and the filters that the address gives. */

defineView({
  name: "tasks",
  title: { zh: "任务", en: "Tasks" },
  tab: true,
  render(root, state, first) {
    const rows = filteredTasks();
    if (first)
      root.replaceChildren(
        element("div", { class: "tasks-head" }),
        element("div", { class: "tasks-body" }),
      );
    const all = facts.tasks.length;
    const count =
      rows.length === all
        ? say(`任务 ${all} 项`, `Tasks: ${all}`)
        : say(`任务 ${rows.length} 项（共 ${all} 项）`, `Tasks: ${rows.length} of ${all}`);
    const [head, body] = root.children;
    head.replaceChildren(viewHead(count), filterBar(), chosenFilters());
    body.replaceChildren(tasksTable(rows));
  },
});

function filterBar() {
  const agents = (test) =>
    [...agentByKey].filter(([, agent]) => test(agent)).map(([key, agent]) => [key, agent.name]);
  const goals = facts.goals.map((goal) => [
    goal.id,
    `${"　".repeat(goalPath(goal.id).length - 1)}${goal.title}`,
  ]);
  const named = (group) =>
    facts.names.filter((name) => name.group === group).map((name) => [name.id, name.label]);
  const units = agents((agent) => !isLeader(agent));
  const role = ["lead", "support", "unknown"].find((name) => paramList(name).length > 0) || "unit";
  return element(
    "div",
    { class: "filters", role: "search" },
    element("input", {
      type: "search",
      id: "filter-q",
      value: param("q", ""),
      placeholder: t("任务文字，或拼音首字母", "words, or pinyin initials"),
      "aria-label": t("按文字筛选", "Filter by words"),
      input: (event) => setParams({ q: event.target.value || null }, { replace: true }),
    }),
    filterChoice("goal", goals),
    filterChoice("leader", agents(isLeader)),
    filterChoice(role, units),
    element(
      "select",
      {
        id: "filter-role",
        "aria-label": t("该单位的角色", "Role of the unit"),
        change: (event) => {
          const key = paramList(role)[0];
          setParams({
            unit: null,
            lead: null,
            support: null,
            unknown: null,
            [event.target.value]: key || null,
          });
          if (!key) document.getElementById("filter-role").value = event.target.value;
        },
      },
      [
        ["unit", t("任何角色", "in any role")],
        ["lead", t("牵头", "as lead")],
        ["support", t("配合", "as support")],
        ["unknown", t("角色不明", "role not known")],
      ].map(([value, label]) => element("option", { value, selected: value === role }, label)),
    ),
    filterChoice("place", named("place")),
    filterChoice("project", named("project")),
    filterChoice("lost", [
      ["any", t("任一格缺失", "any cell lost")],
      ...["supervises", "leads"].map((role) => [
        role,
        t(term("lost", role).zh, term("lost", role).en),
      ]),
    ]),
    filterChoice("target", [["any", t("有指标", "with a target")]]),
    filterChoice("deadline", [
      ["any", t("有时限", "with a deadline")],
      ["none", t("未写时限", "without")],
      ...deadlineMonths().map((month) => [month, month]),
    ]),
  );
}

function deadlineMonths() {
  return [
    ...new Set(facts.deadlines.map(({ date }) => date && date.slice(0, 7)).filter(Boolean)),
  ].sort();
}

function filterChoice(name, choices) {
  if (choices.length === 0) return null;
  const { title } = FILTERS[name];
  const chosen = paramList(name)[0] || "";
  const known = choices.some(([value]) => value === chosen);
  return element(
    "select",
    {
      id: `filter-${name}`,
      "aria-label": t(title.zh, title.en),
      change: (event) => setParams({ [name]: event.target.value || null }),
    },
    element("option", { value: "" }, t(title.zh, title.en)),
    chosen !== "" &&
      !known &&
      element("option", { value: chosen, selected: true }, FILTERS[name].shown(chosen)),
    choices.map(([value, label]) =>
      element("option", { value, selected: value === chosen }, label),
    ),
  );
}

/** What is filtered by, each with a button that takes it out. */
function chosenFilters() {
  const active = activeFilters();
  if (active.length === 0) return "";
  return element(
    "p",
    { class: "chosen" },
    active.map(({ name, value }) =>
      element(
        "button",
        {
          type: "button",
          title: t("去掉这个条件", "Take this filter out"),
          click: () => setParams({ [name]: paramList(name).filter((each) => each !== value) }),
        },
        both(FILTERS[name].title),
        "：",
        FILTERS[name].shown(value),
        element("span", { "aria-hidden": "true" }, " ×"),
      ),
    ),
    element(
      "button",
      { type: "button", class: "all-out", click: () => go("tasks") },
      say("清除全部", "Clear all"),
    ),
  );
}
