"use strict";

/** Build an element. Children are elements or texts; a text never becomes markup. */
function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(name, value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) {
      made.setAttribute(name, value);
    }
  }
  made.append(...children.flat(Infinity).filter((child) => child !== null && child !== false));
  return made;
}

/** Chinese first, English after it, smaller and greyer. */
function both(words) {
  return [
    element("span", { class: "zh" }, words.zh),
    " ",
    element("span", { class: "en", lang: "en" }, words.en),
  ];
}

function say(zh, en) {
  return both({ zh, en });
}

function percent(share) {
  return `${Math.round(share * 100)}%`;
}
