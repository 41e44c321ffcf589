"use strict";

/*
 * Draws a scene with vis-network. Positions are given, physics is off: nothing moves by itself.
 * Shared: makeDrawing, extentOf, headingOf, HEADING_FONT.
 */
const HEADING_FONT = 19;
const READABLE = 0.45; // labels are read from this scale on
const ROUND = 90; // free room round what is brought into sight
const MANY_EDGES = 1500; // more are left out while the reader pans, so that panning stays smooth

function makeDrawing(container, { onNode, onEdge, onNothing }) {
  const nodes = new vis.DataSet();
  const edges = new vis.DataSet();
  const network = new vis.Network(container, { nodes, edges }, {
    ...arranged.network.options,
    nodes: { borderWidth: 1.5, chosen: false },
    edges: { ...arranged.network.options.edges, chosen: false, smooth: false, hoverWidth: 1 },
  });
  let scene = { boxes: [] };

  network.on("beforeDrawing", (context) => scene.boxes.forEach((box) => paintBox(context, box)));
  for (const part of ["Node", "Edge"]) {
    network.on(`hover${part}`, () => container.classList.add("pointing"));
    network.on(`blur${part}`, () => container.classList.remove("pointing"));
  }
  network.on("click", ({ pointer }) => {
    const node = network.getNodeAt(pointer.DOM);
    const edge = network.getEdgeAt(pointer.DOM);
    if (node !== undefined) onNode(node);
    else if (edge !== undefined) onEdge(edges.get(edge));
    else onNothing();
  });

  // The wheel scrolls the page, as everywhere; with Ctrl it zooms, as on a map.
  container.addEventListener("wheel", (event) => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    const frame = container.getBoundingClientRect();
    const spot = { x: event.clientX - frame.left, y: event.clientY - frame.top };
    zoomTo(network.getScale() * Math.exp(-event.deltaY / 400), spot);
  }, { passive: false });

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

  function show(next) {
    scene = next;
    network.setOptions({ interaction: { hideEdgesOnDrag: scene.edges.length > MANY_EDGES } });
    replace(edges, []); // lines before their ends are known would be dropped by the library
    replace(nodes, scene.nodes.map(visNode));
    replace(edges, scene.edges.map((edge) => visEdge(edge)));
    network.redraw();
  }

  /** Bring nodes into sight, large enough to be read; move only if they are not. */
  function bringToSight(ids) {
    const places = Object.values(network.getPositions(ids.filter((id) => nodes.get(id) !== null)));
    if (places.length === 0) return;
    const [left, right] = [Math.min(...places.map(({ x }) => x)), Math.max(...places.map(({ x }) => x))];
    const [top, bottom] = [Math.min(...places.map(({ y }) => y)), Math.max(...places.map(({ y }) => y))];
    const corners = [{ x: left, y: top }, { x: right, y: bottom }].map((corner) => network.canvasToDOM(corner));
    const seen = corners.every(({ x, y }) => x >= 0 && y >= 0 && x <= container.clientWidth && y <= container.clientHeight);
    if (seen && network.getScale() > READABLE) return;
    showExtent({ left: left - ROUND, top: top - ROUND, width: right - left + 2 * ROUND, height: bottom - top + 2 * ROUND }, 1);
  }

  function visNode(node) {
    const colour = { background: node.fill, border: node.stroke };
    return {
      id: node.id,
      x: node.x,
      y: node.y,
      shape: node.shape,
      size: node.r,
      label: node.label,
      borderWidth: node.strokeWidth,
      color: { ...colour, hover: colour, highlight: colour },
      font: {
        face: scene.colours.font,
        size: node.fontSize,
        color: node.ink,
        strokeWidth: 3,
        strokeColor: scene.colours.paper,
      },
    };
  }

  function visEdge(edge) {
    return {
      id: edge.id,
      from: edge.from,
      to: edge.to,
      width: edge.width,
      dashes: edge.dashes.length ? edge.dashes : false,
      color: { color: edge.colour, hover: edge.colour, inherit: false },
      arrows: edge.arrow ? { to: { enabled: true, scaleFactor: 0.6 } } : "",
      smooth: edge.curved ? { enabled: true, type: "curvedCW", roundness: 0.16 } : false,
    };
  }

  /** Show all boxes, as large as they fit. */
  function fit() {
    const extent = extentOf(scene.boxes);
    if (extent) showExtent(extent, Infinity);
  }

  function showExtent({ left, top, width, height }, largest) {
    if (container.clientWidth === 0) return;
    const scale = Math.min(container.clientWidth / width, container.clientHeight / height, largest);
    network.moveTo({ position: { x: left + width / 2, y: top + height / 2 }, scale, animation: false });
  }

  function showBox(i) {
    showExtent(extentOf([scene.boxes[i]]), 1);
  }

  function zoom(how) {
    if (how === "fit") fit();
    else zoomTo(network.getScale() * (how === "in" ? 1.25 : 0.8), { x: container.clientWidth / 2, y: container.clientHeight / 2 });
  }

  /** Zoom so that what is under the spot stays under it. */
  function zoomTo(scale, spot) {
    const under = network.DOMtoCanvas(spot);
    const kept = Math.min(Math.max(scale, 0.02), 4);
    const position = {
      x: under.x - (spot.x - container.clientWidth / 2) / kept,
      y: under.y - (spot.y - container.clientHeight / 2) / kept,
    };
    network.moveTo({ position, scale: kept, animation: false });
  }

  function paintBox(context, box) {
    context.fillStyle = withOpacity(box.colour, 0.07);
    context.strokeStyle = withOpacity(box.colour, 0.55);
    context.lineWidth = 1.2;
    context.beginPath();
    context.rect(box.left, box.top, box.width, box.height);
    context.fill();
    context.stroke();
    context.textAlign = "left";
    context.textBaseline = "middle";
    context.font = `bold ${HEADING_FONT}px ${scene.colours.font}`;
    context.fillStyle = scene.colours.ink;
    if (!box.closed) context.fillText(headingOf(box), box.left + 10, box.top + 19);
  }

  return { show, fit, showBox, bringToSight, zoom, network, nodes, edges };
}

/** A box's heading: the most words that its width holds. */
function headingOf({ headings, width }) {
  const room = (width - 20) / HEADING_FONT;
  return headings.find((words) => textEms(words) <= room) || headings[headings.length - 1];
}

function extentOf(boxes) {
  if (boxes.length === 0) return null;
  const margin = 12;
  const left = Math.min(...boxes.map((box) => box.left)) - margin;
  const top = Math.min(...boxes.map((box) => box.top)) - margin;
  const right = Math.max(...boxes.map((box) => box.left + box.width)) + margin;
  const bottom = Math.max(...boxes.map((box) => box.top + box.height)) + margin;
  return { left, top, width: right - left, height: bottom - top };
}

/** Put exactly these items into a data set, touching the others as little as possible. */
function replace(dataset, items) {
  const wanted = new Set(items.map((item) => item.id));
  const gone = dataset.getIds().filter((id) => !wanted.has(id));
  if (gone.length) dataset.remove(gone);
  if (items.length) dataset.update(items);
}
