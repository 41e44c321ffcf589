"use strict";

/** Leaders, units and tasks in three columns: how this page draws, lists and explains. */
const LOST_LEADER = "lost leader";
const LOST_LEAD = "lost lead";
const ALL_LOST = "all lost";

const LOST_COLOR = "#6b7480";
const ROLE_LOOK = {
  leads: { color: "#2f6f9f", width: 2.6, type: "arrow", scale: 0.75 },
  supports: { color: "#178064", width: 1.8, type: "circle", scale: 0.5 },
  "takes-part": { color: "#7d8790", width: 1.5, type: "vee", scale: 0.6 },
};

const shownTasks = new Set(
  facts.network.nodes.filter((n) => n.id.startsWith("task ")).map((n) => n.id.slice("task ".length)),
);
const gatheredTasks = facts.tasks.map((task) => task.id).filter((id) => !shownTasks.has(id));
const edgeById = new Map(facts.network.edges.map((edge) => [edge.id, edge]));

const view = {
  tall: true, // drawn in full, the page scrolls

  displayed(emphasis) {
    const edges = facts.network.edges
      .map((edge) => portfolioEdge(edge, emphasis))
      .filter((edge) => edge !== null);
    const touched = new Set(edges.flatMap((edge) => [edge.from, edge.to]));
    const nodes = facts.network.nodes
      .filter((node) => touched.has(node.id) || (node.id === ALL_LOST && state.evidence.size > 0))
      .map((node) => portfolioNode(node, emphasis));
    return { nodes: [...nodes, ...nodes.flatMap(ports)], edges: edges.map(betweenPorts) };
  },

  status({ nodes, edges }) {
    const tasks = nodes.filter((node) => node.id.startsWith("task ")).length;
    const lines = edges.filter((edge) => edge.kind !== "member").length;
    return say(
      `图中 ${tasks} 项任务，${lines} 条连线`,
      `${tasks} tasks and ${lines} lines drawn`,
    );
  },

  selectionOfNode(id) {
    if (id.startsWith("agent ")) return { kind: "agent", key: id.slice("agent ".length) };
    if (id.startsWith("task ")) return { kind: "task", id: id.slice("task ".length) };
    return { kind: "lost", id };
  },

  selectionOfEdge(edge) {
    return edge.kind === "lost" ? { kind: "task", id: edge.task } : { kind: "line", id: edge.id };
  },

  nodesOf(selection, { around = false } = {}) {
    const own = ownNode(selection);
    if (selection.kind === "line") return [edgeById.get(selection.id).from, edgeById.get(selection.id).to];
    return around ? [own, ...neighbours(own)] : [own];
  },

  panel(selection) {
    if (selection.kind === "agent") return agentPanel(selection.key);
    if (selection.kind === "task") return taskPanel(selection.id);
    if (selection.kind === "lost") return lostPanel(selection.id);
    return linePanel(edgeById.get(selection.id));
  },

  welcome() {
    const leaders = Object.entries(facts.agents).filter(([, agent]) => isSupervisor(agent));
    return [
      element("h2", {}, say("从这里开始", "Start here")),
      element("p", { class: "note" }, say("点击方框或连线，查看任务、角色和原文出处。", "Click a box or a line for its tasks, roles and source.")),
      startingList(
        say("分管领导（按文中顺序）", "supervising leaders, in the order of the plan"),
        leaders.map(([key, agent]) => [agent.name, "", { kind: "agent", key }]),
      ),
      gatheredTasks.length > 0
        ? startingList(say("看不到的部分", "what is not legible"), [
            [`${gatheredTasks.length} 项任务的单元格全部缺失`, "", { kind: "lost", id: ALL_LOST }],
          ])
        : null,
    ];
  },

  tables: [
    {
      id: "tasks-table",
      title: { zh: "任务", en: "tasks" },
      columns: () => [
        { zh: "序号", en: "number", value: (row) => taskOrder.get(row.task.id), cell: (row) => row.task.name },
        { zh: "任务", en: "task", wide: true, value: (row) => row.task.text },
        { zh: "分管领导", en: "leader", value: (row) => names(row.leaders), cell: (row) => agentsOrLost(row, row.leaders, "supervises") },
        { zh: "牵头", en: "leads", value: (row) => names(row.leads), cell: (row) => agentsOrLost(row, row.leads, "leads") },
        { zh: "配合", en: "supports", value: (row) => names(row.supports), cell: (row) => agentList(row.supports) },
        { zh: "参与（角色不明）", en: "role not known", value: (row) => names(row.others), cell: (row) => agentList(row.others) },
        ...(facts.tasks.some((task) => task.deadline)
          ? [{ zh: "时限", en: "deadline", value: (row) => row.task.deadline?.exact ?? "" }]
          : []),
        {
          zh: "责任单元格", en: "duty cells",
          value: (row) => ["whole", "some", "none"].indexOf(row.task.legibility),
          cell: (row) => both(facts.words.legibility[row.task.legibility]),
        },
      ],
      rows: taskRows,
    },
  ],

  /** Tall plans get a tall drawing, so that labels stay readable; the page scrolls. */
  fit({ network }) {
    const container = document.getElementById("network");
    const ys = facts.network.nodes.map((node) => node.y);
    const scale = Math.min(1, container.clientWidth / 1150);
    container.style.height = `${Math.max(420, (Math.max(...ys) + 90) * scale)}px`;
    network.redraw();
  },
};

