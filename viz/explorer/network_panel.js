"use strict";

/*
 * What stands beside the network: the strongest ties, a unit and its ties, or a pair and its
 * tasks; the legend; and the network as a table and as a graph for export.
 * Shared: networkPanel, networkLegend, tieTable, networkExport.
 */

function networkPanel(chosen) {
  if (chosen.unit && chosen.other) return pairPanel(chosen, chosen.unit, chosen.other);
  if (chosen.unit) return unitPanel(chosen, chosen.unit);
  return [
    element("h2", {}, say("联系最强的单位", "Closest units")),
    element("p", { class: "note" }, say("点击单位或连线查看任务；再点空白处取消。", "Click a unit or a line for its tasks; click beside it to let go.")),
    chosen.ties.length
      ? element("ol", { class: "ties" }, chosen.ties.slice(0, STRONGEST_LISTED).map((tie) => tieItem(chosen, tie)))
      : null,
  ].filter(Boolean);
}

function tieItem({ kind, directed }, tie) {
  const names = [tie.a, tie.b].map((key) => facts.agents[key].name);
  return element("li", {},
    element("a", { href: addressOf("network", null, { ...currentParams(), unit: tie.a, with: tie.b }) },
      names.join(directed ? " → " : " — ")),
    " ",
    kind === "newman"
      ? element("span", { class: "weight" }, say("强度", "closeness"), ` ${weightOf(tie, kind)} · `)
      : null,
    tasksLink(tie.tasks.length, filtersOfTie(kind, tie)), " ", say("项", tie.tasks.length === 1 ? "task" : "tasks"),
    " ",
    evidenceBadge(tie.evidence));
}

function currentParams() {
  return Object.fromEntries(getState().params);
}

/** Which tasks a tie counts. */
function filtersOfTie(kind, { a, b }) {
  return kind === "depends" ? { lead: a, support: b } : { unit: [a, b] };
}

function unitPanel(chosen, unit) {
  const load = loads().get(unit);
  const ties = chosen.all.filter((tie) => tie.a === unit || tie.b === unit);
  const cluster = clusterOfUnit.get(unit);
  const counts = [
    [{ zh: "任务", en: "tasks" }, String(load.tasks), { unit }],
    [{ zh: "牵头", en: "leads" }, atLeast(load.led, load), { lead: unit }],
    [{ zh: "配合", en: "supports" }, atLeast(load.supported, load), { support: unit }],
    [{ zh: "协同负荷", en: "load" }, atLeast(load.load, load), { unit }],
  ];
  return [
    closeButton(),
    element("h2", {}, linkTo("unit", unit)),
    cluster === undefined ? null : element("p", { class: "note" }, clusterName(cluster).title),
    element("dl", { class: "counts" }, counts.map(([words, figure, filters]) =>
      element("div", {}, element("dt", {}, both(words)), element("dd", {}, tasksLink(figure, filters))))),
    chosen.directed
      ? [
          tieList(chosen, say("它牵头，由这些单位配合", "supports what it leads"), ties.filter((tie) => tie.a === unit)),
          tieList(chosen, say("它配合，由这些单位牵头", "leads what it supports"), ties.filter((tie) => tie.b === unit)),
        ]
      : tieList(chosen, say(`与 ${ties.length} 个单位有共同任务`, `shares tasks with ${ties.length} units`), ties),
  ].flat(2).filter(Boolean);
}

/** Ties under a heading; those too weak to be drawn are told apart. */
function tieList(chosen, heading, ties) {
  if (ties.length === 0) return [];
  const drawn = new Set(chosen.ties);
  return [
    element("h3", {}, heading),
    ties.every((tie) => drawn.has(tie))
      ? null
      : element("p", { class: "note" }, say("灰色的较弱，图中未画。", "Grey ones are weaker and not drawn.")),
    element("ol", { class: "ties" }, ties.map((tie) => {
      const item = tieItem(chosen, tie);
      if (!drawn.has(tie)) item.classList.add("left-out");
      return item;
    })),
  ];
}

function pairPanel(chosen, a, b) {
  const tie = tieBetween(chosen.kind, a, b);
  const tasks = sharedTasks(a, b);
  const heading = element("h2", {}, linkTo("unit", a), chosen.directed ? " → " : " — ", linkTo("unit", b));
  if (tasks.length === 0) {
    return [closeButton(), heading, element("p", {}, say("按当前依据，没有共同任务。", "With this evidence they share no task."))];
  }
  const closeness = pairs().find((pair) => [a, b].includes(pair.a) && [a, b].includes(pair.b));
  const chance = tie && tie.chance !== null ? tie.chance : null;
  return [
    closeButton(),
    heading,
    element("p", {},
      say("共同任务", "shared tasks"), " ", tasksLink(tasks.length, { unit: [a, b] }), " · ", say("协同强度", "closeness"), ` ${closeness.newman.toFixed(2)}`),
    element("p", { class: "note" }, say(facts.words.strength.zh, facts.words.strength.en)),
    chance === null ? null : element("p", { class: "note" },
      chance <= ACCEPTED_CHANCE
        ? say("两个单位任务都多也难以碰巧到这么多：超出偶然。", "More than two units with so many tasks would share by chance.")
        : say("这个数目也可能是碰巧：两个单位各自的任务数足以解释。", "Chance could explain it: each has enough tasks to meet as often.")),
    element("ul", { class: "pair-tasks" }, tasks.map((id) => pairTask(id, [a, b]))),
  ].filter(Boolean);
}

