"use strict";

/*
 * The views of matrices: units by units, in the order of the clusters, and tasks by units with the
 * role in each cell. In the address: what (shared, newman, depends, duties), all (1: tasks and
 * units without a mark too).
 * Shared: unitMatrix, dutyMatrix, matrixTable.
 */
const MATRICES = {
  shared: { zh: "单位 × 单位：共同任务数", en: "units × units: shared tasks" },
  newman: { zh: "单位 × 单位：协同强度", en: "units × units: closeness" },
  depends: { zh: "单位 × 单位：牵头 → 配合", en: "units × units: lead → support" },
  duties: { zh: "任务 × 单位：角色", en: "tasks × units: roles" },
};

const DUTY_SIGNS = {
  leads: { zh: "牵", en: "L" },
  supports: { zh: "配", en: "S" },
  supervises: { zh: "分", en: "A" },
  "takes-part": { zh: "?", en: "?" },
};

defineView({
  name: "matrix",
  title: { zh: "矩阵", en: "Matrix" },
  tab: true,
  render: renderMatrix,
  takes: () => ({
    drawing: () => matrixDrawing(chosenMatrix()),
    table: () => matrixTable(chosenMatrix()),
  }),
});

function chosenWhat() {
  return MATRICES[param("what")] ? param("what") : "shared";
}

function chosenMatrix() {
  const { lang } = getState();
  return onceForEvidence(`matrix ${chosenWhat()} ${param("all")} ${lang} ${isDark()}`, () =>
    chosenWhat() === "duties" ? dutyMatrix(param("all") === "1") : unitMatrix(chosenWhat()));
}

function renderMatrix(root, state, first) {
  const model = chosenMatrix();
  const before = first ? null : root.querySelector(".matrix");
  const [left, top, shown] = before ? [before.scrollLeft, before.scrollTop, before.dataset.what] : [0, 0, null];
  root.replaceChildren(
    viewHead(say("矩阵：谁与谁、谁做什么", "Matrix: who with whom, who does what"), matrixHint()),
    element("div", { class: "matrix-controls" },
      element("fieldset", {},
        element("legend", { class: "unseen" }, say("看什么", "what to show")),
        Object.entries(MATRICES).map(([what, words]) => element("label", {},
          element("input", {
            type: "radio", name: "what", id: `what-${what}`, checked: what === chosenWhat(),
            change: () => setParams({ what: what === "shared" ? null : what }),
          }), " ", both(words)))),
      chosenWhat() === "duties"
        ? element("label", {},
            element("input", {
              type: "checkbox", id: "all", checked: param("all") === "1",
              change: (event) => setParams({ all: event.target.checked ? "1" : null }),
            }), " ", say("也列出看不到任何分工的任务", "also tasks that show no duty"))
        : null),
    model.note.length ? element("p", { class: "hint" }, model.note) : element("span"),
    model.rows.length && model.columns.length
      ? makeMatrix(model)
      : element("p", { class: "empty" }, say("按当前依据，没有可列的内容。", "With this evidence there is nothing to list.")),
    matrixLegend(),
  );
  const frame = root.querySelector(".matrix");
  if (!frame) return;
  frame.dataset.what = chosenWhat();
  if (shown === chosenWhat()) frame.scrollTo(left, top);
}

function matrixHint() {
  return {
    shared: say("每格是两个单位的共同任务数，点击查看任务；单位按协同圈排列，对角线是各自的任务数。", "Each cell counts the tasks two units share; click to see them. Units stand by cluster; the diagonal counts their own tasks."),
    newman: say("每格是协同强度：参与单位越多的任务，分量越轻。", "Each cell is the closeness of two units: a task for many counts less."),
    depends: say("行单位牵头、列单位配合的任务数。", "Tasks that the unit of the row leads and the unit of the column supports."),
    duties: say("每行一项任务，每列一个单位，格中是角色。", "A task a row, a unit a column, the role in the cell."),
  }[chosenWhat()];
}

