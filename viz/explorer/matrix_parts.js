"use strict";

/*
 * A matrix of any size: tiles of it are drawn when they come into sight, so that 500 columns and
 * 3,000 rows scroll as smoothly as ten. A model is
 *   {rows, columns: [{label, title, href, break: true where a new group begins}],
 *    cells: row number → [[column number, {text, title, href, kind, shade, colour, evidence}]],
 *    corner: words, name: words}
 * where `kind` is full (dark), plain or own (the diagonal); a shade is between 0 and 1.
 * Shared: makeMatrix, matrixDrawing.
 */
const CELL = 26; // pixels a side
const TILE = 32; // cells a side
const AHEAD = 400; // pixels beyond what is seen that are drawn already
const LABEL_FONT = 13;
const CELL_FONT = 12;
const LONGEST_ROW_LABEL = window.innerWidth < 700 ? 9 : 22; // in Chinese characters
const LONGEST_COLUMN_LABEL = 10;
const UPRIGHT = { "(": "︵", "（": "︵", ")": "︶", "）": "︶", "…": "︙" };

function makeMatrix(model) {
  const size = matrixSize(model);
  const layers = {
    columns: element("div", { class: "matrix-columns", style: `width:${size.width}px;height:${size.head}px` }),
    rows: element("div", { class: "matrix-rows", style: `width:${size.side}px;height:${size.height}px` }),
    cells: element("div", { class: "matrix-cells", style: `width:${size.width}px;height:${size.height}px` }),
  };
  const marks = ["row", "column", "cell"].map((part) => element("div", { class: `matrix-mark matrix-mark-${part}`, hidden: true }));
  layers.cells.append(...marks);
  const corner = element("div", { class: "matrix-corner", style: `width:${size.side}px;height:${size.head}px` }, both(model.corner));
  const frame = element("div", {
    class: "matrix drawn", id: "matrix", tabindex: "0", role: "application",
    "aria-label": `${t(model.name.zh, model.name.en)}${t("；方向键选格，回车打开任务", "; arrow keys choose a cell, Enter opens its tasks")}`,
    style: `grid-template-columns:${size.side}px ${size.width}px`,
  }, corner, layers.columns, layers.rows, layers.cells);
  const drawn = new Map();
  let at = null;

  function drawSeen() {
    const { scrollLeft, scrollTop, clientWidth, clientHeight } = frame;
    const range = (start, length, count) => {
      const first = Math.max(0, Math.floor((start - AHEAD) / (CELL * TILE)));
      const last = Math.min(Math.ceil(count / TILE) - 1, Math.floor((start + length + AHEAD) / (CELL * TILE)));
      return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);
    };
    const rows = range(scrollTop, clientHeight, model.rows.length);
    const columns = range(scrollLeft, clientWidth, model.columns.length);
    const wanted = new Map([
      ...rows.map((i) => [`rows ${i}`, () => put(layers.rows, rowHeads(model, size, i * TILE, (i + 1) * TILE), 0, i)]),
      ...columns.map((j) => [`columns ${j}`, () => put(layers.columns, columnHeads(model, size, j * TILE, (j + 1) * TILE), j, 0)]),
      ...rows.flatMap((i) => columns.map((j) => [
        `cells ${i} ${j}`, () => put(layers.cells, cellTile(model, i * TILE, (i + 1) * TILE, j * TILE, (j + 1) * TILE), j, i),
      ])),
    ]);
    for (const [name, tile] of drawn) {
      if (wanted.has(name)) continue;
      tile.remove();
      drawn.delete(name);
    }
    for (const [name, draw] of wanted) if (!drawn.has(name)) drawn.set(name, draw());
  }

  function put(layer, tile, j, i) {
    tile.style.left = `${j * TILE * CELL}px`;
    tile.style.top = `${i * TILE * CELL}px`;
    layer.append(tile);
    return tile;
  }

  /** Light up the row and the column of a cell, so that both names are found at once. */
  function point(row, column) {
    const [rowMark, columnMark, cellMark] = marks;
    for (const mark of marks) mark.hidden = row === null;
    if (row === null) return;
    Object.assign(rowMark.style, { top: `${row * CELL}px`, height: `${CELL}px`, width: `${size.width}px` });
    Object.assign(columnMark.style, { left: `${column * CELL}px`, width: `${CELL}px`, height: `${size.height}px` });
    Object.assign(cellMark.style, { top: `${row * CELL}px`, left: `${column * CELL}px` });
    for (const [layer, number] of [[layers.rows, row], [layers.columns, column]]) {
      layer.querySelectorAll(".pointed").forEach((each) => each.classList.remove("pointed"));
      const label = layer.querySelector(`[data-at="${number}"]`);
      if (label) label.classList.add("pointed");
    }
  }

  layers.cells.addEventListener("mousemove", (event) => {
    const box = layers.cells.getBoundingClientRect();
    point(
      Math.min(model.rows.length - 1, Math.floor((event.clientY - box.top) / CELL)),
      Math.min(model.columns.length - 1, Math.floor((event.clientX - box.left) / CELL)),
    );
  });
  layers.cells.addEventListener("mouseleave", () => point(null));
  frame.addEventListener("scroll", drawSeen, { passive: true });
  frame.addEventListener("keydown", (event) => {
    if (event.target !== frame) return;
    const step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key];
    if (event.key === "Enter" && at) {
      const cell = new Map(model.cells(at[0])).get(at[1]);
      if (cell && cell.href) location.hash = cell.href;
    }
    if (!step) return;
    event.preventDefault();
    const [row, column] = at || [0, -1];
    at = [
      Math.min(Math.max(row + step[0], 0), model.rows.length - 1),
      Math.min(Math.max(column + step[1], 0), model.columns.length - 1),
    ];
    bringIntoSight(at);
    point(...at);
    const cell = new Map(model.cells(at[0])).get(at[1]);
    const names = `${model.rows[at[0]].label} × ${model.columns[at[1]].label}`;
    document.getElementById("said").textContent = cell ? cell.title : `${names}：${t("无", "none")}`;
  });

  function bringIntoSight([row, column]) {
    const [x, y] = [column * CELL, row * CELL];
    const room = [frame.clientWidth - size.side, frame.clientHeight - size.head];
    if (x < frame.scrollLeft) frame.scrollLeft = x;
    if (x + CELL > frame.scrollLeft + room[0]) frame.scrollLeft = x + CELL - room[0];
    if (y < frame.scrollTop) frame.scrollTop = y;
    if (y + CELL > frame.scrollTop + room[1]) frame.scrollTop = y + CELL - room[1];
    drawSeen();
  }

  // Its size is known only once it stands on the page.
  new ResizeObserver(drawSeen).observe(frame);
  return frame;
}

