"use strict";

/*
 * What the reader sees, all of it in the address:
 * #/VIEW/KEY?ev=expanded&min=0.5&lang=zh&theme=auto&…the view's own
 * Everything on the page is a function of the facts and of this.
 * Shared: getState, addressOf, go, setParams, onChange, param, paramList, rememberScroll.
 */

const DEFAULTS = { ev: "expanded", min: "0.5", lang: "zh", theme: "auto" };
const CHOICES = {
  ev: ["stated", "expanded", "inferred"],
  lang: ["zh", "en"],
  theme: ["auto", "light", "dark"],
};
const FIRST_VIEW = "overview";
const listeners = [];
let current = stateOf(location.hash);

/** {view, key, ev, min (a number), lang, theme, params (a Map from name to a list of texts)} */
function getState() {
  return current;
}

function stateOf(hash) {
  const [path, query = ""] = hash.replace(/^#\/?/, "").split(/\?(.*)/s);
  const [view, ...key] = path.split("/").map(decoded);
  const params = new Map();
  for (const [name, value] of new URLSearchParams(query)) {
    params.set(name, [...(params.get(name) || []), value]);
  }
  const chosen = {};
  for (const [name, usual] of Object.entries(DEFAULTS)) {
    const [value] = params.get(name) || [usual];
    chosen[name] = CHOICES[name] && !CHOICES[name].includes(value) ? usual : value;
    params.delete(name);
  }
  const min = Number(chosen.min);
  return {
    ...chosen,
    min: Number.isFinite(min) ? Math.min(1, Math.max(0, min)) : Number(DEFAULTS.min),
    view: view || FIRST_VIEW,
    key: key.join("/") || null,
    params,
  };
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The address of a view, with what is chosen for all views. `params` are {name: text or list}. */
function addressOf(view, key = null, params = {}) {
  const query = new URLSearchParams();
  for (const name of Object.keys(DEFAULTS)) {
    const value = String(name in params ? params[name] : current[name]);
    if (value !== DEFAULTS[name]) query.append(name, value);
  }
  for (const [name, value] of Object.entries(params)) {
    if (name in DEFAULTS || value === null || value === undefined) continue;
    for (const each of [value].flat()) query.append(name, each);
  }
  const path = [view, ...(key === null ? [] : [key])].map(encodeURIComponent).join("/");
  return `#/${path}${query.toString() && `?${query}`}`;
}

/** Open a view. */
function go(view, key = null, params = {}) {
  moveTo(addressOf(view, key, params), false);
}

/**
 * Change some of what the address says, and keep the rest; null takes a name out. With `replace`
 * the step is not one to go back to: for what changes while somebody types or drags.
 */
function setParams(changes, { replace = false } = {}) {
  const kept = Object.fromEntries(current.params);
  const hash = addressOf(current.view, current.key, { ...kept, ...changes });
  moveTo(hash, replace);
}

function moveTo(hash, replace) {
  if (hash === location.hash) return;
  if (replace) history.replaceState(history.state, "", hash);
  else history.pushState(null, "", hash);
  changed();
}

/** Remember in this step of the history how far the page is scrolled, for when back leads here. */
function rememberScroll() {
  if ((history.state || {}).y !== window.scrollY) history.replaceState({ y: window.scrollY }, "");
}

function changed() {
  const before = current;
  current = stateOf(location.hash);
  for (const listener of listeners) listener(current, before);
}

/** Call `listener(state, before)` on every change. */
function onChange(listener) {
  listeners.push(listener);
}

/** A view's own parameter: its first value, and all its values. */
function param(name, usual = null) {
  return paramList(name)[0] || usual;
}

function paramList(name) {
  return current.params.get(name) || [];
}
