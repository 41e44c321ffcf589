"use strict";

const CHINESE_ORDER = new Intl.Collator("zh-Hans", { numeric: true });

/**
 * A sortable table. `columns()` gives {zh, en, value(row), cell?(row), numeric?, paler?};
 * `title` of a column explains it; `rows()` gives {cells.., selection}; `note()` stands above it. Which column sorts it is the table's own business.
 */
function makeTable({ id, title, columns, rows, note = () => null }) {
  let sorting = null;
  const head = element("thead");
  const body = element("tbody");
  const count = element("span", { class: "count" });
  const explained = element("p", { class: "note" });
  const section = element(
    "section",
    { class: "table", id },
    element("h2", {}, both(title), " ", count),
    explained,
    element("div", { class: "scroll" }, element("table", {}, head, body)),
  );

  function render() {
    const shown = columns();
    const listed = rows();
    const key = sorting && shown.find((column) => column.zh === sorting.column);
    if (key) listed.sort((a, b) => compare(key.value(a), key.value(b)) * sorting.direction);
    explained.replaceChildren(...(note() ?? []));
    count.textContent = String(listed.length);
    head.replaceChildren(element("tr", {}, shown.map(header)));
    body.replaceChildren(...listed.map((row) => tableRow(row, shown)));
  }

  function header(column) {
    const sorted = sorting?.column === column.zh ? sorting.direction : 0;
    const order = { 1: "ascending", [-1]: "descending" }[sorted] ?? "none";
    return element(
      "th",
      {
        scope: "col",
        "aria-sort": order,
        class: cellClass(column),
        title: column.title && `${column.title.zh} ${column.title.en}`,
      },
      element("button", { type: "button", click: () => sortBy(column) }, both(column)),
    );
  }

  function sortBy(column) {
    const first = column.numeric ? -1 : 1; // numbers: largest first
    const again = sorting?.column === column.zh;
    sorting = { column: column.zh, direction: again ? -sorting.direction : first };
    render();
    const focused = [...head.querySelectorAll("button")][columns().findIndex((c) => c.zh === column.zh)];
    focused?.focus();
  }

  return { section, render };
}

function tableRow(row, columns) {
  const selected = sameSelection(row.selection, state.selection);
  const choose = () => select(row.selection, { centre: true });
  return element(
    "tr",
    { "aria-selected": selected ? "true" : "false", click: choose },
    columns.map((column, index) => {
      const content = column.cell ? column.cell(row) : String(column.value(row)) || null;
      const inside = index === 0 ? element("button", { type: "button", class: "link" }, content) : content;
      return element("td", { class: cellClass(column), "data-label": `${column.zh} ${column.en}` }, inside);
    }),
  );
}

function cellClass(column) {
  return [column.numeric && "number", column.paler && "by-inferred", column.wide && "wide"]
    .filter(Boolean)
    .join(" ") || null;
}

function compare(a, b) {
  return typeof a === "number" && typeof b === "number" ? a - b : CHINESE_ORDER.compare(a, b);
}