function matrixSize({ rows, columns }) {
  const longest = (things, most) => Math.min(most, things.reduce((ems, { label }) => Math.max(ems, textEms(label)), 3));
  return {
    width: columns.length * CELL,
    height: rows.length * CELL,
    side: Math.round(longest(rows, LONGEST_ROW_LABEL) * LABEL_FONT + 18),
    head: Math.max(...columns.map(({ label }) => [...cutToWidth(label, LONGEST_COLUMN_LABEL)].length), 3) * (LABEL_FONT + 1) + 14,
  };
}

function cellTile({ rows, columns, cells }, top, bottom, left, right) {
  const tile = svg("svg", { width: (Math.min(right, columns.length) - left) * CELL, height: (Math.min(bottom, rows.length) - top) * CELL, class: "matrix-tile" });
  tile.append(...gridLines(rows, columns, top, bottom, left, right));
  for (let row = top; row < Math.min(bottom, rows.length); row += 1) {
    for (const [column, cell] of cells(row)) {
      if (column < left || column >= right) continue;
      tile.append(cellMark(cell, (column - left) * CELL, (row - top) * CELL));
    }
  }
  return tile;
}

function gridLines(rows, columns, top, bottom, left, right) {
  const [width, height] = [(Math.min(right, columns.length) - left) * CELL, (Math.min(bottom, rows.length) - top) * CELL];
  const lines = { thin: "", thick: "" };
  for (let row = top; row < Math.min(bottom, rows.length); row += 1) {
    lines[rows[row].break ? "thick" : "thin"] += `M0 ${(row - top) * CELL}H${width}`;
  }
  for (let column = left; column < Math.min(right, columns.length); column += 1) {
    lines[columns[column].break ? "thick" : "thin"] += `M${(column - left) * CELL} 0V${height}`;
  }
  return [svg("path", { d: lines.thin || "M0 0", class: "grid" }), svg("path", { d: lines.thick || "M0 0", class: "grid-break" })];
}

