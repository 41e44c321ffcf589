"use strict";

/*
 * What stands around every view: title, tabs, search, the evidence switch, language and light.
 * A view registers itself; the shell draws it on every change of the state.
 * Shared: defineView, viewHead, afterDrawing, isDark.
 *
 * A view: {name, title: {zh, en}, tab: true where it has a tab, under: the name of the tab it
 * belongs to, render(root, state, first)}: `first` tells that the root is empty because the
 * view or its key changed; a view that keeps a drawing builds it then and updates it later.
 */

const views = new Map();
const drawn = [];
let root = null;

function defineView(view) {
  views.set(view.name, view);
}

/** Call `listener(root, view, state)` after each drawing: for tools that every view has. */
function afterDrawing(listener) {
  drawn.push(listener);
}

function isDark() {
  return document.documentElement.dataset.theme === "dark";
}

/** The heading of a view: what it shows, a sentence how to read it, and room for its tools. */
function viewHead(title, hint = null, ...tools) {
  return element(
    "header",
    { class: "view-head" },
    element(
      "div",
      {},
      element("h1", { tabindex: "-1" }, title),
      hint && element("p", { class: "hint" }, hint),
    ),
    element("div", { class: "tools" }, tools),
  );
}

function startShell() {
  const main = element("main", { id: "view", tabindex: "-1" });
  const shell = document.getElementById("shell");
  const skip = element("a", { class: "skip", href: "#view" }, say("跳到内容", "Skip to content"));
  skip.addEventListener("click", (event) => {
    event.preventDefault(); // the address holds the state
    main.focus();
  });
  const tabs = element("nav", { class: "tabs" });
  const printedHead = element("p", { class: "printed" });
  const switches = element("div", { class: "switches" });
  const evidence = element("div", { class: "evidence" });
  shell.append(
    skip,
    element(
      "header",
      { class: "top" },
      element(
        "div",
        { class: "top-row" },
        element("a", { class: "brand", href: addressOf(FIRST_VIEW) }, say("责任图谱", "Remit")),
        element("p", { class: "plan-title", title: facts.plan.title }, facts.plan.title),
        searchBox(),
        switches,
      ),
      element("div", { class: "top-row" }, tabs, evidence),
    ),
    printedHead,
    main,
    element("p", { id: "said", class: "unseen", role: "status" }),
  );
  root = main;
  const draw = (state, before) => {
    const focus = rememberedFocus();
    dress(state);
    tabs.replaceChildren(...tabLinks(state));
    tabs.setAttribute("aria-label", t("页面", "Views"));
    shell.querySelector(".brand").href = addressOf(FIRST_VIEW);
    switches.replaceChildren(...languageAndTheme(state));
    evidence.replaceChildren(evidenceSwitch(state));
    printedHead.replaceChildren(...whatIsPrinted(state));
    drawView(state, before);
    focus();
  };
  onChange(draw);
  window.addEventListener("hashchange", changed);
  history.scrollRestoration = "manual"; // the browser would restore before the page is drawn
  document.addEventListener("click", rememberScroll, true);
  let resting = null;
  document.addEventListener("scroll", () => {
    clearTimeout(resting);
    resting = setTimeout(rememberScroll, 200);
  });
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", changed);
  draw(getState(), null);
}

function dress({ lang, theme }) {
  const dark =
    theme === "dark" ||
    (theme === "auto" && window.matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset.theme = dark ? "dark" : "light";
  document.documentElement.dataset.lang = lang;
  document.documentElement.lang = lang === "en" ? "en" : "zh-Hans";
}

function drawView(state, before) {
  const view = views.get(state.view) || views.get(FIRST_VIEW);
  const first = !before || before.view !== state.view || before.key !== state.key;
  forgetTables();
  if (first) {
    if (before) window.scrollTo(0, 0); // before drawing: the source scrolls to its passage
    root.replaceChildren();
    document.body.className = `view-${view.name}`;
  }
  view.render(root, state, first);
  for (const listener of drawn) listener(root, view, state);
  const name = t(view.title.zh, view.title.en);
  const heading = root.querySelector("h1");
  const about = heading ? seenText(heading) : name;
  document.title = `${about} · ${facts.plan.title}`;
  // Who can not see the page is told what a choice changed: 任务 3 项（共 107 项）.
  if (!first) document.getElementById("said").textContent = about;
  if (first && before && heading) heading.focus({ preventScroll: true });
  if (first && history.state) window.scrollTo(0, history.state.y);
}

/** The text of an element in the language that is seen. */
function seenText(of) {
  const other = getState().lang === "en" ? "zh-Hans" : "en";
  const copy = of.cloneNode(true);
  copy.querySelectorAll(`[lang="${other}"]`).forEach((each) => each.remove());
  return copy.textContent;
}

/** Give the focus back to what has the same id after the drawing. */
function rememberedFocus() {
  const { activeElement: had } = document;
  if (!had || !had.id || had.id === "search") return () => {};
  const selection =
    had.selectionStart === undefined ? null : [had.selectionStart, had.selectionEnd];
  return () => {
    const has = document.getElementById(had.id);
    if (!has || has === had) return;
    has.focus({ preventScroll: true });
    if (selection && has.type === "search") has.setSelectionRange(...selection);
  };
}

function tabLinks(state) {
  const shown = views.get(state.view) || views.get(FIRST_VIEW);
  return [...views.values()]
    .filter((view) => view.tab)
    .map((view) =>
      element(
        "a",
        {
          href: addressOf(view.name),
          "aria-current": view === shown ? "page" : view.name === shown.under ? "true" : null,
        },
        both(view.title),
      ),
    );
}

/** On paper the switch is gone: what was believed is said in words. */
function whatIsPrinted({ ev, min }) {
  const level = both(
    {
      stated: { zh: "只计原文写明的分工", en: "what the source states" },
      expanded: {
        zh: "计原文写明的分工，统称展开到成员",
        en: "what the source states, with groups resolved",
      },
      inferred: {
        zh: `含推断的分工（可信度 ≥ ${percent(min)}），并非全是原文`,
        en: `with what is inferred (at least ${percent(min)} sure), not all in the source`,
      },
    }[ev],
  );
  return [facts.plan.title, " · ", ...level, " · ", ...say("责任图谱", "Remit")];
}