/** Lines begin and end at the sides of the boxes: at an unseen point on either side. */
function ports(node) {
  const half = node.widthConstraint.maximum / 2 + node.margin;
  const unseen = { shape: "dot", size: 0, borderWidth: 0, color: "rgba(0,0,0,0)", y: node.y };
  return [
    { ...unseen, id: `left of ${node.id}`, x: node.x - half },
    { ...unseen, id: `right of ${node.id}`, x: node.x + half },
  ];
}

function betweenPorts(edge) {
  const side = edge.kind === "member" ? "left" : "right";
  return { ...edge, from: `${side} of ${edge.from}`, to: `left of ${edge.to}` };
}

function ownNode(selection) {
  if (selection.kind === "agent") return `agent ${selection.key}`;
  if (selection.kind === "task") return shownTasks.has(selection.id) ? `task ${selection.id}` : ALL_LOST;
  return selection.id;
}

/** Everything along the lines through a node: a leader's units and their tasks, and back. */
function neighbours(node) {
  const lines = facts.network.edges.filter(isEdgeShown);
  const tasks = new Set();
  for (const edge of lines) {
    if (edge.from === node || edge.to === node) tasksOfEdge(edge).forEach((id) => tasks.add(id));
  }
  return lines
    .filter((edge) => edge.kind !== "member" && tasksOfEdge(edge).some((id) => tasks.has(id)))
    .flatMap((edge) => [edge.from, edge.to]);
}

function believedLinks(edge) {
  return edge.links.filter((link) =>
    link.every((id) => id === null || isBelieved(assignmentById.get(id))),
  );
}

function isEdgeShown(edge) {
  if (edge.kind === "member") return state.evidence.has("expanded");
  if (edge.kind === "supervision") return believedLinks(edge).length > 0;
  if (edge.kind === "lost") return believedAt(edge.task).length > 0;
  const assignment = assignmentById.get(edge.assignment);
  return isBelieved(assignment) && (edge.kind === "part" || state.evidence.has("inferred"));
}

function tasksOfEdge(edge) {
  if (edge.kind === "member") return [];
  if (edge.kind === "lost") return [edge.task];
  if (edge.assignment) return [assignmentById.get(edge.assignment).task];
  const tasks = believedLinks(edge).map((link) => assignmentById.get(link.find((id) => id !== null)).task);
  return [...new Set(tasks)];
}

function portfolioEdge(edge, emphasis) {
  if (!isEdgeShown(edge)) return null;
  const shown = !emphasis || isEdgeEmphasised(edge, emphasis);
  const chosen = state.selection?.kind === "line" && state.selection.id === edge.id;
  const look = edgeLook(edge);
  const opacity = shown ? look.opacity : FADED / 2;
  return {
    id: edge.id,
    from: edge.from,
    to: edge.to,
    kind: edge.kind,
    task: edge.task,
    width: look.width + (chosen ? 2 : 0),
    dashes: look.dashes,
    smooth: look.smooth,
    color: { color: withOpacity(look.color, opacity), inherit: false },
    arrows: { to: look.arrow ?? { enabled: false } },
    label: isLabelled(edge) ? look.label : undefined,
    font: { face: captionFont(), size: 13, color: "#1d2733", strokeWidth: 4, align: "horizontal" },
  };
}

