"use strict";

/*
 * Portfolios of the supervising leaders: their tasks and units, what crosses them, and which units
 * stand in several. A plan shows assigned duty: nothing here is a figure about a person.
 * Shared: portfolios, bridgingUnits.
 */
defineView({
  name: "leaders",
  title: { zh: "分管领导", en: "Leaders" },
  tab: true,
  render: renderLeaders,
  takes: () => ({ drawing: () => matrixDrawing(portfolioMatrix()) }),
});

const CROSSING_SHOWN = 15;
const LOST_LEADER = ""; // stands for the leaders of tasks that show none

/**
 * Map from leader (or leader group without known members; LOST_LEADER last) to {tasks: [id],
 * units: Map from unit to [task id]}, largest portfolio first.
 */
function portfolios() {
  return onceForEvidence("portfolios", () => {
    const found = new Map();
    const add = (leader, task) => {
      if (!found.has(leader)) found.set(leader, { tasks: [], units: new Map() });
      const portfolio = found.get(leader);
      portfolio.tasks.push(task);
      for (const unit of unitsAt(task).keys()) {
        portfolio.units.set(unit, [...(portfolio.units.get(unit) || []), task]);
      }
    };
    for (const { id, lost } of facts.tasks) {
      const leaders = supervisorsAt(id);
      for (const leader of leaders) add(leader, id);
      if (leaders.length === 0 && lost.includes("supervises")) add(LOST_LEADER, id);
    }
    return new Map([...found].sort(([a, one], [b, other]) =>
      (a === LOST_LEADER) - (b === LOST_LEADER) || other.tasks.length - one.tasks.length));
  });
}

function supervisorsAt(task) {
  const keys = believedAt(task).map((part) => part.agent).filter((key) => {
    const agent = facts.agents[key];
    return isLeader(agent) && !(isGroup(agent) && agent.members.length > 0);
  });
  return [...new Set(keys)];
}

/** The units with tasks in two portfolios or more, those in most first. */
function bridgingUnits() {
  return onceForEvidence("bridging", () => {
    const found = new Map();
    for (const [leader, { units }] of portfolios()) {
      if (leader === LOST_LEADER) continue;
      for (const [unit, tasks] of units) {
        found.set(unit, [...(found.get(unit) || []), { leader, tasks }]);
      }
    }
    return [...found]
      .filter(([, under]) => under.length > 1)
      .map(([unit, under]) => ({ unit, under, tasks: [...new Set(under.flatMap((each) => each.tasks))] }))
      .sort((p, q) => q.under.length - p.under.length || q.tasks.length - p.tasks.length || byCodePoint(p.unit, q.unit));
  });
}

function renderLeaders(root) {
  const found = portfolios();
  const known = [...found.keys()].filter((leader) => leader !== LOST_LEADER);
  root.replaceChildren(
    viewHead(
      say("分管领导：各管哪些任务和单位", "Leaders: their tasks and units"),
      say("按分工列出，不是对任何人的评价。", "Duties as assigned; no judgement of anybody."),
    ),
    ...(known.length === 0
      ? [element("p", { class: "empty" }, say("这份计划没有写明分管领导。", "This plan names no supervising leaders."))]
      : [
          element("section", {}, element("h2", {}, say("分管范围", "Portfolios")), portfolioTable(found)),
          element("section", {}, element("h2", {}, say("单位 × 分管领导", "Units × leaders")),
            element("p", { class: "hint" }, say("每格是该单位在该领导分管下的任务数。", "Each cell counts the unit's tasks under the leader.")),
            makeMatrix(portfolioMatrix())),
          element("section", {}, element("h2", {}, say("连接多位领导的单位", "Units in several portfolios")), bridgingTable()),
          crossingSection(),
        ]),
  );
}

function leaderLink(leader) {
  return leader === LOST_LEADER
    ? element("span", { class: "lost" }, say("看不到分管领导", "no leader to be seen"))
    : agentLink(leader);
}

function leaderName(leader) {
  return leader === LOST_LEADER ? t("看不到分管领导", "no leader to be seen") : agentName(leader);
}

/** The filters for the tasks of a portfolio. */
function tasksUnder(leader, tasks) {
  return leader === LOST_LEADER ? { ids: tasks.join(",") } : { leader };
}

