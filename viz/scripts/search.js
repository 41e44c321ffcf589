"use strict";

const MOST_RESULTS = 40;

/** Full-width and half-width, upper and lower case, spaces: all the same to a search. */
function normalise(text) {
  return text.normalize("NFKC").toLowerCase().replace(/\s+/gu, "");
}

const wordsOfAgent = new Map(
  Object.entries(facts.agents).map(([key, agent]) => [
    key,
    [agent.name, ...agent.aliases].map(normalise),
  ]),
);
const wordsOfTask = new Map(
  facts.tasks.map((task) => [task.id, [normalise(`${task.name} ${task.text}`)]]),
);

function found(words) {
  const searched = normalise(state.search);
  return searched !== "" && words.some((word) => word.includes(searched));
}

function foundAgents() {
  return [...wordsOfAgent].filter(([, words]) => found(words)).map(([key]) => key);
}

function foundTasks() {
  return [...wordsOfTask].filter(([, words]) => found(words)).map(([id]) => id);
}

/** Rows stay that match themselves or through one of their tasks. */
function passesSearch(agentKeys, taskIds) {
  if (normalise(state.search) === "") return true;
  return (
    agentKeys.some((key) => found(wordsOfAgent.get(key))) ||
    taskIds.some((id) => found(wordsOfTask.get(id)))
  );
}

function renderResults(list) {
  const results = [
    ...foundAgents().map((key) => {
      const agent = facts.agents[key];
      return { selection: { kind: "agent", key }, label: agent.name, what: facts.words.kinds[agent.kind] };
    }),
    ...foundTasks().map((id) => {
      const task = taskById.get(id);
      const label = `${task.name} ${task.text}`;
      return { selection: { kind: "task", id }, label, what: { zh: "任务", en: "task" } };
    }),
  ];
  list.hidden = normalise(state.search) === "" || state.selection !== null;
  list.replaceChildren(...results.slice(0, MOST_RESULTS).map(resultItem));
  if (results.length > MOST_RESULTS) {
    const more = results.length - MOST_RESULTS;
    list.append(element("li", { class: "more" }, say(`另有 ${more} 项`, `${more} more`)));
  }
  if (results.length === 0) {
    list.append(element("li", { class: "more" }, say("没有找到", "nothing found")));
  }
}

function resultItem(result) {
  return element(
    "li",
    {},
    element(
      "button",
      { type: "button", click: () => select(result.selection, { centre: true }) },
      element("span", { class: "what" }, both(result.what)),
      element("span", { class: "name" }, result.label),
    ),
  );
}
