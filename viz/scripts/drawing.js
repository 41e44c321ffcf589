"use strict";

const FADED = 0.12;
const MARGIN = 20; // pixels kept free around what is brought into view

/** Draws displayed nodes and edges with vis-network; positions are given, nothing moves. */
function makeDrawing(container) {
  const nodes = new vis.DataSet();
  const edges = new vis.DataSet();
  const options = {
    ...facts.network.options,
    nodes: { borderWidth: 1.5, chosen: false },
  };
  options.edges = { ...options.edges, chosen: false, arrowStrikethrough: false, hoverWidth: 1 };
  const network = new vis.Network(container, { nodes, edges }, options);

  network.on("beforeDrawing", drawCaptions);
  network.on("hoverNode", () => container.classList.add("pointing"));
  network.on("blurNode", () => container.classList.remove("pointing"));
  network.on("hoverEdge", () => container.classList.add("pointing"));
  network.on("blurEdge", () => container.classList.remove("pointing"));
  network.on("click", ({ pointer }) => {
    const node = network.getNodeAt(pointer.DOM);
    const edge = network.getEdgeAt(pointer.DOM);
    if (node !== undefined) select(view.selectionOfNode(node));
    else if (edge !== undefined) select(view.selectionOfEdge(edges.get(edge)));
    else select(null);
  });

  // The library's own keyboard control scrolls the page on every click, so here is ours.
  container.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    const how = { "+": "in", "=": "in", "-": "out", 0: "fit" }[event.key];
    if (!step && !how) return;
    event.preventDefault();
    if (how) zoom(how);
    else {
      const { x, y } = network.getViewPosition();
      const pace = 60 / network.getScale();
      network.moveTo({ position: { x: x + step[0] * pace, y: y + step[1] * pace } });
    }
  });

  function draw(displayed) {
    replace(edges, displayed.edges);
    replace(nodes, displayed.nodes);
  }

  /** Bring nodes into sight; `around` are the neighbours that should stay in view with them. */
  function centre(ids, around) {
    const shown = ids.filter((id) => nodes.get(id) !== null);
    if (shown.length === 0) return;
    const own = extent(shown);
    const middle = { x: (own.left + own.right) / 2, y: (own.top + own.bottom) / 2 };
    if (!view.tall) showTogether(extent([...shown, ...around.filter((id) => nodes.get(id) !== null)]));
    else if (!isInSight(network.canvasToDOM(middle))) network.moveTo({ position: middle });
    const frame = container.getBoundingClientRect();
    const height = view.tall ? network.canvasToDOM(middle).y : frame.height / 2;
    window.scrollBy({ top: frame.top + height - window.innerHeight / 2 });
  }

  /** Move, and zoom out if need be, until the box is in view; never past the drawing's edge. */
  function showTogether(box) {
    const room = { width: container.clientWidth - 2 * MARGIN, height: container.clientHeight - 2 * MARGIN };
    const scale = Math.min(
      network.getScale(),
      room.width / (box.right - box.left),
      room.height / (box.bottom - box.top),
    );
    const all = extent(nodes.getIds());
    const x = within((box.left + box.right) / 2, all.left, all.right, room.width / scale / 2);
    const y = within((box.top + box.bottom) / 2, all.top, all.bottom, room.height / scale / 2);
    network.moveTo({ position: { x, y }, scale });
  }

  function extent(ids) {
    const boxes = ids.map((id) => network.getBoundingBox(id));
    return {
      left: Math.min(...boxes.map((b) => b.left)),
      right: Math.max(...boxes.map((b) => b.right)),
      top: Math.min(...boxes.map((b) => b.top)),
      bottom: Math.max(...boxes.map((b) => b.bottom)),
    };
  }

  function isInSight({ x, y }) {
    return x >= 0 && y >= 0 && x <= container.clientWidth && y <= container.clientHeight;
  }

  function zoom(how) {
    if (how === "fit") network.fit();
    else network.moveTo({ scale: network.getScale() * (how === "in" ? 1.25 : 0.8) });
  }

  return { draw, centre, zoom, network, nodes, edges };
}

/** The place nearest to `wanted` from which half a view reaches no further than either end. */
function within(wanted, low, high, half) {
  if (high - low <= 2 * half) return (low + high) / 2;
  return Math.min(Math.max(wanted, low + half), high - half);
}

/** Put exactly these items into a data set, touching the others as little as possible. */
function replace(dataset, items) {
  const wanted = new Set(items.map((item) => item.id));
  dataset.remove(dataset.getIds().filter((id) => !wanted.has(id)));
  dataset.update(items);
}

function drawCaptions(context) {
  for (const caption of facts.network.captions) {
    context.textAlign = "left";
    context.textBaseline = "alphabetic";
    context.font = `bold 17px ${captionFont()}`;
    context.fillStyle = "#33475b";
    context.fillText(caption.zh, caption.x, caption.y);
    const width = context.measureText(caption.zh).width;
    context.font = `13px ${captionFont()}`;
    context.fillStyle = "#6b7480";
    context.fillText(caption.en, caption.x + width + 10, caption.y);
  }
}

function captionFont() {
  return facts.network.nodes[0]?.font.face ?? "sans-serif";
}

/** A colour as rgba, so that fading is the same for shapes, lines and labels. */
function withOpacity(hex, opacity) {
  const [red, green, blue] = [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16));
  return `rgba(${red},${green},${blue},${opacity})`;
}

/** A colour mixed with white: 1 is the colour itself, 0 is white. */
function tint(hex, share) {
  const parts = [1, 3, 5].map((i) => Math.round(255 - (255 - parseInt(hex.slice(i, i + 2), 16)) * share));
  return `#${parts.map((part) => part.toString(16).padStart(2, "0")).join("")}`;
}
