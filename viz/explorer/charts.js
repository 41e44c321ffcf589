"use strict";

/*
 * Charts: how much a unit may have to coordinate, as a range, and when deadlines fall. Plain SVG and
 * lists: two kinds of bars are not worth a charting library of a megabyte.
 * Shared: loadChart, deadlineChart.
 */
defineView({
  name: "load",
  title: { zh: "协同负荷", en: "Load" },
  tab: true,
  render: renderLoad,
  takes: () => ({ drawing: () => rangeDrawing(rangedUnits(chosenFigure()), chosenFigure()) }),
});

const FIGURES = {
  load: { zh: "计划协同负荷", en: "planned coordination load" },
  tasks: { zh: "任务", en: "tasks" },
  led: { zh: "牵头", en: "led" },
  supported: { zh: "配合", en: "supported" },
  partners: { zh: "伙伴", en: "partners" },
};
const BAR = { height: 26, name: 190, width: 560, value: 190 };
const BARS_SHOWN = 30;

function chosenFigure() {
  return FIGURES[param("figure")] ? param("figure") : "load";
}

function renderLoad(root) {
  const name = chosenFigure();
  const units = rangedUnits(name);
  const all = param("all") === "1";
  const shown = all ? units : units.slice(0, BARS_SHOWN);
  root.replaceChildren(
    viewHead(
      say("协同负荷：至少、预期、至多", "Load: at least, expected, at most"),
      facts.plan.damaged
        ? say("这份文本缺了许多单元格，所以范围很宽。实条：原文写明的（至少）；浅条：所有候选都成立（至多）；菱形：按可信度加权（预期）。", "This copy lost many cells, so the ranges are wide. Full bar: what it states (at least). Pale bar: if all candidates held (at most). Diamond: weighted by how sure (expected).")
        : say("实条：原文写明的（至少）；浅条：至多；菱形：按可信度加权（预期）。负荷：牵头的任务计其余参与单位数，配合的任务计牵头单位数。", "Full bar: what is stated (at least). Pale bar: at most. Diamond: weighted by how sure (expected). Load: for each task led the other units on it, for each task supported its leads."),
    ),
    element("div", { class: "matrix-controls" }, element("fieldset", {},
      element("legend", { class: "unseen" }, say("看什么", "what to show")),
      Object.entries(FIGURES).map(([figure, words]) => element("label", {},
        element("input", {
          type: "radio", name: "figure", id: `figure-${figure}`, checked: figure === name,
          change: () => setParams({ figure: figure === "load" ? null : figure }),
        }), " ", both(words))))),
    units.length
      ? loadChart(shown, name)
      : element("p", { class: "empty" }, say("没有单位。", "No units.")),
    units.length > shown.length
      ? element("button", { type: "button", id: "all-bars", click: () => setParams({ all: "1" }) }, say(`全部 ${units.length} 个单位`, `all ${units.length} units`))
      : null,
    element("section", {}, element("h2", {}, say("表格", "Table")), rangeTable(units)),
  );
}

/** Units with a figure that may be more than nothing, highest expectation first. */
function rangedUnits(name) {
  return Object.entries(facts.figures.units)
    .map(([unit, figures]) => ({ unit, ...figures[name] }))
    .filter(({ high }) => high > 0)
    .sort((p, q) => q.expected - p.expected || q.stated - p.stated || byCodePoint(p.unit, q.unit));
}

/** A bar a unit, as links on the page. */
function loadChart(units, name) {
  return element("div", { class: "chart drawn", role: "group", "aria-label": t(FIGURES[name].zh, FIGURES[name].en) }, rangeDrawing(units, name));
}

