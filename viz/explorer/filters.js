"use strict";

/*
 * Which tasks an address asks for, as far as is believed. Each filter may be given several times,
 * and all must hold: unit, lead, support, unknown (takes part, role not known), leader, goal
 * (and those below it), place, project, target ("any" or an indicator), deadline (YYYY-MM,
 * "any", "none"), lost (a role, or "any"), legibility, q (words or pinyin initials), ids.
 * Shared: FILTERS, filteredTasks, activeFilters, tasksBelow, coverageOf, matchesText, folded.
 */

const FILTERS = {
  unit: {
    title: { zh: "参与单位", en: "unit" },
    shown: agentName,
    test: (task, key) => believedAt(task.id).some((p) => p.agent === key),
  },
  lead: {
    title: { zh: "牵头", en: "led by" },
    shown: agentName,
    test: (task, key) => hasRole(task, key, "leads"),
  },
  support: {
    title: { zh: "配合", en: "supported by" },
    shown: agentName,
    test: (task, key) => hasRole(task, key, "supports"),
  },
  unknown: {
    title: { zh: "参与（角色不明）", en: "role unknown of" },
    shown: agentName,
    test: (task, key) => hasRole(task, key, null),
  },
  leader: {
    title: { zh: "分管领导", en: "supervised by" },
    shown: agentName,
    test: (task, key) => believedAt(task.id).some((p) => p.agent === key),
  },
  goal: {
    title: { zh: "目标", en: "goal" },
    shown: (id) => (goalById.get(id) || { title: id }).title,
    test: (task, id) => goalAndBelowOnce(id).has(task.goal),
  },
  place: { title: { zh: "地点", en: "place" }, shown: nameLabel, test: mentions },
  project: { title: { zh: "项目", en: "project" }, shown: nameLabel, test: mentions },
  target: {
    title: { zh: "指标", en: "target" },
    shown: (wanted) => (wanted === "any" ? t("有指标", "any") : wanted),
    test: (task, wanted) =>
      (targetsOfTask.get(task.id) || []).some(
        (target) => wanted === "any" || target.indicator === wanted,
      ),
  },
  deadline: {
    title: { zh: "时限", en: "deadline" },
    shown: (wanted) => ({ any: t("有时限", "any"), none: t("未写明", "none") })[wanted] || wanted,
    test: (task, wanted) => {
      const dates = deadlinesOfTask.get(task.id) || [];
      if (wanted === "none") return dates.length === 0;
      return dates.some(({ date }) => wanted === "any" || (date || "").startsWith(wanted));
    },
  },
  lost: {
    title: { zh: "缺失", en: "lost" },
    shown: (role) =>
      role === "any" ? t("任一格", "any cell") : t(term("lost", role).zh, term("lost", role).en),
    test: (task, role) => (role === "any" ? task.lost.length > 0 : task.lost.includes(role)),
  },
  known: {
    title: { zh: "看得到单位的依据", en: "units known by" },
    shown: (kind) =>
      kind === "none"
        ? t("看不到", "nothing")
        : t(term("evidence", kind).zh, term("evidence", kind).en),
    test: (task, kind) => (coverageOf(task.id) || "none") === kind,
  },
  legibility: {
    title: { zh: "单元格", en: "cells" },
    shown: (kind) => t(term("legibility", kind).zh, term("legibility", kind).en),
    test: (task, kind) => task.legibility === kind,
  },
  q: {
    title: { zh: "文字", en: "words" },
    shown: (words) => words,
    test: (task, words) => matchesText(task, words),
  },
  ids: {
    title: { zh: "所选任务", en: "chosen tasks" },
    shown: (ids) => t(`${ids.split(",").length} 项`, `${ids.split(",").length}`),
    test: (task, ids) => idsOnce(ids).has(task.id),
  },
};

function hasRole(task, key, role) {
  return believedAt(task.id).some((part) => part.agent === key && part.role === role);
}

function mentions(task, id) {
  return (mentionsOfTask.get(task.id) || []).some((mention) => mention.name === id);
}

function nameLabel(id) {
  return nameById.has(id) ? nameById.get(id).label : id;
}

/** The strongest evidence by which a task shows a unit or group: null where it shows none. */
function coverageOf(id) {
  const parts = believedAt(id).filter((part) => !isLeader(facts.agents[part.agent]));
  return parts.length > 0 ? strongest(parts.map((part) => part.evidence)) : null;
}

const remembered = new Map();

function once(key, compute) {
  if (!remembered.has(key)) remembered.set(key, compute());
  return remembered.get(key);
}

function goalAndBelowOnce(id) {
  return once(`goal ${id}`, () => goalAndBelow(id));
}

const tasksOfGoal = groupBy(facts.tasks, (task) => task.goal);

/** The tasks of a goal and of all below it, in the order of the plan. */
function tasksBelow(id) {
  return once(`tasks below ${id}`, () =>
    [...goalAndBelowOnce(id)]
      .flatMap((goal) => tasksOfGoal.get(goal) || [])
      .sort((p, q) => taskOrder.get(p.id) - taskOrder.get(q.id)),
  );
}

function idsOnce(ids) {
  return once(`ids ${ids}`, () => new Set(ids.split(",")));
}

/** Full and half width, upper and lower case, spaces: all the same to a search. */
function folded(text) {
  return text.normalize("NFKC").toLowerCase().replace(/\s+/gu, "");
}

const searchable = new Map();

/** A task's number and text, folded, and its text as pinyin initials. */
function searchableTask(task) {
  if (!searchable.has(task.id)) {
    searchable.set(task.id, {
      words: folded(`${task.names.zh} ${task.names.en} ${task.text}`),
      letters: [...task.text].map((c) => facts.letters[c] || "").join(""),
    });
  }
  return searchable.get(task.id);
}

/** Whether a task's number or text holds the words, or these are pinyin initials of its text. */
function matchesText(task, typed) {
  const words = folded(typed);
  const of = searchableTask(task);
  if (of.words.includes(words)) return true;
  return /^[a-z]{3,}$/.test(words) && of.letters.includes(words);
}

/** The filters that an address gives: [{name, value}]. */
function activeFilters() {
  return Object.keys(FILTERS).flatMap((name) => paramList(name).map((value) => ({ name, value })));
}

/** The tasks that all filters of the address let through, in the order of the plan. */
function filteredTasks(filters = activeFilters()) {
  return facts.tasks.filter((task) =>
    filters.every(({ name, value }) => FILTERS[name].test(task, value)),
  );
}
