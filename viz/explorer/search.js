"use strict";

/*
 * The search box: parts of names, other names and task texts, and names in pinyin, whole or by
 * initials. A list to choose from by arrow keys (the combobox pattern of ARIA 1.2).
 * Shared: searchBox.
 */

const MOST_RESULTS = 30;

/** Everything that can be found: what it is, where it leads, and the words it goes by. */
const findable = [
  ...[...agentByKey].map(([key, agent]) => ({
    label: agent.name,
    also: agent.aliases,
    what: term("kinds", agent.kind),
    href: () => addressOf(isLeader(agent) ? "leader" : "unit", key),
    words: [agent.name, ...agent.aliases].map(folded),
    letters: agent.pinyin.split(" "),
  })),
  ...facts.names.map((name) => ({
    label: name.label,
    also: name.aliases,
    what: term("names", name.kind),
    href: () => addressOf(name.group, name.id),
    words: [name.label, ...name.aliases].map(folded),
    letters: name.pinyin.split(" "),
  })),
  ...facts.goals.map((goal) => ({
    label: goal.title,
    also: [],
    what: { zh: "目标", en: "goal" },
    href: () => addressOf("goal", goal.id),
    words: [folded(goal.title)],
    letters: goal.pinyin.split(" "),
  })),
];

/** What a search finds, best first: begins with it, then has it; names before tasks. */
function searched(typed) {
  const words = folded(typed);
  if (words === "") return [];
  const rank = (thing) => {
    if (thing.words.some((each) => each === words)) return 0;
    if (thing.words.some((each) => each.includes(words))) return 1;
    if (!/^[a-z]+$/.test(words)) return null;
    if (thing.letters.some((each) => each === words)) return 1;
    if (thing.letters.some((each) => each.startsWith(words))) return 2;
    // 区住建局 is qzjj: who types zjj leaves the first letter out.
    return words.length > 1 && thing.letters.some((each) => each.includes(words)) ? 3 : null;
  };
  const named = findable
    .map((thing, i) => ({ thing, i, rank: rank(thing) }))
    .filter((each) => each.rank !== null)
    .sort((p, q) => p.rank - q.rank || p.i - q.i)
    .map(({ thing }) => thing);
  const tasks = facts.tasks
    .filter((task) => matchesText(task, typed))
    .map((task) => ({
      label: `${task.name} ${task.text}`,
      also: [],
      what: { zh: "任务", en: "task" },
      href: () => addressOf("task", task.id),
    }));
  return [...named, ...tasks];
}

/** Build the box once; it lives as long as the page. */
function searchBox() {
  let results = [];
  let chosen = -1;
  const list = element("ul", { id: "results", role: "listbox", hidden: true });
  const box = element("input", {
    id: "search",
    type: "search",
    role: "combobox",
    autocomplete: "off",
    spellcheck: "false",
    "aria-controls": "results",
    "aria-expanded": "false",
    "aria-autocomplete": "list",
    input: () => show(),
    focus: () => show(),
    keydown: (event) => pressed(event),
  });
  const frame = element("div", { class: "search", role: "search" }, box, list);
  frame.addEventListener("focusout", (event) => {
    if (!frame.contains(event.relatedTarget)) close();
  });

  function show() {
    const all = searched(box.value);
    results = all.slice(0, MOST_RESULTS);
    chosen = -1;
    list.replaceChildren(...results.map(item));
    if (all.length > results.length) {
      const rest = all.length - results.length;
      list.append(
        element(
          "li",
          { class: "rest", role: "presentation" },
          say(`另有 ${rest} 项`, `${rest} more`),
        ),
      );
    }
    if (all.length === 0 && folded(box.value) !== "") {
      list.append(
        element("li", { class: "rest", role: "presentation" }, say("没有找到", "nothing found")),
      );
    }
    list.hidden = folded(box.value) === "";
    box.setAttribute("aria-expanded", String(!list.hidden));
    box.removeAttribute("aria-activedescendant");
  }

  function item(result, i) {
    return element(
      "li",
      { role: "option", id: `result-${i}`, "aria-selected": "false" },
      element(
        "a",
        { href: result.href(), tabindex: "-1", click: close },
        element("span", { class: "what" }, both(result.what)),
        element("span", { class: "name" }, shortened(result.label, 60)),
        result.also.length > 0 &&
          element("span", { class: "also" }, shortened(result.also.join("、"), 30)),
      ),
    );
  }

  function choose(place) {
    chosen = (place + results.length) % results.length;
    [...list.querySelectorAll("[role=option]")].forEach((each, i) => {
      each.setAttribute("aria-selected", String(i === chosen));
      if (i === chosen) each.scrollIntoView({ block: "nearest" });
    });
    box.setAttribute("aria-activedescendant", `result-${chosen}`);
  }

  function close() {
    list.hidden = true;
    box.setAttribute("aria-expanded", "false");
  }

  function pressed(event) {
    if (event.isComposing) return; // a Chinese input method is choosing characters
    if (event.key === "Escape") {
      if (list.hidden) box.value = "";
      close();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && results.length > 0) {
      event.preventDefault();
      if (list.hidden) show();
      choose(
        chosen < 0 && event.key === "ArrowUp" ? -1 : chosen + (event.key === "ArrowDown" ? 1 : -1),
      );
    } else if (event.key === "Enter" && results.length > 0) {
      event.preventDefault();
      location.hash = results[Math.max(0, chosen)].href();
      close();
    }
  }

  function worded() {
    box.placeholder = t(
      "单位、领导、任务、地点；可用拼音首字母",
      "unit, leader, task, place; pinyin too",
    );
    box.setAttribute("aria-label", t("搜索", "Search"));
    list.setAttribute("aria-label", t("搜索结果", "Search results"));
  }
  worded();
  onChange(worded);
  return frame;
}
