"use strict";

/*
 * What drawings are made of.
 * Shared: palette, clusterColour, withOpacity, shapePath, textEms, cutToWidth, rounded, LINE_DASHES.
 */
const LINE_DASHES = { stated: [], expanded: [8, 5], inferred: [2, 5] };
const CLUSTER_COLOURS = 12;

/** The colours of the page's theme, as hex, because a canvas knows no CSS variables. */
function palette() {
  const style = getComputedStyle(document.documentElement);
  const colour = (name, usual) => style.getPropertyValue(`--${name}`).trim() || usual;
  return {
    ink: colour("ink", "#1d2733"),
    grey: colour("grey", "#5b6671"),
    paper: colour("paper", "#ffffff"),
    line: colour("line", "#dbe1e6"),
    focus: colour("focus", "#b35900"),
    clusters: Array.from({ length: CLUSTER_COLOURS }, (_, i) => colour(`c${i}`, "#2f6f9f")),
    font: style.fontFamily || "sans-serif",
  };
}

/** The colour of a cluster; units without one (null) are grey. */
function clusterColour(cluster, colours) {
  return cluster === null ? colours.grey : colours.clusters[cluster % CLUSTER_COLOURS];
}

function withOpacity(hex, opacity) {
  const full = hex.length === 4 ? `#${[...hex.slice(1)].map((digit) => digit + digit).join("")}` : hex;
  const [red, green, blue] = [1, 3, 5].map((at) => parseInt(full.slice(at, at + 2), 16));
  return `rgba(${red},${green},${blue},${opacity})`;
}

/** The outline of a unit's shape, as vis-network draws it, so that all drawings look alike. */
function shapePath(shape, x, y, r) {
  const polygon = (points) => `M${points.map(([px, py]) => `${rounded(x + px)} ${rounded(y + py)}`).join("L")}Z`;
  const ring = (count, start) =>
    Array.from({ length: count }, (_, i) => {
      const angle = start + (2 * Math.PI * i) / count;
      return [r * Math.cos(angle), r * Math.sin(angle)];
    });
  if (shape === "square") return polygon([[-r, -r], [r, -r], [r, r], [-r, r]]);
  if (shape === "diamond") return polygon([[0, r], [r, 0], [0, -r], [-r, 0]]);
  if (shape === "hexagon") return polygon(ring(6, 0));
  if (shape === "triangle" || shape === "triangleDown") {
    const side = 1.15 * r;
    const up = shape === "triangle" ? 1 : -1;
    const [low, high] = [0.275 * side, -side * (Math.sqrt(3) - Math.sqrt(3) / 3)];
    const foot = low + (Math.sqrt(3) / 3) * side;
    return polygon([[0, up * (high + low)], [side, up * foot], [-side, up * foot]]);
  }
  if (shape === "star") {
    const size = 0.82 * r;
    return polygon(Array.from({ length: 10 }, (_, n) => {
      const reach = n % 2 === 0 ? size * 1.3 : size * 0.5;
      return [reach * Math.sin((n * 2 * Math.PI) / 10), 0.1 * size - reach * Math.cos((n * 2 * Math.PI) / 10)];
    }));
  }
  return `M${rounded(x - r)} ${rounded(y)}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`;
}

function rounded(value) {
  return Math.round(value * 10) / 10;
}

/** How wide a text is, in Chinese characters: other letters take about half. */
function textEms(text) {
  let ems = 0;
  for (const character of text) ems += character.codePointAt(0) > 0x2e7f ? 1 : 0.56;
  return ems;
}

/** The text cut to so many Chinese characters, with … when cut. */
function cutToWidth(text, ems) {
  if (textEms(text) <= ems) return text;
  let cut = "";
  let used = 1;
  for (const character of text) {
    used += textEms(character);
    if (used > ems) break;
    cut += character;
  }
  return `${cut}…`;
}