function matrixLegend() {
  const rests = LEVELS.map((evidence) => element("li", {}, evidenceBadge(evidence)));
  if (chosenWhat() !== "duties") {
    return element("ul", { class: "matrix-legend" },
      element("li", {}, say("颜色越深，数值越大；同一协同圈内用圈的颜色", "the deeper, the more; inside a cluster in its colour")),
      element("li", {}, say("边线：", "border:")), rests);
  }
  return element("ul", { class: "matrix-legend" },
    Object.entries(DUTY_SIGNS).map(([role, sign]) => element("li", {}, element("b", { class: `sign sign-${role}` }, both(sign)), " ",
      both(role === "takes-part" ? { zh: "参与，角色不明", en: "takes part, role not known" } : term("roles", role)))),
    element("li", {}, element("b", {}, say("缺", "×")), " ", say("单元格丢失，不等于没有分工", "cell lost: that is not to say nobody has the duty")),
    element("li", {}, say("边线：", "border:")), rests);
}

/** Units that have a tie, cluster by cluster. */
function unitMatrix(kind) {
  const ties = tiesBetweenUnits(kind);
  const tied = new Set(ties.flatMap((tie) => [tie.a, tie.b]));
  const units = facts.arrangement.order.filter((unit) => tied.has(unit));
  const place = new Map(units.map((unit, i) => [unit, i]));
  const colours = palette();
  const most = ties.length ? ties[0].weight : 1;
  const heads = units.map((unit, i) => ({
    label: agentName(unit),
    title: clusterTitle(unit),
    href: addressOf("unit", unit),
    colour: clusterColour(clusterOf(unit), colours),
    break: i > 0 && clusterOf(unit) !== clusterOf(units[i - 1]),
  }));
  const marks = units.map(() => []);
  for (const tie of ties) {
    marks[place.get(tie.a)].push([place.get(tie.b), tie]);
    if (kind !== "depends") marks[place.get(tie.b)].push([place.get(tie.a), tie]);
  }
  const alone = loads().size - units.length;
  return {
    name: MATRICES[kind],
    corner: kind === "depends" ? { zh: "牵头 ╲ 配合", en: "lead ╲ support" } : { zh: "", en: "" },
    note: alone > 0
      ? say(`另有 ${alone} 个单位按当前依据没有可列的联系。`, `${alone} more units have no tie to list with this evidence.`)
      : [],
    rows: heads,
    columns: heads,
    cells: (row) => [...marks[row].map(([column, tie]) => [column, tieCell(row, column, tie)]), [row, ownCell(units[row])]],
  };

  function tieCell(row, column, tie) {
    const [from, to] = [units[row], units[column]];
    const same = clusterOf(from) !== null && clusterOf(from) === clusterOf(to);
    const evidence = tie.evidence;
    const words = term("evidence", evidence);
    return {
      text: weightOf(tie, kind),
      title: `${agentName(from)} ${kind === "depends" ? "→" : "×"} ${agentName(to)}：${t(TIE_KINDS[kind].zh, TIE_KINDS[kind].en)} ${weightOf(tie, kind)}（${t(words.zh, words.en)}）`,
      href: addressOf("tasks", null, filtersOfTie(kind, kind === "depends" ? tie : { a: from, b: to })),
      kind: "plain",
      shade: Math.sqrt(tie.weight / most),
      colour: same ? clusterColour(clusterOf(from), colours) : colours.grey,
      evidence,
    };
  }

  function ownCell(unit) {
    const { tasks } = loads().get(unit);
    return { text: String(tasks), title: `${agentName(unit)}：${t(`任务 ${tasks} 项`, `${tasks} tasks`)}`, href: addressOf("tasks", null, { unit }), kind: "own", shade: 0, colour: "none", evidence: null };
  }
}

function clusterOf(unit) {
  const cluster = clusterOfUnit.get(unit);
  return cluster === undefined ? null : cluster;
}

function clusterTitle(unit) {
  return clusterOf(unit) === null ? agentName(unit) : `${agentName(unit)} · ${clusterName(clusterOf(unit)).title}`;
}

