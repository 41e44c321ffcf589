"use strict";

/* What changed since the years before, in the page that `remit compare --output` writes. */

if (facts.changes) {
  defineView({
    name: "changes",
    title: { zh: "逐年变化", en: "Changes" },
    tab: true,
    render(root) {
      const place = Math.min(Number(param("pair")) || 0, facts.changes.years.length - 1);
      const change = facts.changes.years[place];
      const wanted = param("kind");
      const tasks = change.tasks.filter((task) => !wanted || task.kinds.includes(wanted));
      root.replaceChildren(
        viewHead(say(...changeTitle(change)), changeHint(change)),
        facts.changes.years.length > 1 ? pairChoice(place) : "",
        kindChoice(change, wanted),
        panel({ zh: `任务 ${tasks.length} 项`, en: `Tasks: ${tasks.length}` }, changedTasks(tasks, change)),
        change.units.length > 0 ? panel({ zh: "单位", en: "Units" }, changedUnits(change)) : "",
        change.loads.length > 0
          ? panel({ zh: "计划协同负荷", en: "Planned coordination load" }, changedLoads(change))
          : "",
        change.handovers.length > 0
          ? panel({ zh: "换了分管领导", en: "Handed to another leader" }, handovers(change))
          : "",
      );
    },
  });
}

function yearName(plan) {
  return plan.year === null ? plan.id : String(plan.year);
}

function changeTitle({ from, to }) {
  return [
    `${yearName(from)} → ${yearName(to)} 的变化`,
    `What changed from ${yearName(from)} to ${yearName(to)}`,
  ];
}

function changeHint({ from, to, doubtful, sameGovernment }) {
  const hints = [
    say(
      "按文字和指标认出两年中的同一任务；看不到的分工不算变化。",
      "Tasks of two years are matched by their words and targets; a duty that is not shown is no change.",
    ),
  ];
  if (from.damaged || to.damaged) {
    hints.push(
      say(" 其中有残缺的文本：分工的变化只是至少。", " A damaged copy is among them: changes of duty are at least."),
    );
  }
  if (doubtful > 0) {
    hints.push(
      say(
        ` ${doubtful} 对任务拿不准是否同一项，可用 remit compare --review 审定。`,
        ` ${doubtful} pairs may be one task; decide with remit compare --review.`,
      ),
    );
  }
  if (sameGovernment === false) {
    hints.push(say(" 两份计划属于不同政府，不比单位。", " The plans are of two governments; units are not compared."));
  }
  return hints;
}

function pairChoice(chosen) {
  return choice(
    facts.changes.years.map((change, place) => ({
      id: `pair-${place}`,
      chosen: place === chosen,
      label: `${yearName(change.from)} → ${yearName(change.to)}`,
      changes: { pair: place === 0 ? null : String(place), kind: null },
    })),
  );
}

function kindChoice(change, wanted) {
  const counts = new Map();
  for (const { kinds } of change.tasks) {
    for (const kind of kinds) counts.set(kind, (counts.get(kind) || 0) + 1);
  }
  const kinds = Object.keys(facts.changes.kinds).filter((kind) => counts.has(kind));
  return choice(
    [null, ...kinds].map((kind) => ({
      id: `kind-${kind || "all"}`,
      chosen: wanted === kind,
      label: [
        kind ? both(facts.changes.kinds[kind]) : say("全部", "all"),
        ` ${kind ? counts.get(kind) : change.tasks.length}`,
      ],
      changes: { kind },
    })),
  );
}

function changedTasks(tasks, change) {
  const words = (task) => task.kinds.map((kind) => t(...pairOf(facts.changes.kinds[kind]))).join("、");
  return dataTable({
    name: "changed",
    title: { zh: "任务的变化", en: "changes of tasks" },
    rows: tasks,
    sort: Boolean(param("changed-sort")),
    columns: [
      { name: "kinds", width: "9em", title: { zh: "变化", en: "change" }, value: words, cell: (task) => task.kinds.map((kind) => element("span", { class: "badge" }, both(facts.changes.kinds[kind]))) },
      { name: "before", wide: true, title: { zh: "原任务", en: "before" }, value: (task) => (task.before ? task.before.text : ""), cell: (task) => task.before && `(${task.before.number}) ${task.before.text}` },
      { name: "after", wide: true, title: { zh: "现任务", en: "after" }, value: (task) => (task.after ? task.after.text : ""), cell: (task) => task.after && [laterTask(task.after, change), " ", task.after.text] },
      { name: "what", wide: true, title: { zh: "变在哪里", en: "what changed" }, value: (task) => plainChange(task), cell: (task) => whatChanged(task) },
      { name: "confidence", number: true, width: "6em", title: { zh: "同一任务的把握", en: "how sure" }, value: (task) => (task.confidence === null ? "" : Math.round(task.confidence * 100)), cell: (task) => (task.confidence === null ? "" : `${Math.round(task.confidence * 100)}%`) },
    ],
  });
}

