"use strict";

/*
 * The view of units by shared work. In the address: tie (newman, shared, depends), least (the
 * threshold), chance (1: only more than chance), unit and with (what is selected), open.
 */
defineView({
  name: "network",
  title: { zh: "协同网络", en: "Network" },
  tab: true,
  render: renderNetwork,
  takes: () => ({
    drawing: () => sketchOf(networkScene(chosenNetwork())),
    table: () => tieTable(chosenNetwork()),
    network: () => networkExport(chosenNetwork()),
  }),
});

const STRONGEST_LISTED = 12;
const ACCEPTED_CHANCE = 0.05; // as everywhere in Remit: the share of false ties one accepts
let networkStage = null;

function renderNetwork(root, state, first) {
  if (first) networkStage = networkParts(root);
  const chosen = chosenNetwork();
  const scene = networkScene(chosen);
  networkStage.controls.replaceChildren(...networkControls(chosen));
  networkStage.status.replaceChildren(...networkStatus(chosen, scene));
  networkStage.legend.replaceChildren(...networkLegend(chosen, scene));
  networkStage.panel.replaceChildren(...networkPanel(chosen));
  networkStage.show(scene);
}

/** What the address chooses, and the ties that it leaves. */
function chosenNetwork() {
  const kind = TIE_KINDS[param("tie")] ? param("tie") : "newman";
  const all = tiesBetweenUnits(kind);
  const chance = kind !== "depends" && param("chance") === "1";
  const beyond = chance ? all.filter((tie) => tie.chance <= ACCEPTED_CHANCE) : all;
  const usual = chance ? 0 : usualLeast(beyond, kind, loads().size);
  const least = param("least") === null ? usual : Math.max(0, Number(param("least")) || 0);
  const strong = beyond.filter((tie) => tie.weight >= least);
  const [unit, other] = [param("unit"), param("with")].map((key) => (loads().has(key) ? key : null));
  const selected = unit && other ? tieBetween(kind, unit, other) : undefined; // drawn, however weak
  const ties = selected && !strong.includes(selected) ? [...strong, selected] : strong;
  const open = new Set([...paramList("open").map(Number), ...[unit, other].filter(Boolean).map(boxOf)]);
  return { kind, directed: kind === "depends", all, beyond, ties, least, chance, unit, other: unit && other, open };
}

function networkParts(root) {
  const canvas = element("div", {
    id: "network", role: "application", tabindex: "0",
    "aria-label": "协同网络图；方向键移动，加减号缩放，0 看全图；同样的内容见右侧列表和矩阵 network of units; arrow keys move, plus and minus zoom, 0 shows all; the list beside it and the matrix hold the same",
  });
  const parts = {
    root: element("div", { class: "network-view" }),
    controls: element("div", { class: "network-controls" }),
    status: element("p", { class: "network-status", role: "status" }),
    legend: element("details", { class: "legend", open: true }),
    panel: element("aside", { class: "network-panel", "aria-live": "polite" }),
  };
  const extent = extentOf(facts.arrangement.boxes) || { width: 2, height: 1 };
  canvas.style.aspectRatio = `${Math.round(extent.width)} / ${Math.round(extent.height)}`;
  const zoom = (how, label, zh, en) =>
    element("button", { type: "button", "aria-label": `${zh} ${en}`, click: () => parts.drawing.zoom(how) }, label);
  parts.root.append(
    viewHead(
      say("协同网络：谁必须与谁协同", "Network: who must work with whom"),
      say("计划协同：画的是计划分配的职责，不是已完成的工作。", "Planned coordination: duties as assigned, not work done."),
    ),
    parts.controls,
    element("div", { class: "network-bar" },
      parts.status,
      element("div", { class: "network-zoom", role: "group", "aria-label": "缩放 zoom" },
        zoom("in", "+", "放大", "zoom in"), zoom("out", "−", "缩小", "zoom out"),
        zoom("fit", say("全图", "all"), "全图", "show all"))),
    element("div", { class: "network-stage" },
      element("div", { class: "network-frame" },
        element("div", { class: "drawn" }, canvas),
        parts.legend),
      parts.panel),
  );
  root.replaceChildren(parts.root);
  parts.drawing = makeDrawing(canvas, {
    onNode: selectNode,
    onEdge: ({ from, to }) => (isClusterNode(from) || isClusterNode(to) ? null : setParams({ unit: from, with: to })),
    onNothing: () => setParams({ unit: null, with: null }),
  });
  parts.show = (scene) => {
    parts.drawing.show(scene);
    if (!parts.fitted) parts.drawing.fit();
    const opened = paramList("open").filter((i) => !(parts.opened || []).includes(i));
    const focus = JSON.stringify([param("unit"), param("with")]);
    if (opened.length && scene.boxes[opened[0]]) parts.drawing.showBox(opened[0]);
    else if (scene.focus && focus !== parts.focus) parts.drawing.bringToSight(scene.focus);
    Object.assign(parts, { fitted: true, opened: paramList("open"), focus });
  };
  return parts;
}

