"use strict";

/** A task with who takes part in it; the assignments of `openFor` show their source at once. */
function taskCard(task, openFor = []) {
  const assignments = believedAt(task.id);
  const lost = task.lost.map((column) => element("li", { class: "lost" }, both(facts.words.lost[column])));
  return element(
    "article",
    { class: "task" },
    element("h3", {}, task.name),
    goalPath(task),
    element("p", { class: "text" }, task.text),
    element(
      "p",
      { class: "legibility" },
      say("责任单元格：", "duty cells:"),
      " ",
      both(facts.words.legibility[task.legibility]),
    ),
    element(
      "ul",
      { class: "assignments" },
      nested(assignments).map((a) => assignmentItem(a, openFor)),
      lost,
    ),
    task.deadline && [
      element("p", { class: "deadline" }, say("时限：", "deadline:"), " ", task.deadline.exact),
      sourceDetails(say("时限出处", "deadline in the source"), task.deadline, false),
    ],
    sourceDetails(say("任务原文", "task in the source"), task.passage, false),
  );
}

function goalPath(task) {
  if (task.goals.length === 0) return null;
  const names = task.goals.map((goal) => [
    element("span", {}, goal.name),
    goal.restored && element("span", { class: "restored" }, say("（有补全）", "(partly restored)")),
  ]);
  return element("p", { class: "goals" }, names.map((name, i) => (i ? [" › ", name] : name)));
}

/** An assignment; under that of a group, those of the members it expands to. */
function assignmentItem({ assignment, members }, openFor) {
  const agent = agentOf(assignment);
  const open = openFor.includes(assignment.agent);
  return element(
    "li",
    { class: open ? "own" : null },
    element(
      "button",
      {
        type: "button",
        class: "link",
        click: () => select({ kind: "agent", key: assignment.agent }, { centre: true }),
      },
      agent.name,
    ),
    " ",
    isSupervisor(agent)
      ? element("span", { class: "role" }, both(facts.words.roles.supervises))
      : roleBadge(assignment),
    " ",
    evidenceBadge(assignment.evidence, assignment.confidence),
    isGroup(agent) && agent.members.length > 0
      ? element("span", { class: "note" }, " ", say("计数时计成员", "counted through its members"))
      : null,
    assignment.inherited ? element("p", { class: "note" }, both(facts.words.inherited)) : null,
    reasons(assignment),
    assignmentSource(assignment, open),
    members.length > 0
      ? element(
          "details",
          { class: "members", open: members.some((a) => openFor.includes(a.agent)) },
          element("summary", {}, say(`含成员 ${members.length} 个`, `${members.length} members`)),
          element(
            "ul",
            { class: "assignments" },
            members.map((a) => assignmentItem({ assignment: a, members: [] }, openFor)),
          ),
        )
      : null,
  );
}

function roleBadge(assignment) {
  const role = knownRole(assignment);
  const words = both(facts.words.roles[role]);
  if (role === "takes-part" || assignment.roleEvidence === "stated") {
    return element("span", { class: "role" }, words);
  }
  return element("span", { class: `role by-${assignment.roleEvidence}` }, words, " ", [
    evidenceBadge(assignment.roleEvidence, assignment.roleConfidence),
  ]);
}

function evidenceBadge(evidence, confidence) {
  return element(
    "span",
    { class: `evidence evidence-${evidence}` },
    both(facts.words.evidence[evidence]),
    evidence !== "stated" && confidence !== null
      ? [" · ", ...say(`可信度 ${percent(confidence)}`, "confidence")]
      : null,
  );
}

/** Why an assignment that the source does not state is held, and why its role. */
function reasons(assignment) {
  const found = [
    assignment.evidence !== "stated" && assignment.because,
    assignment.roleEvidence !== "stated" &&
      state.evidence.has(assignment.roleEvidence) &&
      assignment.roleBecause,
  ];
  return found.filter(Boolean).map((words) => element("p", { class: "because" }, both(words)));
}