/** Roles are spelled out on the lines of what is selected; elsewhere the arrow tells. */
function isLabelled(edge) {
  if (!state.selection) return false;
  const own = ownNode(state.selection);
  return own === edge.id || own === edge.from || own === edge.to;
}

function isEdgeEmphasised(edge, emphasis) {
  if (!(emphasis.has(edge.from) && emphasis.has(edge.to))) return false;
  if (!state.selection || state.selection.kind === "line") return true;
  const around = edge.kind === "member" ? [] : tasksOfEdge(edge);
  const own = ownNode(state.selection);
  return edge.from === own || edge.to === own || around.some((id) => emphasis.has(`task ${id}`) && touches(own, id));
}

/** Whether a node and a task stand on one line of the plan. */
function touches(node, taskId) {
  if (node === `task ${taskId}`) return true;
  if (node.startsWith("agent ")) return believedAt(taskId).some((a) => `agent ${a.agent}` === node);
  const agents = believedAt(taskId).map(agentOf);
  return node === LOST_LEADER ? !agents.some(isSupervisor) : agents.every(isSupervisor);
}

function edgeLook(edge) {
  if (edge.kind === "member") {
    const smooth = { enabled: true, type: "curvedCW", roundness: 0.25 };
    return { color: "#98a2ab", width: 1, dashes: [1, 4], opacity: 0.8, smooth };
  }
  if (edge.kind === "lost") return { color: LOST_COLOR, width: 1.3, dashes: [5, 4], opacity: 0.7 };
  if (edge.kind === "supervision") return supervisionLook(edge);
  const assignment = assignmentById.get(edge.assignment);
  const inferred = edge.kind === "role";
  const inTwoKinds = inferred || assignment.roleEvidence === "inferred";
  const role = inferred ? assignment.role : inTwoKinds ? "takes-part" : knownRole(assignment);
  const look = ROLE_LOOK[role];
  return {
    color: look.color,
    width: look.width,
    ...LINE_STYLE[inferred ? "inferred" : assignment.evidence],
    smooth: { enabled: true, type: "cubicBezier", forceDirection: "horizontal", roundness: inferred ? 0.8 : 0.45 },
    arrow: { enabled: true, type: look.type, scaleFactor: look.scale },
    label: roleLabel(role, inferred),
  };
}

function roleLabel(role, inferred) {
  if (role === "takes-part") return state.evidence.has("inferred") ? undefined : "角色不明";
  return facts.words.roles[role].zh + (inferred ? "（推断）" : "");
}

function supervisionLook(edge) {
  const lost = edge.from === LOST_LEADER || edge.to === LOST_LEAD;
  const evidence = strongest(
    believedLinks(edge).map((link) =>
      weakest(link.filter((id) => id !== null).map((id) => assignmentById.get(id).evidence)),
    ),
  );
  const width = 1.2 + 0.6 * Math.min(4, tasksOfEdge(edge).length - 1);
  const style = LINE_STYLE[evidence];
  return { color: lost ? "#9aa2aa" : "#7f909f", width, dashes: style.dashes, opacity: style.opacity * 0.6 };
}

function portfolioNode(node, emphasis) {
  const shown = !emphasis || emphasis.has(node.id);
  const chosen = state.selection !== null && ownNode(state.selection) === node.id;
  const opacity = shown ? 1 : FADED * 1.5;
  const lost = [LOST_LEADER, LOST_LEAD, ALL_LOST].includes(node.id);
  const group = node.id.startsWith("agent ") && isGroup(facts.agents[node.id.slice("agent ".length)]);
  const filled = lost ? "#eef0f2" : tint(node.color, 0.13);
  return {
    ...node,
    color: {
      background: withOpacity(filled, shown ? 1 : 0.4),
      border: withOpacity(chosen ? "#1d2733" : node.color, opacity),
    },
    borderWidth: chosen ? 3 : group ? 2.5 : 1.2,
    font: { ...node.font, color: withOpacity(lost ? "#4f5963" : node.font.color, shown ? 1 : 0.25) },
  };
}