function selectNode(id) {
  if (!isClusterNode(id)) setParams({ unit: id, with: null });
  else setParams({ open: [...paramList("open"), id.slice("cluster ".length)] });
}

function networkControls({ kind, all, beyond, least, chance }) {
  const most = beyond.length ? beyond[0].weight : 0;
  const { step } = TIE_KINDS[kind];
  const shownLeast = (value) => (step < 1 ? Number(value).toFixed(2) : String(value));
  return [
    element("fieldset", { class: "choice" },
      element("legend", {}, say("连线表示", "a line means")),
      Object.entries(TIE_KINDS).map(([name, words]) =>
        element("label", {},
          element("input", {
            type: "radio", name: "tie", id: `tie-${name}`, value: name, checked: name === kind,
            change: () => setParams({ tie: name === "newman" ? null : name, least: null }),
          }),
          both(words)))),
    element("label", { class: "slider" },
      say("至少", "at least"), " ",
      element("input", {
        type: "range", min: 0, max: Math.ceil(most / step) * step, step, value: least, id: "least",
        "aria-label": t("至少多强的联系才画出", "how strong a tie must be to be drawn"),
        input: (event) => {
          event.target.nextElementSibling.textContent = shownLeast(event.target.value);
          setParams({ least: event.target.value }, { replace: true });
        },
      }),
      element("output", {}, shownLeast(least))),
    param("least") === null
      ? null
      : element("button", { type: "button", id: "reset", click: () => setParams({ least: null }) }, say("恢复默认", "as usual")),
    kind === "depends"
      ? null
      : element("label", {},
          element("input", {
            type: "checkbox", id: "chance", checked: chance,
            change: (event) => setParams({ chance: event.target.checked ? "1" : null, least: null }),
          }),
          say("只看超出偶然的联系", "only ties beyond chance"), " ",
          element("span", { class: "hint" }, beyondChance(all))),
  ].filter(Boolean);
}

function beyondChance(all) {
  const count = all.filter((tie) => tie.chance <= ACCEPTED_CHANCE).length;
  return say(`（${count} 条）`, `(${count})`);
}

function networkStatus({ kind, all, ties, chance, beyond }, scene) {
  if (all.length === 0) {
    return kind === "depends"
      ? say("按当前依据，没有看得出牵头与配合的任务，画不出箭头。", "With this evidence no task shows both its lead and a support: there is no arrow to draw.")
      : say("按当前依据，没有两个单位共同承担任务。", "With this evidence no two units share a task.");
  }
  if (chance && beyond.length === 0) {
    return say(`${all.length} 条联系没有一条超出偶然：任务太少，分不出规律。`, `None of the ${all.length} ties goes beyond chance: too few tasks to tell.`);
  }
  const few = ties.length < all.length;
  return [
    ...say(
      `${loads().size} 个单位，画出 ${ties.length} 条联系${few ? `（共 ${all.length} 条，较弱的未画）` : ""}。`,
      `${loads().size} units, ${ties.length} ties drawn${few ? ` of ${all.length}; weaker ones are left out` : ""}.`,
    ),
    scene.closed
      ? [" ", ...say(`单位超过 ${MOST_DRAWN} 个，先画协同圈和圈间最强的联系，点击一圈展开。`, `More than ${MOST_DRAWN} units: clusters and their closest ties first; click one to open it.`)]
      : [],
    param("open") === null
      ? []
      : [" ", element("button", { type: "button", id: "close-all", click: () => { setParams({ open: null, unit: null, with: null }); networkStage.drawing.fit(); } }, say("全部收起", "close all"))],
  ].flat();
}
