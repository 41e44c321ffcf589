"use strict";

/** Units by shared work: how this page draws, lists and explains. */
const LINK_COLOR = "#52616e";
const LARGEST_NODE = 22;

const view = {
  displayed(emphasis) {
    const units = loads();
    const nodes = facts.network.nodes
      .filter((node) => units[node.id])
      .map((node) => unitNode(node, units[node.id], emphasis));
    const most = pairs().reduce((found, pair) => Math.max(found, pair.shared), 1);
    const edges = pairs().map((pair) => pairEdge(pair, emphasis, most));
    return { nodes, edges };
  },

  status({ nodes, edges }) {
    return say(
      `图中 ${nodes.length} 个单位，${edges.length} 对单位有共同任务`,
      `${nodes.length} units, ${edges.length} pairs with shared tasks`,
    );
  },

  selectionOfNode: (key) => ({ kind: "agent", key }),
  selectionOfEdge: ({ from, to }) => ({ kind: "pair", first: from, second: to }),

  nodesOf(selection, { around = false } = {}) {
    if (selection.kind === "pair") return [selection.first, selection.second];
    if (selection.kind === "task") return unitsAt([selection.id]);
    const agent = facts.agents[selection.key];
    if (agent.kind === "unit") {
      return around ? [selection.key, ...partnersOf(selection.key)] : [selection.key];
    }
    return isGroup(agent) && agent.members.length > 0
      ? agent.members
      : unitsAt(believedOf(selection.key).map((a) => a.task));
  },

  panel(selection) {
    if (selection.kind === "agent") return agentPanel(selection.key);
    if (selection.kind === "task") return taskPanel(selection.id);
    const pair = pairs().find(
      (p) => p.first === selection.first && p.second === selection.second,
    );
    const names = [selection.first, selection.second].map((key) => facts.agents[key].name);
    const kind = {
      zh: `共同任务（至少）：${pair ? countsOf(pair, "zh") : 0}`,
      en: `shared tasks, at least: ${pair ? countsOf(pair, "en") : 0}`,
    };
    return tasksPanel(kind, names.join(" — "), null, pair?.tasks ?? [], [selection.first, selection.second]);
  },

  welcome() {
    const busiest = Object.values(loads()).sort((a, b) => b.tasks - a.tasks || b.partners - a.partners);
    return [
      element("h2", {}, say("从这里开始", "Start here")),
      element("p", { class: "note" }, say("点击单位或连线，查看任务、角色和原文出处。", "Click a unit or a line for its tasks, roles and source.")),
      startingList(
        say("共同任务最多（至少）", "most shared tasks (at least)"),
        pairs().slice(0, 6).map((pair) => [
          `${facts.agents[pair.first].name} — ${facts.agents[pair.second].name}`,
          countsOf(pair, "zh"),
          { kind: "pair", first: pair.first, second: pair.second },
        ]),
      ),
      startingList(
        say("任务最多的单位（至少）", "units with most tasks (at least)"),
        busiest.slice(0, 6).map((load) => [
          facts.agents[load.unit].name,
          `${load.tasks} 项`,
          { kind: "agent", key: load.unit },
        ]),
      ),
    ];
  },

  tables: [
    {
      id: "units-table",
      title: { zh: "单位", en: "units" },
      columns: () => [
        { zh: "单位", en: "unit", value: (row) => facts.agents[row.unit].name },
        { zh: "类型", en: "kind", value: (row) => typeOf(row.unit).zh, cell: (row) => both(typeOf(row.unit)) },
        ...loadColumns("", "", (row) => row.known, false),
        ...(state.evidence.has("inferred") ? loadColumns("含推断 ", "with inferred ", (row) => row.inferred, true) : []),
      ],
      note: () =>
        say(
          `按所选依据（${chosenEvidence("zh")}）计。≥：还有任务看不出角色，牵头、配合和负荷只能说至少。`,
          `By the evidence chosen (${chosenEvidence("en")}). ≥: at some tasks the role is not known, so these are at least.`,
        ),
      rows: unitRows,
    },
    {
      id: "pairs-table",
      title: { zh: "单位对", en: "pairs of units" },
      columns: () => [
        { zh: "单位甲", en: "first unit", value: (row) => facts.agents[row.first].name },
        { zh: "单位乙", en: "second unit", value: (row) => facts.agents[row.second].name },
        { zh: "共同任务（至少）", en: "shared tasks, at least", numeric: true, value: (row) => row.shared },
        { zh: "联系强度", en: "strength", title: facts.words.strength, numeric: true, value: (row) => row.newman, cell: (row) => row.newman.toFixed(2) },
        {
          zh: "依据", en: "evidence",
          value: (row) => EVIDENCE_STRONGEST_FIRST.indexOf(row.evidence[0][0]),
          cell: (row) => row.evidence.map(([kind, count]) => countBadge(kind, count)),
        },
        { zh: "任务", en: "tasks", wide: true, value: (row) => row.tasks.map((id) => taskById.get(id).name).join(" ") },
      ],
      note: () =>
        say(`联系强度：${facts.words.strength.zh}`, `Strength: ${facts.words.strength.en}`),
      rows: pairRows,
    },
  ],
};

