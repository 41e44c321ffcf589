"use strict";

/* What the plan is, what is known of it and what was lost, and where to look first. */

const TOP = 10;

defineView({
  name: "overview",
  title: { zh: "总览", en: "Overview" },
  tab: true,
  render(root) {
    root.replaceChildren(
      planHead(),
      caution(),
      element("div", { class: "numbers" }, planCounts().map(countTile)),
      element(
        "div",
        { class: "columns" },
        panel({ zh: "共同任务最多的单位", en: "Units that share most tasks" }, closestPairs()),
        panel(
          { zh: "计划协同负荷最重的单位", en: "Highest planned coordination load" },
          heaviestUnits(),
        ),
      ),
      panel({ zh: "各目标的任务还看得到谁", en: "What is known of each goal's tasks" }, coverage()),
      panel({ zh: "先看这些", en: "Look at these first" }, mattersMost()),
      panel({ zh: "怎样读", en: "How to read this" }, meanings()),
      panel({ zh: "全部文件", en: "All files" }, fileList()),
    );
  },
});

function planHead() {
  const { plan } = facts;
  const about = [plan.issuer, plan.issued, plan.file].filter(Boolean);
  return viewHead(plan.title, about.join(" · "));
}

function caution() {
  const counts = { whole: 0, some: 0, none: 0 };
  for (const task of facts.tasks) counts[task.legibility] += 1;
  const all = facts.tasks.length;
  return element(
    "div",
    {},
    element(
      "p",
      { class: "caution" },
      say(
        "以下都是计划分配的职责：不代表已完成的工作，也不是对任何人的评价。",
        "A plan shows assigned duty: not work done, and it rates nobody.",
      ),
    ),
    counts.some + counts.none > 0 &&
      element(
        "p",
        { class: "notice", role: "note" },
        say(
          `这份文件有缺失：${all} 项任务中，责任单元格完整的 ${counts.whole} 项、部分可见的 ${counts.some} 项、全部看不到的 ${counts.none} 项。看不到不等于没有分工；带“≥”的数是“至少”。`,
          `This copy is damaged: of ${all} tasks, ${counts.whole} show all their duty cells, ${counts.some} some, ${counts.none} none. Not shown does not mean not assigned; “≥” says at least.`,
        ),
      ),
  );
}

function planCounts() {
  const kinds = (kind) => [...agentByKey.values()].filter((agent) => agent.kind === kind).length;
  const named = (group) => facts.names.filter((name) => name.group === group).length;
  return [
    [{ zh: "任务", en: "tasks" }, facts.tasks.length, "tasks"],
    [{ zh: "目标与工程", en: "goals, programmes" }, facts.goals.length, "goals"],
    [{ zh: "单位", en: "units" }, kinds("unit"), "units"],
    [{ zh: "分管领导", en: "leaders" }, kinds("leader"), "leaders"],
    [{ zh: "统称", en: "groups" }, kinds("unit-group") + kinds("leader-group"), "units"],
    [{ zh: "指标", en: "targets" }, facts.targets.length, "targets"],
    [{ zh: "地点", en: "places" }, named("place"), "names"],
    [{ zh: "项目", en: "projects" }, named("project"), "names"],
    [{ zh: "需核对", en: "to check" }, facts.findings.length, "findings"],
  ].filter(([, number]) => number > 0);
}

function countTile([words, number, view]) {
  return element(
    views.has(view) ? "a" : "span",
    { class: "tile", href: views.has(view) ? addressOf(view) : null },
    element("b", {}, String(number)),
    both(words),
  );
}

function closestPairs() {
  const all = pairs();
  return [
    pairsTable(all.slice(0, TOP), false),
    all.length > TOP &&
      element(
        "p",
        {},
        element(
          "a",
          { href: addressOf("pairs") },
          both(counted(all.length, "对单位", "pair of units", "pairs of units")),
        ),
      ),
  ];
}

function heaviestUnits() {
  const now = loads();
  const rows = Object.entries(facts.figures.units)
    .map(([key, figures]) => ({ key, ...figures.load, now: now.get(key) }))
    .sort((p, q) => q.expected - p.expected || q.stated - p.stated)
    .slice(0, TOP)
    .filter((row) => row.high > 0);
  const most = Math.max(1, ...rows.map((row) => row.high));
  const exact = rows.every((row) => row.low === row.high);
  return [
    dataTable({
      name: "loads",
      title: { zh: "计划协同负荷最重的单位", en: "Highest planned coordination load" },
      sort: false,
      rows,
      columns: [
        {
          name: "unit",
          title: { zh: "单位", en: "unit" },
          value: (r) => agentName(r.key),
          cell: (r) => agentLink(r.key),
        },
        {
          name: "now",
          number: true,
          width: "5.5em",
          title: { zh: "负荷", en: "load" },
          value: (r) => (r.now ? r.now.load : 0),
          cell: (r) => (r.now ? tasksLink(atLeast(r.now.load, r.now), { unit: r.key }) : "—"),
        },
        {
          name: "range",
          wide: true,
          title: { zh: "至少 · 预期 · 至多", en: "least · expected · most" },
          value: (r) => rangeText(r),
          cell: (r) => [rangeBar(r, most), element("span", { class: "range-text" }, rangeText(r))],
        },
      ],
    }),
    element(
      "p",
      { class: "hint" },
      say(
        "负荷：牵头的任务计其余参与单位数，配合的任务计牵头单位数。",
        "Load: for each task led, the other units on it; for each supported, its leads.",
      ),
      exact
        ? null
        : say(
            "“至少”只计原文写明的，“预期”按可信度加权，“至多”计入所有可能。",
            " Least: what is stated. Expected: weighted by how sure. Most: all that may be.",
          ),
    ),
  ];
}

function mattersMost() {
  const found = facts.findings.filter((finding) => finding.severity !== "info").slice(0, 6);
  if (found.length === 0)
    return element("p", {}, say("没有错误或需要注意的事项。", "No errors and no warnings."));
  return [
    findingList(found),
    element(
      "p",
      {},
      element(
        "a",
        { href: addressOf("findings") },
        say(`全部 ${facts.findings.length} 项`, `all ${facts.findings.length}`),
      ),
    ),
  ];
}

/** What the words and signs on these pages mean. */
function meanings() {
  const rows = [
    ...LEVELS.map((level) => [evidenceBadge(level), both(term("meaning", level))]),
    [
      candidateBadge(0.3),
      say(
        "丢失的单元格里可能是谁，附可能性；不是分工，只在选“＋推断”且可信度够时计入。",
        "Who may stand in a lost cell, and how likely; no assignment, and counted only with “+ inferred” when likely enough.",
      ),
    ],
    [
      "≥",
      say(
        "至少：还有角色不明的任务，无法计入。",
        "At least: at some tasks the role is not known and can not count.",
      ),
    ],
    [
      say("统称", "group"),
      say(
        "如“各街道”：按成员计数，统称本身不重复计。",
        "Such as 各街道: its members count, and it does not count beside them.",
      ),
    ],
    [say("联系强度", "strength"), both(facts.words.strength)],
  ];
  return element(
    "dl",
    { class: "meanings" },
    rows.map(([word, meaning]) => [element("dt", {}, word), element("dd", {}, meaning)]),
  );
}

function fileList() {
  return element(
    "ul",
    { class: "files" },
    facts.files.map((file) =>
      element(
        "li",
        {},
        element("a", { href: file.path.split("/").map(encodeURIComponent).join("/") }, file.path),
        " ",
        element("span", { class: "hint" }, both(file)),
      ),
    ),
  );
}
