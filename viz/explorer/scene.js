"use strict";

/*
 * What a network shows, before anything draws it: a function of the facts, what is believed
 * and what the reader chose.
 * Shared: networkScene, clusterName, clusterOfUnit, nodeOfUnit, boxOf, isClusterNode, MOST_DRAWN.
 *
 * A scene is {boxes, nodes, edges, closed, focus, colours}; `focus` are the nodes that should be in
 * sight because the reader selected one of them, or null. Places never change: who is not believed to
 * have a task is left out, and nobody else moves. Above MOST_DRAWN units clusters are closed:
 * one node each, that opens in its own box.
 */
const MOST_DRAWN = 1500;
const FADED = 0.13;
const SMALLEST = 9;
const PALER = { stated: 1, expanded: 0.85, inferred: 0.6 }; // beside the dashes
const arranged = facts.arrangement;
const clusterOfUnit = new Map(arranged.clusters.flatMap((units, i) => units.map((unit) => [unit, i])));
const nodeOfUnit = new Map(arranged.network.nodes.map((node) => [node.id, node]));

/**
 * @param chosen {ties, unit, other, open}: the ties to draw, a unit or a pair that is
 *   selected, and which clusters are open (Set of numbers) where they are closed at first
 */
function networkScene({ ties, directed, unit, other, open }) {
  const colours = palette();
  const load = loads();
  const isClosed = arranged.order.length > MOST_DRAWN;
  const closed = isClosed ? arranged.boxes.map((_, i) => i).filter((i) => !open.has(i)) : [];
  const shut = new Set(closed);
  const endOf = (key) => (shut.has(boxOf(key)) ? `cluster ${boxOf(key)}` : key);
  const lines = isClosed ? fewest(gathered(ties, endOf)) : ties.map((tie) => lineOfTie(tie, tie.a, tie.b));
  const near = unit ? nearby(lines, endOf(unit), other && endOf(other)) : null;
  const most = Math.max(1e-9, heaviestOf(lines));
  const units = arranged.order.filter((key) => load.has(key));
  const shown = units.filter((key) => !shut.has(boxOf(key)));
  const heaviest = Math.max(1, ...units.map((key) => load.get(key).load));
  const answered = new Set(directed ? lines.map((line) => `${line.to} ${line.from}`) : []);
  return {
    boxes: arranged.boxes.map((box, i) => ({ ...frame(box, i, colours), closed: shut.has(i) })),
    nodes: [...shown.map(unitNode), ...closed.map(clusterNode)],
    edges: lines.map(edge),
    closed: isClosed,
    focus: near && [...near].filter((id) => !isClusterNode(id)),
    colours,
  };

  function unitNode(key) {
    const node = nodeOfUnit.get(key);
    const faded = near !== null && !near.has(key);
    const cluster = clusterOfUnit.get(key) ?? null;
    const marked = key === unit || key === other;
    return {
      id: key,
      x: node.x,
      y: node.y,
      shape: node.shape,
      label: node.label,
      fontSize: arranged.fontSize,
      r: rounded(SMALLEST + (arranged.largest - SMALLEST) * Math.sqrt(load.get(key).load / heaviest)),
      fill: withOpacity(clusterColour(cluster, colours), faded ? FADED : 1),
      stroke: withOpacity(marked ? colours.ink : colours.paper, faded ? FADED : 1),
      strokeWidth: marked ? 3 : 1.5,
      ink: withOpacity(colours.ink, faded ? 0.3 : 1),
      marked,
    };
  }

  function clusterNode(i) {
    const box = arranged.boxes[i];
    const { count } = clusterName(i);
    const lines = [boxHeadings(i)[2], t(`${count} 个单位`, `${count} units`)];
    const widest = Math.max(...lines.map(textEms));
    const side = Math.min(box.width, box.height);
    return {
      id: `cluster ${i}`,
      x: box.left + box.width / 2,
      y: box.top + box.height * 0.42,
      shape: "square",
      label: lines.join("\n"),
      fontSize: Math.min(side / 7, (0.92 * box.width) / widest),
      r: side / 7,
      fill: withOpacity(clusterColour(i < arranged.clusters.length ? i : null, colours), 0.85),
      stroke: colours.paper,
      strokeWidth: 2,
      ink: colours.ink,
      marked: false,
    };
  }

  function edge(line) {
    const ends = [line.from, line.to];
    const chosen = Boolean(other) && ends.includes(endOf(unit)) && ends.includes(endOf(other));
    const touching = unit === null || chosen || (!other && ends.includes(endOf(unit)));
    const strength = Math.sqrt(line.weight / most);
    const fromAfar = ends.every(isClusterNode);
    const scale = fromAfar ? 6 : 1;
    const opacity = fromAfar && open.size > 0 ? 0.12 : 0.22 + 0.48 * strength;
    return {
      id: ends.join(" "),
      from: line.from,
      to: line.to,
      weight: line.weight,
      evidence: line.evidence,
      width: rounded((0.8 + 4.4 * strength + (chosen ? 2 : 0)) * scale),
      dashes: LINE_DASHES[line.evidence].map((length) => length * scale),
      colour: withOpacity(chosen ? colours.focus : colours.ink, touching ? opacity * PALER[line.evidence] : 0.05),
      arrow: directed,
      curved: answered.has(ends.join(" ")),
    };
  }
}