function cellMark({ text, title, href, kind, shade, colour, evidence }, x, y) {
  const dashes = evidence ? LINE_DASHES[evidence].map((length) => length / 2).join(" ") : "";
  return svg("a", { href, tabindex: "-1", class: `cell cell-${kind}` },
    svg("title", {}, title),
    svg("rect", {
      x: x + 1.5, y: y + 1.5, width: CELL - 3, height: CELL - 3, rx: 3, fill: kind === "own" ? "none" : colour,
      "fill-opacity": kind === "full" ? 1 : 0.1 + 0.5 * shade, stroke: kind === "own" ? "none" : colour, "stroke-dasharray": dashes || null,
    }),
    svg("text", { x: x + CELL / 2, y: y + CELL / 2 + 4, "text-anchor": "middle", "font-size": text.length > 3 ? 10 : CELL_FONT }, text));
}

function rowHeads({ rows }, size, top, bottom) {
  const tile = svg("svg", { width: size.side, height: (Math.min(bottom, rows.length) - top) * CELL, class: "matrix-tile" });
  rows.slice(top, bottom).forEach((row, i) => tile.append(headLink(row, top + i, cutToWidth(row.label, LONGEST_ROW_LABEL), {
    x: size.side - 6, y: i * CELL + CELL / 2 + 5, "text-anchor": "end",
  })));
  return tile;
}

/** Names over columns are written from top to bottom, a letter under the other, as in Chinese. */
function columnHeads({ columns }, size, left, right) {
  const tile = svg("svg", { width: (Math.min(right, columns.length) - left) * CELL, height: size.head, class: "matrix-tile" });
  columns.slice(left, right).forEach((column, j) => {
    const letters = [...cutToWidth(column.label, LONGEST_COLUMN_LABEL)].map((letter) => UPRIGHT[letter] || letter);
    const top = size.head - 8 - (letters.length - 1) * (LABEL_FONT + 1);
    tile.append(headLink(column, left + j, letters.map((letter, k) =>
      svg("tspan", { x: j * CELL + CELL / 2, y: top + k * (LABEL_FONT + 1) }, letter)), { "text-anchor": "middle" }));
  });
  return tile;
}

function headLink({ label, title, href, colour }, number, shown, place) {
  return svg("a", { href, "data-at": number, class: "head", tabindex: "-1", "aria-label": label },
    svg("title", {}, title || label),
    svg("text", { ...place, "font-size": LABEL_FONT, style: colour ? `fill:${colour}` : null }, shown));
}

/** The whole matrix as one drawing, for a file or paper. */
function matrixDrawing(model) {
  const size = matrixSize(model);
  const colours = palette();
  const shifted = (x, y, tile) => svg("g", { transform: `translate(${x} ${y})` }, [...tile.childNodes]);
  const [width, height] = [size.side + size.width + 8, size.head + size.height + 8];
  const drawing = svg("svg",
    { xmlns: "http://www.w3.org/2000/svg", width, height, viewBox: `0 0 ${width} ${height}`, "font-family": colours.font.replace(/"/g, "'") },
    svg("style", {}, [
      `text{fill:${colours.ink}} .grid{stroke:${colours.line};fill:none;stroke-width:.6} .grid-break{stroke:${colours.grey};fill:none}`,
      `.cell-full text{fill:${colours.paper}} a{text-decoration:none}`,
    ].join(" ")),
    svg("rect", { width, height, fill: colours.paper }),
    shifted(0, size.head, rowHeads(model, size, 0, model.rows.length)),
    shifted(size.side, 0, columnHeads(model, size, 0, model.columns.length)),
    shifted(size.side, size.head, cellTile(model, 0, model.rows.length, 0, model.columns.length)));
  for (const link of drawing.querySelectorAll("a")) link.removeAttribute("href"); // they lead into the page
  return drawing;
}
