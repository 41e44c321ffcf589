"use strict";

/* The figures that tasks are to reach, and by when. */

defineView({
  name: "targets",
  title: { zh: "指标与时限", en: "Targets, deadlines" },
  tab: true,
  render(root) {
    const indicator = param("indicator");
    const shown = indicator
      ? facts.targets.filter((target) => target.indicator === indicator)
      : facts.targets;
    root.replaceChildren(
      viewHead(
        say(
          `指标 ${shown.length} 个，时限 ${facts.deadlines.length} 处`,
          `Targets: ${shown.length} · deadlines: ${facts.deadlines.length}`,
        ),
        say(
          "由程序从任务文字中读出；“读作”是程序的理解，以原文为准。",
          "Read out of the words of tasks by a program; “read as” is its understanding, the source decides.",
        ),
      ),
      indicator
        ? element(
            "p",
            { class: "chosen" },
            element(
              "button",
              { type: "button", click: () => setParams({ indicator: null }) },
              say("指标", "indicator"),
              `：${indicator} ×`,
            ),
          )
        : "",
      panel({ zh: "指标", en: "Targets" }, targetsTable(shown, "targets")),
      indicator ? "" : panel({ zh: "时限", en: "Deadlines" }, deadlineChart(), deadlinesTable()),
    );
  },
});

function deadlinesTable() {
  const rows = [...facts.deadlines].sort((p, q) => byCodePoint(p.date || "9999", q.date || "9999"));
  return dataTable({
    name: "deadlines",
    title: { zh: "时限", en: "Deadlines" },
    rows,
    columns: [
      {
        name: "date",
        title: { zh: "最迟", en: "no later than" },
        width: "8em",
        value: (d) => d.date,
        cell: (d) =>
          d.date
            ? element(
                "a",
                { href: addressOf("tasks", null, { deadline: d.date.slice(0, 7) }) },
                d.date,
              )
            : say("未定日期", "no day"),
      },
      {
        name: "text",
        title: { zh: "原文的说法", en: "as printed" },
        width: "10em",
        value: (d) => d.text,
        cell: (d) => d.text,
      },
      {
        name: "task",
        title: { zh: "任务", en: "task" },
        width: "7em",
        value: (d) => taskOrder.get(d.task),
        cell: (d) => taskLink(d.task),
      },
      {
        name: "what",
        title: { zh: "内容", en: "what" },
        wide: true,
        value: (d) => taskById.get(d.task).text,
        cell: (d) => element("span", { class: "clamped" }, taskById.get(d.task).text),
      },
      {
        name: "units",
        title: { zh: "单位", en: "units" },
        width: "22%",
        value: (d) => [...unitsAt(d.task).keys()].map(agentName).join("、"),
        cell: (d) =>
          holders(
            believedAt(d.task)
              .filter((part) => !isLeader(facts.agents[part.agent]))
              .slice(0, 6),
          ),
      },
      {
        name: "where",
        title: { zh: "出处", en: "source" },
        width: "7em",
        value: (d) => d.span[0],
        cell: (d) => passageLink(d.span),
      },
    ],
  });
}

function targetsTable(targets, name) {
  return dataTable({
    name,
    title: { zh: "指标", en: "Targets" },
    rows: targets,
    columns: [
      {
        name: "task",
        title: { zh: "任务", en: "task" },
        width: "6em",
        value: (x) => taskOrder.get(x.task),
        cell: (x) => taskLink(x.task),
      },
      {
        name: "measure",
        title: { zh: "内容", en: "measure" },
        wide: true,
        value: (x) => x.measure,
        cell: (x) => x.measure,
      },
      {
        name: "printed",
        title: { zh: "原文的数", en: "as printed" },
        width: "16%",
        value: (x) => x.printed,
        cell: (x) => [x.ambition && `${x.ambition} `, x.printed],
      },
      {
        name: "value",
        title: { zh: "读作", en: "read as" },
        number: true,
        width: "11em",
        value: (x) => (x.values.length > 0 ? x.values[0] : null),
        cell: (x) => targetValue(x),
      },
      {
        name: "change",
        title: { zh: "性质", en: "kind" },
        width: "7em",
        value: (x) => x.change,
        cell: (x) => both(term("changes", x.change)),
      },
      {
        name: "deadline",
        title: { zh: "时限", en: "deadline" },
        width: "8em",
        value: (x) => x.deadline,
        cell: (x) => x.deadline,
      },
      {
        name: "where",
        title: { zh: "出处", en: "source" },
        width: "7em",
        value: (x) => x.span[0],
        cell: (x) => passageLink(x.span),
      },
    ],
  });
}

const SIGNS = {
  equal: "=",
  "at-least": "≥",
  "more-than": ">",
  "at-most": "≤",
  "less-than": "<",
  about: "≈",
  between: "",
};

function targetValue(target) {
  if (target.values.length === 0) return target.reference || "—";
  const words = target.comparator ? term("comparators", target.comparator) : { zh: "", en: "" };
  const numbers = target.values.map((value) =>
    value.toLocaleString("en-US", { maximumFractionDigits: 6 }),
  );
  return element(
    "span",
    { title: t(words.zh, words.en) },
    `${SIGNS[target.comparator] || ""} ${numbers.join("–")} ${target.unit || ""}`.trim(),
  );
}