function pairOf({ zh, en }) {
  return [zh, en];
}

function laterTask(task, change) {
  return change.latest ? linkTo("task", task.id) : `(${task.number})`;
}

/** What changed in a task, line by line: {zh, en} of each. */
function changeLines(task) {
  const duties = task.duties.map(({ role, came, left }) => ({
    zh: `${term("roles", role).zh}：${[...left.map((name) => `－${name}`), ...came.map((name) => `＋${name}`)].join(" ")}`,
    en: `${term("roles", role).en}: ${[...left.map((name) => `−${name}`), ...came.map((name) => `+${name}`)].join(" ")}`,
  }));
  const targets = task.targets.map(({ before, after }) => ({ zh: `${before} → ${after}`, en: `${before} → ${after}` }));
  const hidden =
    task.hidden.length === 0
      ? []
      : [
          {
            zh: `看不出是否有变：${task.hidden.map((role) => term("roles", role).zh).join("、")}`,
            en: `not to be told: ${task.hidden.map((role) => term("roles", role).en).join(", ")}`,
          },
        ];
  return [...targets, ...duties, ...hidden];
}

function whatChanged(task) {
  return changeLines(task).map((line) => element("div", {}, both(line)));
}

function plainChange(task) {
  return changeLines(task).map((line) => t(line.zh, line.en)).join("；");
}

function changedUnits(change) {
  return dataTable({
    name: "fates",
    title: { zh: "单位的变化", en: "changes of units" },
    rows: change.units,
    sort: false,
    columns: [
      { name: "fate", width: "9em", title: { zh: "变化", en: "change" }, value: (unit) => t(...pairOf(facts.changes.fates[unit.fate])), cell: (unit) => both(facts.changes.fates[unit.fate]) },
      { name: "before", title: { zh: "原单位", en: "before" }, value: (unit) => unit.before.join("、"), cell: (unit) => unit.before.join("、") },
      { name: "after", title: { zh: "现单位", en: "after" }, value: (unit) => unit.after.join("、"), cell: (unit) => unit.after.join("、") },
      { name: "because", wide: true, title: { zh: "理由", en: "because" }, value: (unit) => t(unit.because.zh, unit.because.en), cell: (unit) => [unit.sure ? "" : say("可能：", "likely: "), both(unit.because)] },
    ],
  });
}

function changedLoads(change) {
  const sides = (name) => (row) =>
    `${row.before ? row.before[name] : "–"} → ${row.after ? row.after[name] : "–"}`;
  const grown = (row) => (row.after ? row.after.load : 0) - (row.before ? row.before.load : 0);
  const figure = (name, title) => ({ name, number: true, width: "8em", title, value: sides(name), cell: sides(name) });
  return dataTable({
    name: "loads",
    title: { zh: "负荷的变化", en: "changes of load" },
    rows: [...change.loads].sort((one, other) => Math.abs(grown(other)) - Math.abs(grown(one))),
    sort: Boolean(param("loads-sort")),
    columns: [
      { name: "unit", title: { zh: "单位", en: "unit" }, value: (row) => row.unit, cell: (row) => [row.unit, row.namesBefore.some((name) => name !== row.unit) && element("span", { class: "hint" }, ` ← ${row.namesBefore.join("、")}`)] },
      figure("tasks", { zh: "任务", en: "tasks" }),
      figure("led", { zh: "牵头", en: "led" }),
      figure("supported", { zh: "配合", en: "supported" }),
      figure("load", { zh: "协同负荷", en: "load" }),
      { name: "grown", number: true, width: "6em", title: { zh: "增减", en: "change" }, value: grown, cell: (row) => `${grown(row) > 0 ? "+" : ""}${grown(row)}` },
    ],
  });
}

function handovers(change) {
  return dataTable({
    name: "handovers",
    title: { zh: "换了分管领导的任务数", en: "tasks handed to another leader" },
    rows: change.handovers,
    sort: false,
    columns: [
      { name: "left", title: { zh: "原分管领导", en: "before" }, value: (each) => each.left, cell: (each) => each.left },
      { name: "came", title: { zh: "现分管领导", en: "after" }, value: (each) => each.came, cell: (each) => each.came },
      { name: "tasks", number: true, width: "6em", title: { zh: "任务", en: "tasks" }, value: (each) => each.tasks, cell: (each) => String(each.tasks) },
    ],
  });
}
