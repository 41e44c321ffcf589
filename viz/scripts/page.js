"use strict";

/** Wires the page: every change of state renders everything anew. */
const drawing = makeDrawing(document.getElementById("network"));
const tables = view.tables.map(makeTable);

function change(part) {
  Object.assign(state, part);
  render();
}

function select(selection, { centre = false } = {}) {
  change({ selection });
  if (!selection) return;
  const panel = document.getElementById("panel");
  if (centre) drawing.centre(view.nodesOf(selection), view.nodesOf(selection, { around: true }));
  if (getComputedStyle(panel).position !== "sticky") panel.scrollIntoView(); // a narrow screen
}

function sameSelection(one, other) {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** The nodes to stand out, or null when all do. */
function emphasised() {
  if (state.selection) return new Set(view.nodesOf(state.selection, { around: true }));
  if (normalise(state.search) === "") return null;
  return new Set([
    ...foundAgents().flatMap((key) => view.nodesOf({ kind: "agent", key })),
    ...foundTasks().flatMap((id) => view.nodesOf({ kind: "task", id })),
  ]);
}

function render() {
  const displayed = view.displayed(emphasised());
  drawing.draw(displayed);
  document.getElementById("empty").hidden = displayed.edges.length + displayed.nodes.length > 0;
  document.getElementById("status").replaceChildren(...view.status(displayed));
  renderResults(document.getElementById("results"));
  renderPanel(document.getElementById("panel"));
  tables.forEach((table) => table.render());
}

document.getElementById("tables").append(...tables.map((table) => table.section));
document.getElementById("search").addEventListener("input", (event) => {
  change({ search: event.target.value, selection: null });
});
document.getElementById("search").addEventListener("keydown", (event) => {
  if (event.key === "ArrowDown") document.querySelector("#results button")?.focus();
});
document.getElementById("results").addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const buttons = [...document.querySelectorAll("#results button")];
  (buttons[buttons.indexOf(document.activeElement) + step] ?? document.getElementById("search")).focus();
});
for (const box of document.querySelectorAll("#evidence input")) {
  box.checked = state.evidence.has(box.value); // a browser may remember another choice
  box.addEventListener("change", () => {
    const chosen = [...document.querySelectorAll("#evidence input:checked")];
    change({ evidence: new Set(chosen.map((input) => input.value)) });
  });
}
for (const button of document.querySelectorAll("[data-zoom]")) {
  button.addEventListener("click", () => drawing.zoom(button.dataset.zoom));
}
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  if (state.selection) select(null);
  else {
    document.getElementById("search").value = "";
    change({ search: "" });
  }
});

render();
view.fit?.(drawing);
drawing.network.fit();