function pairTask(id, ends) {
  const task = taskById.get(id);
  return element("li", {},
    taskLink(id), " ", cutToWidth(task.text, 44),
    element("ul", { class: "roles" }, ends.map((unit) => element("li", {}, facts.agents[unit].name, "：", partWords(id, unit)))));
}

/** What a unit does in a task and how that is known. */
function partWords(task, unit) {
  const parts = believedAt(task).filter((part) => part.agent === unit);
  return parts.map((part) => [
    roleWords(part.role), " ",
    part.candidate ? candidateBadge(part.confidence) : evidenceBadge(partEvidence(part)), " ",
  ]);
}

function closeButton() {
  return element("button", {
    type: "button", class: "close", "aria-label": t("关闭", "close"),
    click: () => setParams({ unit: null, with: null }),
  }, "×");
}

function networkLegend({ directed }, scene) {
  const line = (evidence, arrow) => svg("svg", { width: 46, height: 14, viewBox: "0 0 46 14", "aria-hidden": "true" },
    svg("line", { x1: 1, y1: 7, x2: arrow ? 37 : 45, y2: 7, stroke: "currentColor", "stroke-width": 2, "stroke-dasharray": LINE_DASHES[evidence].join(" ") || null }),
    arrow ? svg("path", { d: "M36 3L45 7L36 11Z", fill: "currentColor" }) : null);
  const types = new Map();
  for (const { id, shape } of scene.nodes.filter((node) => nodeOfUnit.has(node.id))) {
    types.set(shape, (types.get(shape) || new Set()).add(facts.agents[id].type || "other"));
  }
  const words = {
    stated: directed ? { zh: "角色都见于原文", en: "both roles stated" } : { zh: "至少一项共同任务，双方都见于原文", en: "at least one shared task states both" },
    expanded: { zh: "只因统称展开", en: "only by resolving a group" },
    inferred: { zh: "只因推断", en: "only by inference" },
  };
  return [
    element("summary", {}, say("图例", "legend")),
    element("ul", {},
      LEVELS.map((evidence) => element("li", {}, line(evidence, directed), " ", both(words[evidence]))),
      element("li", {}, say("线越粗，联系越强", "thicker line: closer")),
      element("li", {}, say("图形越大，计划协同负荷越高", "larger shape: higher planned load")),
      directed ? element("li", {}, say("箭头从牵头单位指向配合单位", "arrows point from the lead to the support")) : null,
      element("li", {}, say("颜色和方框：协同圈（共同任务密集的单位）", "colour and frame: clusters, units that share much work"))),
    element("ul", {}, [...types].map(([shape, alike]) => element("li", {},
      svg("svg", { width: 18, height: 18, viewBox: "0 0 18 18", "aria-hidden": "true" },
        svg("path", { d: shapePath(shape, 9, 9, 6.5), fill: "currentColor" })),
      [...alike].map((type, i) => [i > 0 && say("、", ", "), both(term("types", type))])))),
  ];
}

/** The ties that are drawn, as a table for a file. */
function tieTable({ kind, ties }) {
  const [first, second] = kind === "depends" ? [t("牵头单位", "lead"), t("配合单位", "support")] : [t("单位甲", "first unit"), t("单位乙", "second unit")];
  return {
    head: [first, second, t("共同任务数", "shared tasks"), t(TIE_KINDS[kind].zh, TIE_KINDS[kind].en), t("依据", "evidence"), t("任务", "tasks")],
    rows: ties.map((tie) => [
      facts.agents[tie.a].name,
      facts.agents[tie.b].name,
      tie.tasks.length,
      Number(weightOf(tie, kind)),
      t(term("evidence", tie.evidence).zh, term("evidence", tie.evidence).en),
      tie.tasks.map((id) => taskById.get(id).name).join(" "),
    ]),
  };
}

/** The network as others read it: units with their figures, ties with their evidence. */
function networkExport({ directed, kind, ties }) {
  return {
    directed,
    nodes: [...loads()].map(([key, load]) => {
      const node = nodeOfUnit.get(key);
      const cluster = clusterOfUnit.get(key);
      return {
        id: key,
        label: facts.agents[key].name,
        x: node.x,
        y: node.y,
        attributes: {
          type: facts.agents[key].type || "other", cluster: cluster === undefined ? "" : String(cluster + 1),
          tasks: load.tasks, led: load.led, supported: load.supported, load: load.load, unknownRoles: load.unknownRoles,
        },
      };
    }),
    edges: ties.map((tie) => ({
      source: tie.a,
      target: tie.b,
      weight: tie.weight,
      attributes: {
        kind, shared: tie.tasks.length, evidence: tie.evidence,
        tasks: tie.tasks.map((id) => taskById.get(id).name).join(" "),
      },
    })),
  };
}
