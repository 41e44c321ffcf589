"use strict";

/*
 * How things are named and linked, everywhere alike. Every number opens its tasks, every name
 * its page, every passage its place in the source.
 * Shared: linkTo, agentLink, agentName, nameLink, taskLink, taskLinks, tasksLink, evidenceBadge,
 * candidateBadge, partBadge, partMark, roleWords, holders, partEvidence, because, goalLinks, shortened.
 */

/** The view that shows a kind of thing. Groups have the page of what they group. */
const PAGE_OF = {
  unit: "unit",
  leader: "leader",
  place: "place",
  project: "project",
  task: "task",
  goal: "goal",
};

/** A link to the page of a thing: linkTo("unit", "住建局"). Label by default its name. */
function linkTo(kind, key, label = null) {
  const named = {
    unit: () => agentName(key),
    leader: () => agentName(key),
    place: () => nameById.get(key).label,
    project: () => nameById.get(key).label,
    task: () => taskById.get(key).name,
    goal: () => goalById.get(key).title,
  };
  const href = addressOf(PAGE_OF[kind], key);
  return element(
    "a",
    { href, class: `thing thing-${kind}` },
    label === null ? named[kind]() : label,
  );
}

function agentName(key) {
  return facts.agents[key] ? facts.agents[key].name : key;
}

function agentLink(key, label = null) {
  return linkTo(isLeader(facts.agents[key]) ? "leader" : "unit", key, label);
}

function nameLink(id) {
  return linkTo(nameById.get(id).group, id);
}

/** A task by its number, with its text as the title that hovering shows. */
function taskLink(id) {
  const link = linkTo("task", id);
  link.title = taskById.get(id).text;
  return link;
}

/** A number that opens the tasks it counts. A zero opens nothing. */
function tasksLink(number, filters, label = null) {
  if (number === 0 || number === "0") return element("span", { class: "zero" }, "0");
  return element(
    "a",
    { href: addressOf("tasks", null, filters), class: "count-link", "aria-label": label },
    String(number),
  );
}

/** A few tasks as links, and a link to all of them where there are more. */
function taskLinks(ids, filters, most = 6) {
  const rest = ids.length - most;
  return element(
    "span",
    { class: "task-links" },
    ids.slice(0, most).map((id) => [taskLink(id), " "]),
    rest > 0 &&
      element(
        "a",
        { href: addressOf("tasks", null, filters) },
        say(`等 ${ids.length} 项`, `all ${ids.length}`),
      ),
  );
}

/** 原文, 展开 or 推断 with how sure, told by word and border, not by colour alone. */
function evidenceBadge(evidence, confidence = 1) {
  const sure = evidence !== "stated" && confidence < 1 ? ` ${percent(confidence)}` : "";
  const meaning = term("meaning", evidence);
  return element(
    "span",
    { class: `badge badge-${evidence}`, title: t(meaning.zh, meaning.en) },
    both(term("evidence", evidence)),
    sure,
  );
}

function candidateBadge(probability) {
  const title = t(
    "这一格已丢失；此前出现过的名称中，它有这样大的可能。不是分工。",
    "The cell is lost; of the names seen before, this one is as likely as that. No assignment.",
  );
  return element(
    "span",
    { class: "badge badge-candidate", title },
    say("候选", "candidate"),
    ` ${percent(probability)}`,
  );
}

/** A role in words; null is a part whose role nothing believed tells. */
function roleWords(role) {
  return both(term("roles", role || "takes-part"));
}

/** 牵 配 分 参: the role in one sign, with its words for who asks. */
function partMark(part) {
  const signs = { leads: "牵", supports: "配", supervises: "分" };
  const words = term("roles", part.role || "takes-part");
  return element(
    "span",
    { class: `sign sign-${part.role || "takes-part"}`, title: t(words.zh, words.en) },
    signs[part.role] || "?",
  );
}

/**
 * The names that hold a role in a task, each with a mark where it is not stated. Members stand
 * behind their group, which says how many they are: twelve names would hide the task.
 */
function holders(parts) {
  const groups = new Set(parts.map((part) => part.agent));
  const inGroup = groupBy(parts, (part) => (groups.has(part.source.via) ? part.source.via : null));
  return (inGroup.get(null) || []).map((part, i) => [
    i > 0 && "、",
    element(
      "span",
      { class: `holder holder-${part.candidate ? "candidate" : partEvidence(part)}` },
      agentLink(part.agent),
      part.candidate &&
        element("sup", { title: t("候选", "candidate") }, `?${percent(part.confidence)}`),
      inGroup.has(part.agent) && memberCount(inGroup.get(part.agent)),
    ),
  ]);
}

function memberCount(members) {
  const names = members.map((part) => agentName(part.agent)).join("、");
  return element(
    "span",
    { class: "members", title: names },
    say(`（${members.length} 个）`, ` (${members.length})`),
  );
}

/** What a part with its role rests on: the weaker of both. */
function partEvidence(part) {
  return weakest([part.evidence, part.roleEvidence || part.evidence]);
}

function partBadge(part) {
  if (part.candidate) return candidateBadge(part.confidence);
  const evidence = partEvidence(part);
  const sure =
    part.roleEvidence === "inferred"
      ? part.confidence * part.source.roleConfidence
      : part.confidence;
  return evidenceBadge(evidence, sure);
}

/** A sentence that says why, small. */
function because(words) {
  return words ? element("span", { class: "because" }, both(words)) : null;
}

/** A goal with those above it, each a link. */
function goalLinks(id) {
  return goalPath(id).map((goal, i) => [i > 0 && " › ", linkTo("goal", goal.id)]);
}

function shortened(text, most) {
  const letters = [...text];
  return letters.length > most ? `${letters.slice(0, most - 1).join("")}…` : text;
}
