"use strict";

/*
 * Building elements. No text ever becomes markup: whatever a plan says stays text.
 * Shared: element, svg.
 */

/**
 * Build an element. Attributes that are functions listen to the event of that name; `true` sets
 * an attribute without a value, false, null and undefined leave it out. Children are elements,
 * texts, or lists of them; null and false are left out.
 */
function element(tag, attributes = {}, ...children) {
  return filled(document.createElement(tag), attributes, children);
}

/** The same for a part of a drawing. */
function svg(tag, attributes = {}, ...children) {
  return filled(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
}

function filled(made, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(name, value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) {
      made.setAttribute(name, value);
    }
  }
  made.append(
    ...children
      .flat(Infinity)
      .filter((child) => child !== null && child !== undefined && child !== false),
  );
  return made;
}