function unitNode(node, load, emphasis) {
  const shown = !emphasis || emphasis.has(node.id);
  const chosen = sameSelection(state.selection, { kind: "agent", key: node.id });
  const opacity = shown ? 1 : FADED;
  return {
    ...node,
    size: Math.min(LARGEST_NODE, 6 + 5 * Math.sqrt(load.tasks)),
    color: {
      background: withOpacity(node.color, opacity),
      border: chosen ? "#1d2733" : withOpacity("#ffffff", opacity),
    },
    borderWidth: chosen ? 3 : 1.5,
    font: { ...node.font, color: withOpacity(node.font.color, shown ? 1 : 0.25), strokeWidth: 3, strokeColor: "#ffffff" },
  };
}

// In a dense plan the pairs that share little step back behind those that share most.
function pairEdge(pair, emphasis, most) {
  const style = LINE_STYLE[evidenceOfPair(pair)[0][0]];
  const chosen = sameSelection(state.selection, view.selectionOfEdge({ from: pair.first, to: pair.second }));
  const unit = state.selection?.kind === "agent" ? state.selection.key : null;
  const both = !emphasis || (emphasis.has(pair.first) && emphasis.has(pair.second));
  const shown = both && (!(unit in loads()) || pair.first === unit || pair.second === unit);
  const opacity = shown ? style.opacity * (0.2 + 0.55 * (pair.shared / most)) : FADED / 2;
  return {
    id: `${pair.first} ${pair.second}`,
    from: pair.first,
    to: pair.second,
    width: (chosen ? 2 : 0) + 1.2 + 1.3 * Math.sqrt(pair.shared - 1),
    dashes: style.dashes,
    color: { color: withOpacity(chosen ? "#1f5a85" : LINK_COLOR, opacity), inherit: false },
  };
}

function unitsAt(taskIds) {
  const keys = taskIds.flatMap((id) => believedAt(id).map((a) => a.agent));
  return [...new Set(keys)].filter((key) => facts.agents[key].kind === "unit");
}

function partnersOf(key) {
  return pairs()
    .filter((pair) => pair.first === key || pair.second === key)
    .map((pair) => (pair.first === key ? pair.second : pair.first));
}

function typeOf(key) {
  return facts.words.types[facts.agents[key].type ?? "other"];
}

function chosenEvidence(language) {
  const chosen = EVIDENCE_STRONGEST_FIRST.filter((kind) => state.evidence.has(kind) && kind !== "inferred");
  return chosen.map((kind) => facts.words.evidence[kind][language]).join(" + ") || "—";
}

/** How many of a pair's tasks rest on what: 原文 1 · 展开 1. */
function countsOf(pair, language) {
  return evidenceOfPair(pair).map(([kind, count]) => `${facts.words.evidence[kind][language]} ${count}`).join(" · ");
}

function countBadge(kind, count) {
  return element("span", { class: `evidence evidence-${kind}` }, both(facts.words.evidence[kind]), ` ${count}`);
}

/** What is inferred may be wrong, so only the other counts are lower bounds. */
function loadColumns(zh, en, loadOf, paler) {
  const bound = paler ? { zh: "", en: "" } : { zh: "（至少）", en: ", at least" };
  const columns = [
    ["任务", "tasks", (load) => load.tasks],
    [`牵头${bound.zh}`, `led${bound.en}`, (load) => load.led, atLeast],
    [`配合${bound.zh}`, `supported${bound.en}`, (load) => load.supported, atLeast],
    ["角色不明", "role not known", rolesUnknown],
    [`协同负荷${bound.zh}`, `load${bound.en}`, (load) => load.load, atLeast],
    ["伙伴", "partners", (load) => load.partners],
  ];
  return columns.map(([nameZh, nameEn, valueOf, shownAs = String]) => ({
    zh: zh + nameZh,
    en: en + nameEn,
    numeric: true,
    paler,
    value: (row) => valueOf(loadOf(row)),
    cell: (row) => shownAs(valueOf(loadOf(row)), loadOf(row)),
  }));
}

const NO_LOAD = { tasks: 0, led: 0, supported: 0, load: 0, partners: 0 };

function unitRows() {
  const known = loadsWithoutInferred();
  const inferred = loadsWithInferred();
  return Object.keys(loads())
    .filter((unit) => passesSearch([unit], believedOf(unit).map((a) => a.task)))
    .map((unit) => ({
      unit,
      known: known[unit] ?? NO_LOAD,
      inferred: inferred[unit] ?? NO_LOAD,
      selection: { kind: "agent", key: unit },
    }));
}

function pairRows() {
  return pairs()
    .filter((pair) => passesSearch([pair.first, pair.second], pair.tasks))
    .map((pair) => ({
      ...pair,
      evidence: evidenceOfPair(pair),
      selection: { kind: "pair", first: pair.first, second: pair.second },
    }));
}
