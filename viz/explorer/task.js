"use strict";

/* The page of a task: its words with everything found in them, who takes part, and why so. */

defineView({
  name: "task",
  title: { zh: "任务", en: "Task" },
  under: "tasks",
  render(root, state) {
    const task = taskById.get(state.key);
    if (!task) {
      root.replaceChildren(notThere(state.key));
      return;
    }
    root.replaceChildren(
      viewHead(
        say(`任务 ${task.name}`, `Task ${task.name}`),
        goalLinks(task.goal),
        neighbours(task),
      ),
      element("p", { class: "task-text" }, markedText(task)),
      element(
        "p",
        { class: "hint" },
        both(term("legibility", task.legibility)),
        " · ",
        say("原文 ", "source "),
        passageLink(task.span),
      ),
      panel({ zh: "谁来做", en: "Who takes part" }, partsTable(task), lostCells(task)),
      candidates(task),
      targetsPanel(task),
      aboutFindings("task", task.id),
      panel({ zh: "原文中的位置", en: "Where it stands in the source" }, sourceExcerpt(task.span)),
    );
  },
});

function neighbours(task) {
  const at = taskOrder.get(task.id);
  const link = (other, words, sign) =>
    other &&
    element(
      "a",
      { class: "step", href: addressOf("task", other.id), title: other.text },
      sign,
      " ",
      both(words),
    );
  return [
    link(facts.tasks[at - 1], { zh: "上一项", en: "previous" }, "←"),
    link(facts.tasks[at + 1], { zh: "下一项", en: "next" }, "→"),
  ];
}

/** The words of a task as they stand in the source, with targets, deadlines and names marked. */
function markedText(task) {
  const marks = [
    ...(mentionsOfTask.get(task.id) || []).map((mention) => ({
      span: mention.span,
      kind: nameById.get(mention.name).group,
      href: addressOf(nameById.get(mention.name).group, mention.name),
      title: term("names", nameById.get(mention.name).kind),
    })),
    ...(targetsOfTask.get(task.id) || []).map((target) => ({
      span: target.span,
      kind: "target",
      href: addressOf("targets", null, { indicator: target.indicator }),
      title: { zh: `指标：${target.measure}`, en: `target: ${target.measure}` },
    })),
    ...(deadlinesOfTask.get(task.id) || []).map((deadline) => ({
      span: deadline.span,
      kind: "deadline",
      href: addressOf("tasks", null, {
        deadline: deadline.date ? deadline.date.slice(0, 7) : "any",
      }),
      title: {
        zh: `时限：${deadline.date || deadline.text}`,
        en: `deadline: ${deadline.date || deadline.text}`,
      },
    })),
  ];
  return marked(task.span, marks);
}

function partsTable(task) {
  const order = ["supervises", "leads", "supports", null];
  const rows = believedAt(task.id)
    .filter((part) => !part.candidate)
    .sort((p, q) => order.indexOf(p.role) - order.indexOf(q.role));
  return dataTable({
    name: "parts",
    title: { zh: "谁来做", en: "Who takes part" },
    sort: false,
    rows,
    empty: {
      zh: "按所选依据，看不到由谁来做。",
      en: "With the evidence chosen, it does not show who takes part.",
    },
    columns: [
      {
        name: "agent",
        title: { zh: "单位或领导", en: "unit or leader" },
        width: "22%",
        value: (p) => agentName(p.agent),
        cell: (p) => agentLink(p.agent),
      },
      {
        name: "role",
        title: { zh: "角色", en: "role" },
        width: "20%",
        value: (p) =>
          t(term("roles", p.role || "takes-part").zh, term("roles", p.role || "takes-part").en),
        cell: (p) => [
          roleWords(p.role),
          p.role &&
            p.roleEvidence !== p.evidence && [
              " ",
              evidenceBadge(p.roleEvidence, p.source.roleConfidence),
            ],
        ],
      },
      {
        name: "evidence",
        title: { zh: "参与的依据", en: "takes part: evidence" },
        width: "14%",
        value: (p) => t(term("evidence", p.evidence).zh, term("evidence", p.evidence).en),
        cell: (p) => evidenceBadge(p.evidence, p.confidence),
      },
      {
        name: "why",
        title: { zh: "理由与出处", en: "why and where" },
        wide: true,
        value: (p) => whyText(p),
        cell: (p) => why(p),
      },
    ],
  });
}

