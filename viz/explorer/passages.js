"use strict";

/*
 * The source: where a span stands in it, and what it says.
 * Shared: passageLink, lineOf, lineStarts, lineExcerpt, sourceExcerpt, marked.
 */

/** A link to a span of the source, in the words of its file: 第 7 行, or 表 1 第 7 行第 4 列. */
function passageLink(span) {
  const href = addressOf("source", null, { at: span.join("-") });
  return element("a", { href, class: "passage-link" }, both(placeWords(span)));
}

const PLACE_PART =
  /(?:^|;)(line|table|row|column|paragraph|sheet|cell|page|box)=(.*?)(?=;(?:line|table|row|column|paragraph|sheet|cell|page|box)=|$)/g;

function placeWords(span) {
  const place = placeOfStart.get(span[0]) || `line=${lineOf(span[0])}`;
  const parts = [...place.matchAll(PLACE_PART)].filter(([, kind]) => facts.words.place[kind]);
  if (parts.length === 0) return { zh: place, en: place };
  const worded = (language) =>
    parts.map(([, kind, value]) => facts.words.place[kind][language].replace("{}", () => value));
  return { zh: worded("zh").join("").trim(), en: worded("en").join(", ") };
}

const lineStarts = (() => {
  const starts = [0];
  for (let i = facts.source.indexOf("\n"); i >= 0; i = facts.source.indexOf("\n", i + 1)) {
    starts.push(i + 1);
  }
  return starts;
})();

/** The number of the line that a place of the source stands on, from 1. */
function lineOf(place) {
  let low = 0;
  let high = lineStarts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (lineStarts[middle] <= place) low = middle;
    else high = middle;
  }
  return low + 1;
}

/** A span of the source in its own line, as far as that is not too long. */
function lineExcerpt([start, end], room = 80) {
  const line = lineOf(start);
  const lineEnd = (lineStarts[lineOf(Math.max(start, end - 1))] || facts.source.length + 1) - 1;
  return excerpt(
    [start, end],
    Math.max(lineStarts[line - 1], start - room),
    Math.min(lineEnd, end + room),
  );
}

/** A span of the source in the text around it, of so many characters on either side. */
function sourceExcerpt([start, end], room = 160) {
  return excerpt(
    [start, end],
    Math.max(0, start - room),
    Math.min(facts.source.length, end + room),
  );
}

/** Whether an excerpt breaks a line off at this character. */
function cut(place) {
  return place >= 0 && place < facts.source.length && facts.source[place] !== "\n";
}

function excerpt(span, start, end) {
  return element(
    "blockquote",
    { class: "excerpt" },
    cut(start - 1) && "…",
    facts.source.slice(start, span[0]),
    element("mark", {}, facts.source.slice(...span)),
    facts.source.slice(span[1], end),
    cut(end) && "…",
  );
}

/** A span of the source with links over parts of it; of marks that overlap the first stays. */
function marked([start, end], marks) {
  const pieces = [];
  let at = start;
  const within = marks.filter(({ span }) => span[0] >= start && span[1] <= end);
  within.sort((p, q) => p.span[0] - q.span[0] || q.span[1] - p.span[1]);
  for (const { span, kind, href, title } of within) {
    if (span[0] < at) continue;
    pieces.push(facts.source.slice(at, span[0]));
    pieces.push(
      element(
        "a",
        { href, class: `mark mark-${kind}`, title: t(title.zh, title.en) },
        facts.source.slice(...span),
      ),
    );
    at = span[1];
  }
  pieces.push(facts.source.slice(at, end));
  return pieces;
}
