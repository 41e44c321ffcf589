"use strict";

/*
 * What every list of tasks on these pages is: each task with who holds which role.
 * Shared: tasksTable.
 */

/** Tasks with who holds which role; what every list of tasks on these pages is. */
function tasksTable(tasks, name = "tasks", more = []) {
  // What no task of the list has needs no column.
  const any = (has) => tasks.some(has);
  return dataTable({
    name,
    title: { zh: "任务", en: "Tasks" },
    rows: tasks,
    empty: {
      zh: "没有这样的任务。可减少筛选条件，或换一种依据。",
      en: "No such task. Take a filter out, or choose other evidence.",
    },
    columns: [
      {
        name: "number",
        title: { zh: "任务", en: "task" },
        width: "5.5em",
        value: (task) => taskOrder.get(task.id),
        cell: (task) => linkTo("task", task.id),
      },
      ...more,
      {
        name: "text",
        title: { zh: "内容", en: "what" },
        wide: true,
        value: (task) => task.text,
        cell: (task) => element("span", { class: "clamped", title: task.text }, task.text),
      },
      {
        name: "leader",
        title: { zh: "分管", en: "supervises" },
        width: "7em",
        value: (task) => namesOf(task, "supervises"),
        cell: (task) => roleCell(task, "supervises"),
      },
      {
        name: "lead",
        title: { zh: "牵头", en: "leads" },
        width: "12%",
        value: (task) => namesOf(task, "leads"),
        cell: (task) => roleCell(task, "leads"),
      },
      any((task) => believedAt(task.id).some((part) => part.role === "supports")) && {
        name: "support",
        title: { zh: "配合", en: "supports" },
        width: "16%",
        value: (task) => namesOf(task, "supports"),
        cell: (task) => roleCell(task, "supports"),
      },
      any((task) => believedAt(task.id).some((part) => part.role === null)) && {
        name: "unknown",
        title: { zh: "参与（角色不明）", en: "role not known" },
        width: "14%",
        value: (task) => namesOf(task, null),
        cell: (task) => roleCell(task, null),
      },
      any((task) => targetsOfTask.has(task.id)) && {
        name: "targets",
        title: { zh: "指标", en: "targets" },
        number: true,
        width: "5.5em",
        value: (task) => (targetsOfTask.get(task.id) || []).length,
        cell: (task) => String((targetsOfTask.get(task.id) || []).length || ""),
      },
      any((task) => deadlinesOfTask.has(task.id)) && {
        name: "deadline",
        title: { zh: "时限", en: "deadline" },
        width: "7em",
        value: (task) =>
          (deadlinesOfTask.get(task.id) || []).map((d) => d.date || d.text).sort()[0] || "",
        cell: (task) =>
          (deadlinesOfTask.get(task.id) || [])
            .slice(0, 2)
            .map((d) => element("div", { title: d.date }, d.text)),
      },
    ].filter(Boolean),
  });
}

function partsIn(task, role) {
  return believedAt(task.id).filter((part) => part.role === role);
}

function namesOf(task, role) {
  return partsIn(task, role)
    .map((part) => agentName(part.agent))
    .join("、");
}

/** Who holds a role; where nobody is known and the cell is lost, that. */
function roleCell(task, role) {
  const parts = partsIn(task, role);
  if (parts.length > 0) return wrapped(task, parts);
  if (task.lost.includes(role)) return element("span", { class: "lost" }, say("缺失", "lost"));
  return null;
}

function wrapped(task, parts) {
  const most = 8;
  const shown = holders(parts);
  return element(
    "span",
    { class: "holders" },
    shown.slice(0, most),
    shown.length > most && [
      " ",
      element(
        "a",
        { href: addressOf("task", task.id) },
        say(`等 ${shown.length} 个`, `all ${shown.length}`),
      ),
    ],
  );
}
