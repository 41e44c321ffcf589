"use strict";

/*
 * A table that holds 30,000 rows: rows stand in blocks, and a block is filled when it comes near
 * the screen, or before printing. Sorted by its columns, the order in the address (sort=-load).
 * Shared: dataTable, shownTables (for what takes tables out of the page).
 *
 * A column: {name, title: {zh, en}, cell: row -> nodes, value: row -> text or number (to sort by
 * and to take out), number: true for figures, wide: true for long text, width: CSS}.
 */

const BLOCK = 100;
const FILLED_AT_ONCE = 3;
const ROW_HEIGHT = 44;
const MOST_PRINTED = 3000;

/** The tables on the page now: {name, title, columns, rows}; emptied before each drawing. */
const shownTables = [];

/**
 * Build a table. `name` is its parameter's prefix in the address, unique in a view; `title` its
 * caption for who can not see it; `empty` the words where there is no row.
 */
function dataTable({ name, title, columns, rows, empty = null, sort = true }) {
  const ordered = sort ? sorted(rows, columns, param(`${name}-sort`)) : rows;
  shownTables.push({ name, title, columns, rows: ordered });
  if (ordered.length === 0) {
    return element("p", { class: "empty" }, both(empty || { zh: "没有。", en: "None." }));
  }
  const table = element(
    "table",
    { class: "data", id: `table-${name}`, "aria-rowcount": ordered.length + 1 },
    element("caption", { class: "unseen" }, both(title)),
    element(
      "colgroup",
      {},
      columns.map((c) => element("col", { style: c.width && `width:${c.width}` })),
    ),
    element(
      "thead",
      {},
      element(
        "tr",
        {},
        columns.map((c) => heading(c, name, sort)),
      ),
    ),
  );
  const blocks = [];
  for (let start = 0; start < ordered.length; start += BLOCK) {
    const body = element("tbody", {});
    const block = { body, start, rows: ordered.slice(start, start + BLOCK), filled: false };
    if (blocks.length < FILLED_AT_ONCE) fill(block, columns);
    else hold(block, columns.length);
    blocks.push(block);
    table.append(body);
  }
  if (blocks.length > FILLED_AT_ONCE) fillWhenNear(blocks, columns);
  return element("div", { class: "table-frame" }, table);
}

function heading(column, name, sortable) {
  const chosen = param(`${name}-sort`);
  const way =
    chosen === column.name ? "ascending" : chosen === `-${column.name}` ? "descending" : null;
  const attributes = { scope: "col", class: kindOf(column), "aria-sort": way };
  if (!sortable || !column.value) return element("th", attributes, both(column.title));
  // Figures begin with the largest, names with the first.
  const first = column.number ? `-${column.name}` : column.name;
  const other = column.number ? column.name : `-${column.name}`;
  const next = chosen === first ? other : chosen === other ? null : first;
  return element(
    "th",
    attributes,
    element(
      "button",
      {
        type: "button",
        class: "sort",
        id: `sort-${name}-${column.name}`,
        click: () => setParams({ [`${name}-sort`]: next }),
      },
      both(column.title),
      element(
        "span",
        { class: "way", "aria-hidden": "true" },
        { ascending: "▲", descending: "▼" }[way] || "↕",
      ),
    ),
  );
}

function kindOf(column) {
  return [column.number && "number", column.wide && "wide"].filter(Boolean).join(" ") || null;
}

function sorted(rows, columns, wanted) {
  const column = wanted && columns.find((c) => c.value && c.name === wanted.replace(/^-/, ""));
  if (!column) return rows;
  const way = wanted.startsWith("-") ? -1 : 1;
  const compare = new Intl.Collator("zh-Hans-CN", { numeric: true }).compare;
  return rows
    .map((row, i) => ({ row, i, value: column.value(row) }))
    .sort((p, q) => way * compared(p.value, q.value, compare) || p.i - q.i)
    .map(({ row }) => row);
}

function compared(one, other, compare) {
  const blank = (value) => value === null || value === undefined || value === "";
  if (blank(one) || blank(other)) return blank(one) - blank(other);
  if (typeof one === "number" && typeof other === "number") return one - other;
  return compare(String(one), String(other));
}

function fill(block, columns) {
  block.filled = true;
  block.body.replaceChildren(
    ...block.rows.map((row, i) =>
      element(
        "tr",
        { "aria-rowindex": block.start + i + 2 },
        columns.map((column, place) =>
          element(
            place === 0 ? "th" : "td",
            {
              scope: place === 0 && "row",
              class: kindOf(column),
              "data-label": t(column.title.zh, column.title.en),
            },
            column.cell(row),
          ),
        ),
      ),
    ),
  );
}

/** Keep the room of a block that is not filled yet. */
function hold(block, columns) {
  const height = `height:${block.rows.length * ROW_HEIGHT}px`;
  block.body.append(
    element("tr", { class: "held" }, element("td", { colspan: columns, style: height })),
  );
}

let blocksToPrint = [];

function fillWhenNear(blocks, columns) {
  const byBody = new Map(blocks.map((block) => [block.body, block]));
  const watch = new IntersectionObserver(
    (seen) => {
      for (const { target, isIntersecting } of seen) {
        const block = byBody.get(target);
        if (!isIntersecting || block.filled) continue;
        fill(block, columns);
        watch.unobserve(target);
      }
    },
    { rootMargin: "1200px 0px" },
  );
  for (const block of blocks) if (!block.filled) watch.observe(block.body);
  blocksToPrint = blocks.map((block) => () => block.filled || fill(block, columns));
}

window.addEventListener("beforeprint", () => {
  for (const print of blocksToPrint.slice(0, MOST_PRINTED / BLOCK)) print();
});

function forgetTables() {
  shownTables.length = 0;
  blocksToPrint = [];
}