function rangeDrawing(units, name) {
  const colours = palette();
  const most = Math.max(1, ...units.map((unit) => unit.high));
  const scale = (value) => BAR.name + (value / most) * BAR.width;
  const width = BAR.name + BAR.width + BAR.value;
  const height = (units.length + 1) * BAR.height + 8;
  return svg("svg", { xmlns: "http://www.w3.org/2000/svg", width, height, viewBox: `0 0 ${width} ${height}`, "font-family": colours.font.replace(/"/g, "'"), "font-size": 13, class: "bars" },
    svg("rect", { width, height, fill: colours.paper }),
    axisMarks(most).map((value) => [
      svg("path", { d: `M${rounded(scale(value))} ${BAR.height}V${height - 6}`, stroke: colours.line, fill: "none" }),
      svg("text", { x: rounded(scale(value)), y: BAR.height - 8, "text-anchor": "middle", "font-size": 12, fill: colours.grey }, String(value)),
    ]),
    units.map((each, i) => unitBar(each, i, name, scale, colours)));
}

function unitBar({ unit, stated, expected, low, high }, i, name, scale, colours) {
  const y = (i + 1) * BAR.height + 4;
  const middle = y + 9;
  const x = scale(expected);
  const colour = clusterColour(clusterOf(unit), colours);
  const words = `${agentName(unit)}：${t(FIGURES[name].zh, FIGURES[name].en)} ${t(`至少 ${figure(low)}，预期 ${figure(expected)}，至多 ${figure(high)}`, `at least ${figure(low)}, expected ${figure(expected)}, at most ${figure(high)}`)}`;
  return svg("a", { href: addressOf("unit", unit) },
    svg("title", {}, words),
    svg("text", { x: BAR.name - 8, y: middle + 5, "text-anchor": "end", fill: colours.ink }, cutToWidth(agentName(unit), 13)),
    svg("rect", { x: scale(0), y, width: rounded(scale(high) - scale(0)), height: 18, rx: 2, fill: colour, "fill-opacity": 0.14, stroke: colour, "stroke-opacity": 0.6, "stroke-dasharray": high > stated ? "2 4" : null }),
    svg("rect", { x: scale(0), y, width: rounded(scale(stated) - scale(0)), height: 18, rx: 2, fill: colour, "fill-opacity": 0.85 }),
    svg("path", { d: `M${rounded(x - 6)} ${middle}L${rounded(x)} ${middle - 7}L${rounded(x + 6)} ${middle}L${rounded(x)} ${middle + 7}Z`, fill: colours.paper, stroke: colours.ink, "stroke-width": 1.6 }),
    svg("text", { x: rounded(scale(high)) + 12, y: middle + 5, fill: colours.ink },
      low === high ? figure(low) : `${figure(low)} · ${figure(Math.round(expected * 10) / 10)} · ${figure(high)}`));
}

/** Round values along an axis, about five. */
function axisMarks(most) {
  const rough = most / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, power * [1, 2, 5, 10].find((factor) => factor * power >= rough));
  return Array.from({ length: Math.floor(most / step) + 1 }, (_, i) => i * step);
}

function rangeTable(units) {
  const column = (name, zh, en) => ({ name, title: { zh, en }, number: true, value: (row) => row[name], cell: (row) => figure(row[name]) });
  return dataTable({
    name: "ranges",
    title: { zh: "协同负荷的范围", en: "Ranges of load" },
    rows: units,
    columns: [
      { name: "unit", title: { zh: "单位", en: "unit" }, width: "16em", value: (row) => agentName(row.unit), cell: (row) => agentLink(row.unit) },
      column("stated", "原文（至少）", "stated (at least)"),
      column("expected", "预期", "expected"),
      column("high", "至多", "at most"),
      {
        name: "open", title: { zh: "任务", en: "tasks" }, number: true,
        value: (row) => (loads().get(row.unit) || { tasks: 0 }).tasks,
        cell: (row) => tasksLink((loads().get(row.unit) || { tasks: 0 }).tasks, { unit: row.unit }),
      },
    ],
  });
}

/** How many tasks are due in each month that the plan writes, with links; nothing for one month. */
function deadlineChart() {
  const months = new Map();
  for (const { task, date } of facts.deadlines) {
    if (!date) continue;
    const month = date.slice(0, 7);
    months.set(month, (months.get(month) || new Set()).add(task));
  }
  const found = [...months].sort(([a], [b]) => byCodePoint(a, b));
  if (found.length < 2) return null;
  const most = Math.max(...found.map(([, tasks]) => tasks.size));
  return element("ol", { class: "months", "aria-label": t("各月到期的任务", "tasks due by month") }, found.map(([month, tasks]) =>
    element("li", {},
      element("span", { class: "month" }, month),
      element("span", { class: "month-bar", style: `width:${Math.round((tasks.size / most) * 60)}%`, "aria-hidden": "true" }),
      tasksLink(tasks.size, { deadline: month }))));
}