function why({ source: a, role }) {
  return [
    a.span &&
      element(
        "div",
        {},
        passageLink(a.span),
        " ",
        element("q", {}, facts.source.slice(...a.span)),
        a.inherited && [" ", both(facts.words.inherited)],
      ),
    a.via && element("div", {}, say("见统称 ", "through "), agentLink(a.via)),
    a.because && element("div", {}, because(a.because)),
    role && a.roleBecause && element("div", {}, because(a.roleBecause)),
  ];
}

function whyText({ source: a, role }) {
  return [a.because, role && a.roleBecause]
    .filter(Boolean)
    .map((words) => t(words.zh, words.en))
    .join(" ");
}

/** The cells that the copy lost: said, never filled. */
function lostCells(task) {
  if (task.lost.length === 0) return null;
  return element(
    "p",
    { class: "notice" },
    task.lost.map((role, i) => [i > 0 && " · ", both(term("lost", role))]),
    say(
      "：这份副本删去了重复的行。看不到不等于没有分工。",
      ": this copy dropped repeated lines. Not shown does not mean not assigned.",
    ),
  );
}

/** Who may stand in the lost cells: shown with what is inferred, and never as an assignment. */
function candidates(task) {
  const all = candidatesOfTask.get(task.id) || [];
  const { ev, min } = getState();
  if (all.length === 0) return "";
  const title = { zh: "丢失的单元格里可能是谁", en: "Who may stand in the lost cells" };
  if (ev !== "inferred") {
    return panel(
      title,
      element(
        "p",
        { class: "hint" },
        say(
          `有 ${all.length} 个候选。候选不是分工，选“＋推断”时显示。`,
          `${all.length} candidates. They are no assignments; choose “+ inferred” to see them.`,
        ),
      ),
    );
  }
  const roles = [...groupBy(all, (c) => c.role)];
  return element(
    "section",
    { class: "panel panel-candidate" },
    element("h2", {}, both(title)),
    element(
      "p",
      { class: "hint" },
      say(
        `候选不是分工：只在此前出现过的名称中估计。可信度不低于 ${percent(min)} 的计入图表，其余仅列出。`,
        `Candidates are no assignments: an estimate among the names seen before. Those at least ${percent(min)} likely count in tables and figures, the others are only listed.`,
      ),
    ),
    element(
      "div",
      { class: "columns" },
      roles.map(([role, some]) =>
        dataTable({
          name: `candidates-${role}`,
          title,
          sort: false,
          rows: [...some].sort((p, q) => q.probability - p.probability),
          columns: [
            {
              name: "agent",
              title: term("roles", role),
              width: "34%",
              value: (c) => agentName(c.agent),
              cell: (c) => agentLink(c.agent),
            },
            {
              name: "probability",
              title: { zh: "可能", en: "likely" },
              width: "9em",
              value: (c) => c.probability,
              cell: (c) => [
                element("span", {
                  class: `chance${c.probability >= min ? "" : " chance-less"}`,
                  style: `--share:${c.probability * 100}%`,
                }),
                percent(c.probability),
              ],
            },
            {
              name: "why",
              title: { zh: "理由", en: "why" },
              wide: true,
              value: (c) => t(c.because.zh, c.because.en),
              cell: (c) => because(c.because),
            },
          ],
        }),
      ),
    ),
  );
}

function targetsPanel(task) {
  const targets = targetsOfTask.get(task.id) || [];
  if (targets.length === 0) return "";
  return panel({ zh: "指标", en: "Targets" }, targetsTable(targets, "targets"));
}
