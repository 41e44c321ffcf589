"use strict";

/*
 * What the reader takes away from a view: its tables, its drawing, its network, its question.
 * Every view gets the menu. A table of the page is in it by itself; a view that has more says so:
 * takes() → {drawing: () → <svg>, table: () → {head, rows}, network: () → see graph_files.js}.
 * Shared: saveFile.
 */
const PNG_SCALE = 2;
const LARGEST_PNG = 12000; // pixels a side that every browser can still draw

let takesNow = {};

afterDrawing((root, view) => {
  const takes = view.takes ? view.takes() : {};
  takesNow = takes;
  const items = [
    ...shownTables.map((table) => tableItems(view, table.title, () => tableOf(table))),
    ...(takes.table ? [tableItems(view, takes.tableTitle || view.title, takes.table)] : []),
    ...(takes.drawing ? [drawingItems(view, takes.drawing)] : []),
    ...(takes.network ? [networkItems(view, takes.network)] : []),
    ...queryItems(view),
  ];
  root.querySelectorAll(".takes").forEach((menu) => menu.remove());
  if (items.length === 0) return;
  const menu = element("details", { class: "takes" },
    element("summary", { id: "takes" }, say("带走", "Take away")),
    element("div", { class: "takes-list" }, items));
  (root.querySelector(".tools") || root).append(menu);
});

function tableItems(view, title, tableNow) {
  const name = fileName(view, title);
  return takeRow({ zh: `表格：${title.zh}`, en: `Table: ${title.en}` }, [
    ["CSV", () => saveFile(`${name}.csv`, "text/csv", csvOf(tableNow()))],
    ["XLSX", () => saveFile(`${name}.xlsx`, XLSX_TYPE, xlsxOf(tableNow(), t(title.zh, title.en)))],
  ]);
}

function drawingItems(view, drawingNow) {
  const name = fileName(view, view.title);
  return takeRow({ zh: "图", en: "Drawing" }, [
    ["PNG", () => savePng(`${name}.png`, drawingNow())],
    ["SVG", () => saveFile(`${name}.svg`, "image/svg+xml", svgText(drawingNow()))],
  ]);
}

function networkItems(view, networkNow) {
  const name = fileName(view, view.title);
  return takeRow({ zh: "网络数据（Gephi、Cytoscape、networkx）", en: "Network (Gephi, Cytoscape, networkx)" }, [
    ["GEXF", () => saveFile(`${name}.gexf`, "application/gexf+xml", gexfOf(networkNow()))],
    ["GraphML", () => saveFile(`${name}.graphml`, "application/graphml+xml", graphmlOf(networkNow()))],
  ]);
}

function takeRow(words, buttons) {
  return element("div", { class: "take" }, both(words), " ", buttons.map(([label, click]) =>
    element("button", { type: "button", click, "aria-label": `${t(words.zh, words.en)} ${label}` }, label)));
}

/** The questions behind a view, in SPARQL, for the store that is built beside the page. */
function queryItems(view) {
  return (facts.queries[view.name] || []).map(({ name, question, parameters, text }) => {
    const copy = element("button", { type: "button", class: "copy", click: () => copyText(text, copy) }, say("复制", "Copy"));
    const own = parameters.find((parameter) => parameter.kind === view.name);
    const asked = own && shownName(view.name, getState().key);
    return element("details", { class: "take query" },
      element("summary", {}, "SPARQL ", both(question)),
      element("p", { class: "hint" }, say("命令行：", "At a prompt: "), element("code", {}, `remit query ${name}${asked ? ` -p ${own.name}=${asked}` : ""}`)),
      copy,
      element("pre", { tabindex: "0" }, text));
  });
}

/** What a thing is called at a prompt. */
function shownName(kind, key) {
  if (kind === "unit" || kind === "leader") return agentName(key);
  if (kind === "place" || kind === "project") return nameLabel(key);
  return key;
}

function copyText(text, button) {
  const done = () => button.replaceChildren(...say("已复制", "Copied"));
  const failed = () => {
    // An old browser, or a page opened from a folder, may have no clipboard for scripts.
    const area = element("textarea", { class: "unseen" }, text);
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
    done();
  };
  if (navigator.clipboard) navigator.clipboard.writeText(text).then(done, failed);
  else failed();
}

/** What a table of the page shows, as texts and figures, whatever marks its cells bear. */
function tableOf({ columns, rows }) {
  return {
    head: columns.map((column) => t(column.title.zh, column.title.en)),
    rows: rows.map((row) => columns.map((column) =>
      column.value ? column.value(row) : seenText(element("span", {}, column.cell(row))))),
  };
}

/** UTF-8 with the mark by which Excel knows it. */
function csvOf({ head, rows }) {
  const cell = (value) => {
    const text = typeof value === "number" ? String(value) : guardedCell(String(value === null || value === undefined ? "" : value));
    return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
  };
  return `\ufeff${[head, ...rows].map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}

/** Text that no spreadsheet takes for a formula: as remit/spreadsheet.py. */
function guardedCell(text) {
  return /^[=+\-@\t\r＝＋－＠]/.test(text) ? `'${text}` : text;
}

function fileName(view, title) {
  const words = `${facts.plan.id} ${t(title.zh, title.en)}`;
  return words.replace(/[\\/:*?"<>|\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g, " ").replace(/\s+/g, "-").slice(0, 80);
}

function saveFile(name, type, content) {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = element("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

function svgText(drawing) {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(drawing)}`;
}

/** A drawing as pixels: the browser draws its SVG, so that both files look alike. */
function savePng(name, drawing) {
  const [width, height] = ["width", "height"].map((side) => Number(drawing.getAttribute(side)));
  const scale = Math.min(PNG_SCALE, LARGEST_PNG / width, LARGEST_PNG / height);
  const image = new Image();
  image.addEventListener("load", () => {
    const canvas = element("canvas", { width: Math.round(width * scale), height: Math.round(height * scale) });
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    canvas.toBlob((blob) => saveFile(name, "image/png", blob), "image/png");
  });
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svgText(drawing))}`;
}

// On paper a drawing is drawn anew: whole, in the light theme, as wide as the page.
window.addEventListener("beforeprint", () => {
  if (!takesNow.drawing) return;
  const { dataset } = document.documentElement;
  const theme = dataset.theme;
  dataset.theme = "light";
  const drawing = takesNow.drawing();
  dataset.theme = theme;
  for (const side of ["width", "height"]) drawing.removeAttribute(side);
  document.querySelector(".drawn").before(element("div", { class: "on-paper" }, drawing));
});

window.addEventListener("afterprint", () => {
  document.querySelectorAll(".on-paper").forEach((each) => each.remove());
});
