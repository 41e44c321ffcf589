"use strict";

/*
 * A scene as SVG, for paper and for slides.
 * Shared: sketchOf.
 */
function sketchOf(scene) {
  const extent = extentOf(scene.boxes) ?? { left: 0, top: 0, width: 100, height: 60 };
  const places = new Map(scene.nodes.map((node) => [node.id, node]));
  return svg(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      viewBox: `${extent.left} ${extent.top} ${extent.width} ${extent.height}`,
      width: rounded(extent.width),
      height: rounded(extent.height),
      "font-family": scene.colours.font.replace(/"/g, "'"),
    },
    svg("rect", { x: extent.left, y: extent.top, width: extent.width, height: extent.height, fill: scene.colours.paper }),
    scene.boxes.map(box),
    scene.edges.map(edge),
    scene.nodes.map(node),
  );

  function box(each) {
    return [
      svg("rect", {
        x: each.left, y: each.top, width: each.width, height: each.height,
        fill: each.colour, "fill-opacity": 0.07, stroke: each.colour, "stroke-opacity": 0.55,
      }),
      svg("text", {
        x: each.left + 10, y: each.top + 26, "font-size": HEADING_FONT, "font-weight": "bold", fill: scene.colours.ink,
      }, headingOf(each)),
    ];
  }

  function edge(each) {
    const [from, to] = [places.get(each.from), places.get(each.to)];
    if (!from || !to) return null;
    const [dx, dy] = [to.x - from.x, to.y - from.y];
    const length = Math.hypot(dx, dy) || 1;
    const [ux, uy] = [dx / length, dy / length];
    const bend = each.curved ? 0.16 * length : 0;
    const middle = [from.x + dx / 2 + uy * bend, from.y + dy / 2 - ux * bend];
    // The tip stands at the rim of the shape it points to, in the direction the line arrives in.
    const back = Math.hypot(to.x - middle[0], to.y - middle[1]) || 1;
    const [ax, ay] = [(to.x - middle[0]) / back, (to.y - middle[1]) / back];
    const tip = [to.x - ax * (to.r + 2), to.y - ay * (to.r + 2)];
    const size = 6 + 1.5 * each.width;
    const end = each.arrow ? [tip[0] - ax * size, tip[1] - ay * size] : [to.x, to.y];
    const [, channels, opacity] = each.colour.match(/^rgba\((.*),([^,]*)\)$/);
    const path = each.curved
      ? `M${rounded(from.x)} ${rounded(from.y)}Q${rounded(middle[0])} ${rounded(middle[1])} ${rounded(end[0])} ${rounded(end[1])}`
      : `M${rounded(from.x)} ${rounded(from.y)}L${rounded(end[0])} ${rounded(end[1])}`;
    const head = [tip, [end[0] - ay * size * 0.4, end[1] + ax * size * 0.4], [end[0] + ay * size * 0.4, end[1] - ax * size * 0.4]];
    return svg("g", { fill: `rgb(${channels})`, stroke: `rgb(${channels})`, opacity },
      svg("path", {
        d: path, fill: "none", "stroke-width": each.width, "stroke-dasharray": each.dashes.join(" ") || null,
      }),
      each.arrow ? svg("path", { d: `M${head.map(([x, y]) => `${rounded(x)} ${rounded(y)}`).join("L")}Z`, stroke: "none" }) : null,
    );
  }

  function node(each) {
    const colour = (value) => value.match(/^rgba\((.*),([^,]*)\)$/);
    const [, fill, opacity] = colour(each.fill) ?? [null, each.fill, 1];
    const [, ink, clear] = colour(each.ink) ?? [null, each.ink, 1];
    return [
      svg("path", {
        d: shapePath(each.shape, each.x, each.y, each.r),
        fill: ink ? `rgb(${fill})` : fill, "fill-opacity": opacity,
        stroke: each.marked ? scene.colours.ink : scene.colours.paper, "stroke-width": each.strokeWidth,
      }),
      each.label.split("\n").map((line, i) =>
        svg("text", {
          x: each.x,
          y: rounded(each.y + each.r + each.fontSize * (1.15 + 1.2 * i)),
          "text-anchor": "middle", "font-size": each.fontSize, fill: clear === 1 ? ink : `rgb(${ink})`, "fill-opacity": clear,
          "paint-order": "stroke", stroke: scene.colours.paper, "stroke-width": 3,
        }, line)),
    ];
  }
}