/** What a cluster is called: its number and the units that share most work inside it. */
function clusterName(i) {
  const cluster = arranged.clusters[i];
  if (!cluster) {
    const count = arranged.lone.length;
    return { title: t("未见共同任务的单位", "units with no visible shared task"), count };
  }
  const [first, second] = cluster.map((key) => agentName(key));
  const names = [cutToWidth(first, 8), ...(second ? [cutToWidth(second, 8)] : [])].join(t("、", ", "));
  return { title: t(`协同圈 ${i + 1}：${names}`, `Cluster ${i + 1}: ${names}`), count: cluster.length };
}

function frame(box, i, colours) {
  return { ...box, colour: clusterColour(i < arranged.clusters.length ? i : null, colours), headings: boxHeadings(i) };
}

/** What a box may be headed with, from the longest words to the shortest. */
function boxHeadings(i) {
  const { title, count } = clusterName(i);
  if (i >= arranged.clusters.length) {
    return [
      t("按默认依据，未见共同任务的单位", "units without a visible shared task (default evidence)"),
      t("默认依据下无共同任务", "no shared task by default evidence"),
      t("默认下无伙伴", "alone by default"),
    ];
  }
  const first = cutToWidth(agentName(arranged.clusters[i][0]), 8);
  return [
    `${title}${count > 2 ? t(` 等 ${count} 个单位`, ` and ${count - 2} more`) : ""}`,
    t(`圈 ${i + 1}：${first}等 ${count} 个`, `${i + 1}: ${first} +${count - 1}`),
    t(`圈 ${i + 1}：${first}`, `${i + 1}: ${first}`),
    t(`圈 ${i + 1}`, `${i + 1}`),
  ];
}

function boxOf(key) {
  return clusterOfUnit.get(key) ?? arranged.clusters.length;
}

function lineOfTie({ weight, evidence }, from, to) {
  return { from, to, weight, evidence };
}

/** Ties between what is drawn: those of a closed cluster's units taken together. */
function gathered(ties, endOf) {
  const found = new Map();
  for (const tie of ties) {
    const [from, to] = [endOf(tie.a), endOf(tie.b)];
    if (from === to) continue;
    const id = `${from} ${to}`;
    const line = found.get(id);
    if (!line) found.set(id, lineOfTie(tie, from, to));
    else {
      line.weight += tie.weight;
      line.evidence = strongest([line.evidence, tie.evidence]);
    }
  }
  return [...found.values()];
}

/** Between clusters only the closest, as between units: ties of open units all stay. */
function fewest(lines) {
  const between = lines.filter(({ from, to }) => isClusterNode(from) && isClusterNode(to));
  const most = Math.round(TIES_A_UNIT * arranged.boxes.length);
  const kept = new Set(between.sort((p, q) => q.weight - p.weight).slice(0, most));
  return lines.filter((line) => kept.has(line) || !(isClusterNode(line.from) && isClusterNode(line.to)));
}

function isClusterNode(id) {
  return id.startsWith("cluster "); // no key of a unit has a space
}

function nearby(lines, unit, other) {
  if (other) return new Set([unit, other]);
  const near = new Set([unit]);
  for (const { from, to } of lines) {
    if (from === unit) near.add(to);
    if (to === unit) near.add(from);
  }
  return near;
}

function heaviestOf(lines) {
  return lines.reduce((most, line) => Math.max(most, line.weight), 0);
}