function lostPanel(id) {
  const kind = { zh: "缺失", en: "lost" };
  if (id === ALL_LOST) {
    const title = `${gatheredTasks.length} 项任务的单元格全部缺失`;
    const note = {
      zh: "这些任务的分管领导和牵头单位在本副本中都已看不到；它们在原表中一定存在。",
      en: "The leader and the lead unit of these tasks are not legible in this copy; the original table has them.",
    };
    return tasksPanel(kind, title, note, gatheredTasks, []);
  }
  const edges = facts.network.edges.filter((edge) => edge.from === id || edge.to === id);
  const tasks = [...new Set(edges.filter(isEdgeShown).flatMap(tasksOfEdge))];
  tasks.sort((a, b) => taskOrder.get(a) - taskOrder.get(b));
  const column = id === LOST_LEADER ? "supervises" : "leads";
  const note = {
    zh: "原表中一定有这一项，但本副本已看不到，不猜测是谁。",
    en: "The original table has it, this copy does not show it, and nobody is guessed.",
  };
  return tasksPanel(kind, facts.words.lost[column].zh, note, tasks, []);
}

function linePanel(edge) {
  const title = [edge.from, edge.to].map(nameOfNode).join(" → ");
  if (edge.kind === "member") {
    const group = facts.agents[edge.from.slice("agent ".length)];
    return [
      element("p", { class: "kind" }, say("统称与成员", "group and member")),
      element("h2", {}, title),
      group.because ? element("p", { class: "because" }, both(group.because)) : null,
    ];
  }
  const kind =
    edge.kind === "supervision"
      ? { zh: "同在一项任务", en: "at the same task" }
      : { zh: "分工", en: "assignment" };
  const ends = [edge.from, edge.to].filter((id) => id.startsWith("agent "));
  return tasksPanel(kind, title, null, tasksOfEdge(edge), ends.map((id) => id.slice("agent ".length)));
}

function nameOfNode(id) {
  if (id.startsWith("agent ")) return facts.agents[id.slice("agent ".length)].name;
  if (id.startsWith("task ")) return taskById.get(id.slice("task ".length)).name;
  return facts.words.lost[id === LOST_LEADER ? "supervises" : "leads"].zh;
}

function taskRows() {
  return facts.tasks
    .map((task) => {
      const believed = believedAt(task.id);
      const parts = believed.filter((a) => !isSupervisor(agentOf(a)));
      return {
        task,
        leaders: believed.filter((a) => isSupervisor(agentOf(a))),
        leads: parts.filter((a) => knownRole(a) === "leads"),
        supports: parts.filter((a) => knownRole(a) === "supports"),
        others: parts.filter((a) => knownRole(a) === "takes-part"),
        selection: { kind: "task", id: task.id },
      };
    })
    .filter((row) => {
      const all = [...row.leaders, ...row.leads, ...row.supports, ...row.others];
      return passesSearch(all.map((a) => a.agent), [row.task.id]);
    });
}

/** Names to sort by: a member counts through its group. */
function names(assignments) {
  return nested(assignments).map(({ assignment }) => agentOf(assignment).name).join("、");
}

function agentList(assignments) {
  if (assignments.length === 0) return null;
  return element(
    "ul",
    { class: "names" },
    nested(assignments).map(({ assignment, members }) => {
      const inside = members.length > 0 && [
        element("span", {}, "（含 ", members.map((a) => agentOf(a).name).join("、"), "） "),
        evidenceMark(members[0]),
      ];
      const mark = evidenceMark(assignment);
      return element("li", {}, agentOf(assignment).name, mark && " ", mark, inside);
    }),
  );
}

/** A badge where the part or the shown role is not in the source's words. */
function evidenceMark(assignment) {
  const role = isSupervisor(agentOf(assignment)) ? null : knownRole(assignment);
  const kinds = [assignment.evidence, role && role !== "takes-part" ? assignment.roleEvidence : "stated"];
  const evidence = weakest(kinds);
  return evidence === "stated" ? null : evidenceBadge(evidence, null);
}

function agentsOrLost(row, assignments, column) {
  if (assignments.length > 0 || !row.task.lost.includes(column)) return agentList(assignments);
  return element("span", { class: "lost" }, say("缺失", "lost"));
}
