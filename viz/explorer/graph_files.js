"use strict";

/*
 * A network in the formats of other tools. It is {directed, nodes: [{id, label, x, y, attributes}],
 * edges: [{source, target, weight, attributes}]}; all nodes have the same attributes, and all edges.
 * Shared: gexfOf (GEXF 1.3), graphmlOf (GraphML), xmlText.
 */

/** Text for XML, without the characters it can not hold. */
function xmlText(value) {
  return String(value)
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "")
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])/g, "\ufffd")
    .replace(/(^|[^\ud800-\udbff])[\udc00-\udfff]/g, "$1\ufffd")
    .replace(/[&<>"'\t\n\r]/g, (character) => `&#${character.charCodeAt(0)};`);
}

function gexfOf({ directed, nodes, edges }) {
  const declared = (things, part) => {
    const names = attributeNames(things);
    return `<attributes class="${part}">${names.map(({ name, number }, i) =>
      `<attribute id="${part}${i}" title="${xmlText(name)}" type="${number ? "double" : "string"}"/>`).join("")}</attributes>`;
  };
  const values = (thing, things, part) => `<attvalues>${attributeNames(things).map(({ name }, i) =>
    `<attvalue for="${part}${i}" value="${xmlText(thing.attributes[name])}"/>`).join("")}</attvalues>`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">',
    `<graph defaultedgetype="${directed ? "directed" : "undirected"}" mode="static">`,
    declared(nodes, "node"),
    declared(edges, "edge"),
    "<nodes>",
    ...nodes.map((node) =>
      `<node id="${xmlText(node.id)}" label="${xmlText(node.label)}">${values(node, nodes, "node")}` +
      `<viz:position x="${node.x}" y="${-node.y}" z="0"/></node>`),
    "</nodes>",
    "<edges>",
    ...edges.map((edge, i) =>
      `<edge id="${i}" source="${xmlText(edge.source)}" target="${xmlText(edge.target)}" weight="${edge.weight}">` +
      `${values(edge, edges, "edge")}</edge>`),
    "</edges>",
    "</graph>",
    "</gexf>",
    "",
  ].join("\n");
}

function graphmlOf({ directed, nodes, edges }) {
  const nodeKeys = [{ name: "label", number: false }, { name: "x", number: true }, { name: "y", number: true }, ...attributeNames(nodes)];
  const edgeKeys = [{ name: "weight", number: true }, ...attributeNames(edges)];
  const declared = (keys, part) => keys.map(({ name, number }, i) =>
    `<key id="${part}${i}" for="${part}" attr.name="${xmlText(name)}" attr.type="${number ? "double" : "string"}"/>`);
  const values = (keys, part, thing) => keys.map(({ name }, i) =>
    `<data key="${part}${i}">${xmlText(name in thing ? thing[name] : thing.attributes[name])}</data>`).join("");
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
    ...declared(nodeKeys, "node"),
    ...declared(edgeKeys, "edge"),
    `<graph edgedefault="${directed ? "directed" : "undirected"}">`,
    ...nodes.map((node) => `<node id="${xmlText(node.id)}">${values(nodeKeys, "node", node)}</node>`),
    ...edges.map((edge, i) =>
      `<edge id="e${i}" source="${xmlText(edge.source)}" target="${xmlText(edge.target)}">${values(edgeKeys, "edge", edge)}</edge>`),
    "</graph>",
    "</graphml>",
    "",
  ].join("\n");
}

function attributeNames(things) {
  return Object.entries(things.length ? things[0].attributes : {}).map(([name, value]) => ({ name, number: typeof value === "number" }));
}