function portfolioTable(found) {
  return dataTable({
    name: "portfolios",
    title: { zh: "分管范围", en: "Portfolios" },
    rows: [...found].map(([leader, portfolio]) => ({ leader, ...portfolio })),
    columns: [
      { name: "leader", title: { zh: "分管领导", en: "leader" }, width: "10em", value: (row) => leaderName(row.leader), cell: (row) => leaderLink(row.leader) },
      { name: "tasks", title: { zh: "任务", en: "tasks" }, number: true, width: "6em", value: (row) => row.tasks.length, cell: (row) => tasksLink(row.tasks.length, tasksUnder(row.leader, row.tasks)) },
      { name: "count", title: { zh: "单位数", en: "number of units" }, number: true, width: "7em", value: (row) => row.units.size, cell: (row) => String(row.units.size) },
      {
        name: "units", title: { zh: "单位（任务数）", en: "units (tasks)" }, wide: true,
        value: (row) => byTasks(row.units).map(([unit, tasks]) => `${agentName(unit)} ${tasks.length}`).join("、"),
        cell: (row) => byTasks(row.units).map(([unit, tasks], i) => [i > 0 && "、", agentLink(unit), " ", tasksLink(tasks.length, { ...tasksUnder(row.leader, tasks), unit })]),
      },
    ],
  });
}

function byTasks(units) {
  return [...units].sort(([a, one], [b, other]) => other.length - one.length || byCodePoint(a, b));
}

/**
 * Tasks with several leaders, and tasks at which units of different portfolios meet, as
 * remit.coordination.cross_leader_share tells: {id, leaders, several, met}.
 */
function crossingTasks() {
  return onceForEvidence("crossing", () => {
    const home = homePortfolios();
    return facts.tasks
      .map(({ id }) => {
        const under = supervisorsAt(id);
        const met = [...new Set([...unitsAt(id).keys()].filter((unit) => home.has(unit)).map((unit) => home.get(unit).join("\n")))];
        const leaders = [...new Set([...under, ...(met.length > 1 ? met.flatMap((each) => each.split("\n")) : [])])];
        return { id, leaders, several: under.length > 1, met: met.length > 1 };
      })
      .filter(({ several, met }) => several || met);
  });
}

/** For each unit the leaders of most of its tasks: remit.coordination.leaders.portfolios. */
function homePortfolios() {
  const counts = new Map();
  for (const [leader, { units }] of portfolios()) {
    if (leader === LOST_LEADER || isGroup(facts.agents[leader])) continue;
    for (const [unit, tasks] of units) counts.set(unit, [...(counts.get(unit) || []), [leader, tasks.length]]);
  }
  return new Map([...counts].map(([unit, under]) => {
    const most = Math.max(...under.map(([, count]) => count));
    return [unit, under.filter(([, count]) => count === most).map(([leader]) => leader)];
  }));
}

function crossingSection() {
  const crossing = crossingTasks();
  const shown = param("crossing") === "all" ? crossing : crossing.slice(0, CROSSING_SHOWN);
  return element("section", {},
    element("h2", {}, say("跨分管的任务", "Tasks that cross portfolios")),
    element("p", { class: "hint" },
      tasksLink(crossing.length, { ids: crossing.map((row) => row.id).join(",") }), " ",
      say(`项任务（共 ${facts.tasks.length} 项）由几位领导分管，或参与单位多由不同领导分管。`, `tasks of ${facts.tasks.length} have several leaders, or units that mostly work under different ones.`)),
    crossingTable(shown),
    shown.length < crossing.length
      ? element("button", { type: "button", id: "all-crossing", click: () => setParams({ crossing: "all" }) }, say("全部列出", "list all"))
      : null);
}