function assignmentSource(assignment, open) {
  if (assignment.passage) return sourceDetails(say("出处", "source"), assignment.passage, open);
  const from = assignmentById.get(assignment.derivedFrom);
  if (!from?.passage) return null;
  const group = agentOf(from).name;
  return sourceDetails(say(`出处：由“${group}”展开`, "source: the group’s own cell"), from.passage, open);
}

function sourceDetails(title, passage, open) {
  return element(
    "details",
    { class: "source", open },
    element("summary", {}, title, " · ", both(passage.place)),
    element("blockquote", {}, passage.before, element("mark", {}, passage.exact), passage.after),
  );
}

function agentPanel(key) {
  const agent = facts.agents[key];
  const assignments = believedOf(key);
  return [
    element("p", { class: "kind" }, both(agent.type ? facts.words.types[agent.type] : facts.words.kinds[agent.kind])),
    element("h2", {}, agent.name),
    agent.aliases.length > 0
      ? element("p", { class: "aliases" }, say("原文另作：", "also written:"), " ", agent.aliases.join("、"))
      : null,
    agent.because ? element("p", { class: "because" }, both(agent.because)) : null,
    membersOf(agent),
    agent.kind === "unit" ? workloadOf(key) : null,
    tasksHeading(assignments.length),
    assignments.map((a) => taskCard(taskById.get(a.task), [key])),
  ];
}

function membersOf(agent) {
  if (!isGroup(agent)) return null;
  if (agent.members.length === 0) {
    return element("p", { class: "note" }, say("成员名单未知，不作展开。", "Its members are not known; it is not resolved."));
  }
  return element(
    "p",
    { class: "members" },
    say(`成员 ${agent.members.length} 个：`, "members:"),
    " ",
    agent.members.map((key) => facts.agents[key].name).join("、"),
  );
}

function workloadOf(key) {
  const load = loads()[key];
  if (!load) return null;
  const counts = [
    ["任务", "tasks", load.tasks],
    ["牵头", "led", atLeast(load.led, load)],
    ["配合", "supported", atLeast(load.supported, load)],
    ["角色不明", "role not known", rolesUnknown(load)],
    ["协同负荷", "coordination load", atLeast(load.load, load)],
    ["伙伴", "partners", load.partners],
  ];
  return element(
    "dl",
    { class: "counts" },
    counts.map(([zh, en, value]) =>
      element("div", {}, element("dt", {}, say(zh, en)), element("dd", {}, String(value))),
    ),
  );
}

function tasksHeading(count) {
  if (count === 0) {
    return element("p", { class: "note" }, say("按当前所选依据没有任务。", "No task with the evidence chosen."));
  }
  return element("h2", { class: "section" }, say(`任务 ${count} 项`, `${count} task${count === 1 ? "" : "s"}`));
}

function taskPanel(id) {
  const task = taskById.get(id);
  const agents = believedAt(id).map((a) => a.agent);
  return [element("p", { class: "kind" }, say("任务", "task")), taskCard(task, agents)];
}

/** Several tasks under one heading; `openFor` are the agents whose source shows at once. */
function tasksPanel(kind, title, note, taskIds, openFor) {
  return [
    element("p", { class: "kind" }, both(kind)),
    element("h2", {}, title),
    note ? element("p", { class: "note" }, both(note)) : null,
    tasksHeading(taskIds.length),
    taskIds.map((id) => taskCard(taskById.get(id), openFor)),
  ];
}

/** A short list to start from: each entry selects something. */
function startingList(title, entries) {
  if (entries.length === 0) return null;
  return [
    element("h2", { class: "section" }, title),
    element(
      "ol",
      { class: "start" },
      entries.map(([label, count, selection]) =>
        element(
          "li",
          {},
          element("button", { type: "button", class: "link", click: () => select(selection, { centre: true }) }, label),
          element("span", { class: "count" }, count),
        ),
      ),
    ),
  ];
}

function renderPanel(panel) {
  const content = state.selection ? view.panel(state.selection) : view.welcome();
  const close = state.selection
    ? element("button", { type: "button", class: "close", click: () => select(null), "aria-label": "关闭详情 close details" }, "×")
    : null;
  panel.replaceChildren(element("div", { class: "content" }, close, content));
  panel.scrollTop = 0;
}