/** Tasks in the order of the plan; leaders, units by cluster, groups whose members are not known. */
function dutyMatrix(everyTask) {
  const colours = palette();
  const duties = facts.tasks.map((task) => dutiesOf(task.id));
  const tasks = facts.tasks.filter((_, i) => everyTask || duties[i].size > 0);
  const holders = new Set(duties.flatMap((at) => [...at.keys()]));
  const units = new Set(facts.arrangement.order);
  const others = Object.keys(facts.agents).filter((key) => holders.has(key) && !units.has(key));
  const groups = [
    others.filter((key) => isLeader(facts.agents[key])),
    facts.arrangement.order.filter((key) => holders.has(key)),
    others.filter((key) => !isLeader(facts.agents[key])),
  ];
  const keys = groups.flat();
  const lost = tasks.some((task) => task.lost.length > 0);
  const place = new Map(keys.map((key, i) => [key, i + (lost ? 1 : 0)]));
  const starts = new Set(groups.slice(1).map((group) => group[0]));
  const hidden = facts.tasks.length - tasks.length;
  return {
    name: MATRICES.duties,
    corner: { zh: "任务 ╲ 单位", en: "task ╲ unit" },
    note: hidden > 0
      ? say(`另有 ${hidden} 项任务看不到任何分工，未列出。`, `${hidden} more tasks show no duty and are not listed.`)
      : [],
    rows: tasks.map((task, i) => ({
      label: `${task.name} ${task.text}`,
      title: `${goalPath(task.goal).map((goal) => goal.title).join(" › ")}\n${task.name} ${task.text}`,
      href: addressOf("task", task.id),
      break: i > 0 && task.goal !== tasks[i - 1].goal,
    })),
    columns: [
      ...(lost ? [{ label: t("缺失", "lost"), title: t("这项任务丢失的单元格", "cells of the task that are lost"), href: addressOf("tasks", null, { lost: "any" }) }] : []),
      ...keys.map((key) => ({
        label: agentName(key),
        title: units.has(key) ? clusterTitle(key) : agentName(key),
        href: addressOf(isLeader(facts.agents[key]) ? "leader" : "unit", key),
        colour: units.has(key) ? clusterColour(clusterOf(key), colours) : null,
        break: starts.has(key),
      })),
    ],
    cells: (row) => {
      const task = tasks[row];
      const marks = [...dutiesOf(task.id)].map(([key, part]) => [place.get(key), dutyCell(task, key, part)]);
      return task.lost.length > 0 ? [[0, lostCell(task)], ...marks] : marks;
    },
  };

  function dutyCell(task, key, part) {
    const role = part.role || "takes-part";
    const sign = DUTY_SIGNS[role];
    const words = term("roles", role);
    const evidence = part.candidate ? "inferred" : partEvidence(part);
    const known = part.candidate ? t("候选", "candidate") : t(term("evidence", evidence).zh, term("evidence", evidence).en);
    return {
      text: `${t(sign.zh, sign.en)}${part.candidate ? "?" : ""}`,
      title: `${task.name} × ${agentName(key)}：${t(words.zh, words.en)}（${known}${part.confidence < 1 ? ` ${percent(part.confidence)}` : ""}）`,
      href: addressOf("task", task.id),
      kind: role === "leads" && evidence !== "inferred" ? "full" : "plain",
      shade: { leads: 0.6, supports: 0.3, supervises: 0.15, "takes-part": 0 }[role],
      colour: colours.ink,
      evidence,
    };
  }

  function lostCell(task) {
    const columns = task.lost.map((role) => t(term("lost", role).zh, term("lost", role).en)).join(t("、", ", "));
    return { text: t("缺", "×"), title: `${task.name}：${columns}`, href: addressOf("task", task.id), kind: "plain", shade: 0, colour: colours.grey, evidence: "inferred" };
  }
}

/** Who holds a duty at a task: units, leaders, and groups that stand for themselves; best known first. */
function dutiesOf(task) {
  const found = new Map();
  for (const part of believedAt(task)) {
    const agent = facts.agents[part.agent];
    if (isGroup(agent) && agent.members.length > 0) continue; // counted through its members
    const known = found.get(part.agent);
    if (!known || (!known.role && part.role)) found.set(part.agent, part);
  }
  return found;
}

/** A matrix as a table for a file. */
function matrixTable(model) {
  return {
    head: [t(model.corner.zh, model.corner.en), ...model.columns.map((column) => column.label)],
    rows: model.rows.map((row, i) => {
      const cells = new Map(model.cells(i));
      return [row.label, ...model.columns.map((_, j) => (cells.has(j) ? numbered(cells.get(j).text) : ""))];
    }),
  };
}

function numbered(text) {
  return /^\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}