function crossingTable(rows) {
  return dataTable({
    name: "crossing",
    title: { zh: "跨分管的任务", en: "Tasks that cross portfolios" },
    empty: { zh: "按当前依据，没有看得出跨分管的任务。", en: "With this evidence no task is seen to cross portfolios." },
    rows,
    columns: [
      { name: "task", title: { zh: "任务", en: "task" }, width: "9em", value: (row) => taskById.get(row.id).name, cell: (row) => taskLink(row.id) },
      { name: "text", title: { zh: "内容", en: "text" }, wide: true, value: (row) => taskById.get(row.id).text, cell: (row) => shortened(taskById.get(row.id).text, 60) },
      {
        name: "leaders", title: { zh: "涉及的分管领导", en: "leaders concerned" }, width: "20em",
        value: (row) => row.leaders.map(leaderName).join("、"),
        cell: (row) => row.leaders.map((leader, i) => [i > 0 && "、", leaderLink(leader)]),
      },
      {
        name: "why", title: { zh: "为什么", en: "why" }, width: "18em",
        value: (row) => t(crossingReason(row).zh, crossingReason(row).en),
        cell: (row) => both(crossingReason(row)),
      },
    ],
  });
}

function crossingReason({ several, met }) {
  const reasons = [
    several && { zh: "由几位领导分管", en: "several leaders supervise it" },
    met && { zh: "参与单位的任务多由不同领导分管", en: "its units mostly work under different leaders" },
  ].filter(Boolean);
  return { zh: reasons.map(({ zh }) => zh).join("；"), en: reasons.map(({ en }) => en).join("; ") };
}

function bridgingTable() {
  return dataTable({
    name: "bridging",
    title: { zh: "连接多位领导的单位", en: "Units in several portfolios" },
    empty: { zh: "按当前依据，没有单位的任务分属几位领导。", en: "With this evidence no unit has tasks under several leaders." },
    rows: bridgingUnits(),
    columns: [
      { name: "unit", title: { zh: "单位", en: "unit" }, width: "14em", value: (row) => agentName(row.unit), cell: (row) => agentLink(row.unit) },
      { name: "leaders", title: { zh: "领导数", en: "leaders" }, number: true, width: "7em", value: (row) => row.under.length, cell: (row) => String(row.under.length) },
      { name: "tasks", title: { zh: "任务", en: "tasks" }, number: true, width: "6em", value: (row) => row.tasks.length, cell: (row) => tasksLink(row.tasks.length, { ids: row.tasks.join(",") }) },
      {
        name: "under", title: { zh: "各领导分管下的任务", en: "tasks under each" }, wide: true,
        value: (row) => row.under.map(({ leader, tasks }) => `${leaderName(leader)} ${tasks.length}`).join("、"),
        cell: (row) => row.under.map(({ leader, tasks }, i) => [i > 0 && "、", leaderLink(leader), " ", tasksLink(tasks.length, { leader, unit: row.unit })]),
      },
    ],
  });
}

/** Units by leaders, units in the order of the clusters. */
function portfolioMatrix() {
  const found = portfolios();
  const leaders = [...found.keys()];
  const units = facts.arrangement.order.filter((unit) => leaders.some((leader) => found.get(leader).units.has(unit)));
  const colours = palette();
  const counts = (unit) => leaders.map((leader) => found.get(leader).units.get(unit) || []);
  const most = Math.max(1, ...units.flatMap((unit) => counts(unit).map((tasks) => tasks.length)));
  return {
    name: { zh: "单位 × 分管领导", en: "units × leaders" },
    corner: { zh: "单位 ╲ 领导", en: "unit ╲ leader" },
    rows: units.map((unit, i) => ({
      label: agentName(unit), title: clusterTitle(unit), href: addressOf("unit", unit), colour: clusterColour(clusterOf(unit), colours),
      break: i > 0 && clusterOf(unit) !== clusterOf(units[i - 1]),
    })),
    columns: leaders.map((leader) => ({
      label: leaderName(leader),
      href: leader === LOST_LEADER ? addressOf("tasks", null, { lost: "supervises" }) : addressOf("leader", leader),
    })),
    cells: (row) => counts(units[row]).flatMap((tasks, j) => (tasks.length === 0 ? [] : [[j, {
      text: String(tasks.length),
      title: `${agentName(units[row])} × ${leaderName(leaders[j])}：${t(`任务 ${tasks.length} 项`, `${tasks.length} tasks`)}`,
      href: addressOf("tasks", null, { ...tasksUnder(leaders[j], tasks), unit: units[row] }),
      kind: "plain",
      shade: Math.sqrt(tasks.length / most),
      colour: clusterColour(clusterOf(units[row]), colours),
      evidence: null,
    }]])),
  };
}
