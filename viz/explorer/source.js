"use strict";

/* The source as it was read, with line numbers, and the passage of the address highlighted. */

const LINES_AT_ONCE = 400;

defineView({
  name: "source",
  title: { zh: "原文", en: "Source" },
  tab: true,
  render(root) {
    const at = passageOfAddress();
    const first = at
      ? Math.max(0, lineOf(at[0]) - 1 - LINES_AT_ONCE / 2)
      : Math.min(lineStarts.length - 1, Math.max(0, parseInt(param("from", "0"), 10) || 0));
    const last = Math.min(lineStarts.length, first + LINES_AT_ONCE);
    const text = element("div", {
      class: "source",
      role: "region",
      tabindex: "0",
      "aria-label": t("原文", "Source"),
    });
    for (let line = first; line < last; line += 1) text.append(sourceLine(line, at));
    root.replaceChildren(
      viewHead(say("原文", "Source"), [
        facts.plan.file,
        " · SHA-256 ",
        element("code", {}, facts.plan.sha256.slice(0, 16)),
      ]),
      at ? whatStandsThere(at) : "",
      pages(first, last),
      text,
      pages(first, last),
    );
    const found = text.querySelector("mark");
    if (found) found.scrollIntoView({ block: "center" });
  },
});

function passageOfAddress() {
  const found = /^(\d+)-(\d+)$/.exec(param("at", ""));
  const span = found && [Number(found[1]), Number(found[2])];
  return span && span[0] < span[1] && span[1] <= facts.source.length ? span : null;
}

function sourceLine(line, at) {
  const start = lineStarts[line];
  const end = (lineStarts[line + 1] || facts.source.length + 1) - 1;
  const [from, to] = at ? [Math.max(start, at[0]), Math.min(end, at[1])] : [end, start];
  return element(
    "div",
    { class: "line" },
    element("span", { class: "line-number", "aria-hidden": "true" }, String(line + 1)),
    element(
      "span",
      { class: "line-text" },
      from < to
        ? [
            facts.source.slice(start, from),
            element("mark", {}, facts.source.slice(from, to)),
            facts.source.slice(to, end),
          ]
        : facts.source.slice(start, end),
    ),
  );
}

function pages(first, last) {
  if (first === 0 && last === lineStarts.length) return "";
  const link = (from, words) =>
    element("a", { href: addressOf("source", null, { from: String(from) }) }, both(words));
  return element(
    "p",
    { class: "pages" },
    first > 0 && [link(Math.max(0, first - LINES_AT_ONCE), { zh: "← 前面", en: "← before" }), " "],
    say(
      `第 ${first + 1}–${last} 行，共 ${lineStarts.length} 行`,
      `lines ${first + 1}–${last} of ${lineStarts.length}`,
    ),
    last < lineStarts.length && [" ", link(last, { zh: "后面 →", en: "after →" })],
  );
}

/** What was read at a passage: so that the source leads back to the graph. */
function whatStandsThere(at) {
  const meets = ({ span }) => span && span[0] < at[1] && span[1] > at[0];
  const tasks = facts.tasks.filter(meets);
  const parts = facts.assignments.filter(meets);
  const agents = [...new Set(parts.map((part) => part.agent))];
  const names = [...new Set(facts.mentions.filter(meets).map((mention) => mention.name))];
  const goals = facts.goals.filter(meets);
  return element(
    "p",
    { class: "chosen" },
    element("q", {}, shortened(facts.source.slice(...at), 60)),
    " ",
    goals.map((goal) => [linkTo("goal", goal.id), " "]),
    tasks.map((task) => [taskLink(task.id), " "]),
    agents.map((key) => [agentLink(key), " "]),
    agents.length > 0 &&
      [...new Set(parts.map((part) => part.task))].slice(0, 8).map((id) => [taskLink(id), " "]),
    names.map((id) => [nameLink(id), " "]),
  );
}
