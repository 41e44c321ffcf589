"use strict";

/*
 * What several views are made of.
 * Shared: panel, choice, damagedHint, notThere, rangeText, rangeBar, findingLinks, findingList, aboutFindings, memberLinks,
 * unitsOfTasks, tasksWith, NO_LOAD.
 */

const NO_LOAD = { tasks: 0, led: 0, supported: 0, load: 0, partners: 0, unknownRoles: 0 };

/** A part of a page with a heading. */
function panel(title, ...content) {
  return element("section", { class: "panel" }, element("h2", {}, both(title)), content);
}

/** A row of buttons of which one is chosen: each {id, chosen, label, changes: of the address}. */
function choice(options) {
  return element(
    "p",
    { class: "chosen" },
    options.map(({ id, chosen, label, changes }) =>
      element(
        "button",
        { type: "button", id, "aria-pressed": String(chosen), click: () => setParams(changes) },
        label,
      ),
    ),
  );
}

/** Of a copy that lost cells, no count is the whole: said wherever somebody is looked up. */
function damagedHint() {
  return facts.plan.damaged
    ? element(
        "p",
        { class: "hint" },
        say(
          "这份副本有缺失：下面的数都是“至少”，没列出的任务也可能有份。",
          "This copy lost cells: every count below is “at least”, and tasks that are not listed may be there.",
        ),
      )
    : "";
}

/** What an address names that the plan does not have. */
function notThere(key) {
  return element(
    "div",
    {},
    viewHead(say("没有找到", "Not found")),
    element("p", {}, say(`这份计划里没有“${key}”。`, `This plan has no “${key}”.`)),
    element(
      "p",
      {},
      element("a", { href: addressOf(FIRST_VIEW) }, say("回到总览", "Back to the overview")),
    ),
  );
}

/** 0 · 6.3 · 24, or one figure where nothing is in doubt. */
function rangeText({ low, expected, high }) {
  return low === high ? figure(low) : `${figure(low)} · ${figure(expected)} · ${figure(high)}`;
}

/** A bar: dark what is stated, paler to what is expected, palest to what may be. */
function rangeBar({ low, expected, high }, most) {
  const part = (name, from, to) =>
    element("span", {
      class: `part part-${name}`,
      style: `width:${(100 * Math.max(0, to - from)) / most}%`,
    });
  return element(
    "span",
    { class: "range", "aria-hidden": "true" },
    part("stated", 0, low),
    part("expected", low, expected),
    part("possible", expected, high),
  );
}

/** What a finding is about, as links. */
function findingLinks(finding) {
  const tasks = finding.about.filter((thing) => thing.task).map((thing) => thing.task);
  const agents = finding.about.filter((thing) => thing.agent).map((thing) => thing.agent);
  return element(
    "span",
    { class: "about" },
    agents.slice(0, 4).map((key) => [agentLink(key), " "]),
    tasks.length > 0 && taskLinks(tasks, { ids: tasks.join(",") }, 6),
    finding.spans.length === 1 && passageLink(finding.spans[0]),
  );
}

function findingList(findings) {
  const item = (finding) =>
    element(
      "li",
      { class: `finding finding-${finding.severity}` },
      element("span", { class: "badge" }, both(term("severities", finding.severity))),
      " ",
      both(finding.message),
      " ",
      findingLinks(finding),
    );
  return element("ul", { class: "findings" }, findings.map(item));
}

/** The findings about a thing, where there are any. */
function aboutFindings(kind, id) {
  const found = findingsAbout(kind, id);
  return found.length > 0 ? panel({ zh: "需核对", en: "To check" }, findingList(found)) : "";
}

function memberLinks(key) {
  const { members } = facts.agents[key];
  if (members.length === 0)
    return element(
      "span",
      { class: "hint" },
      say("计划没有写明成员", "the plan does not say who belongs"),
    );
  return members.map((member, i) => [i > 0 && "、", agentLink(member)]);
}

/** Who takes part in some tasks, most first. */
function unitsOfTasks(tasks, filters) {
  const counts = new Map();
  for (const task of tasks) {
    for (const unit of unitsAt(task.id).keys()) counts.set(unit, (counts.get(unit) || 0) + 1);
  }
  if (counts.size === 0) {
    return element(
      "p",
      { class: "empty" },
      say(
        "按所选依据，这些任务看不到单位。",
        "With the evidence chosen, these tasks show no unit.",
      ),
    );
  }
  const most = [...counts].sort((p, q) => q[1] - p[1]);
  return element(
    "p",
    { class: "units-line" },
    most
      .slice(0, 24)
      .map(([unit, number]) => [
        agentLink(unit),
        " ",
        tasksLink(number, { ...filters, unit }),
        "　",
      ]),
    most.length > 24 && say(`等 ${most.length} 个单位`, `${most.length} units in all`),
  );
}

/** The tasks that an agent takes part in, in the order of the plan. */
function tasksWith(key) {
  const ids = new Set(believedOf(key).map((part) => part.task));
  return [...ids].sort((p, q) => taskOrder.get(p) - taskOrder.get(q)).map((id) => taskById.get(id));
}
