"use strict";

/*
 * Words in two languages. What stands on the page is there in both, and the style sheet shows
 * one; what stands in attributes is made again when the language changes. What the plan says is
 * never translated.
 * Shared: say, both, t, term, counted, percent, figure.
 */

/** Chinese and English, of which one is seen. */
function say(zh, en) {
  return [element("span", { lang: "zh-Hans" }, zh), element("span", { lang: "en" }, en)];
}

/** The same of a pair {zh, en}. */
function both(pair) {
  return say(pair.zh, pair.en);
}

/** The text in the language chosen, for attributes and plain text. */
function t(zh, en) {
  return getState().lang === "en" ? en : zh;
}

/** What a kind of thing is called: term("roles", "leads"). */
function term(list, kind) {
  return facts.words[list][kind] || { zh: kind, en: kind };
}

/** A number with what it counts: counted(1, "项任务", "task") says 1 项任务, 1 task. */
function counted(number, zh, one, many = `${one}s`) {
  return { zh: `${number} ${zh}`, en: `${number} ${number === 1 ? one : many}` };
}

function percent(share) {
  return `${Math.round(share * 100)}%`;
}

/** A figure with one decimal where it needs one: 3, 6.3. */
function figure(value) {
  return String(Math.round(value * 10) / 10);
}
