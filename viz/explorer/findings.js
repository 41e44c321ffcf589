"use strict";

/* What a planner should check: each with the passages it rests on, side by side. */

const GRAVITY = ["error", "warning", "info"];

defineView({
  name: "findings",
  title: { zh: "需核对", en: "To check" },
  tab: true,
  render(root) {
    const wanted = param("severity");
    const shown = facts.findings.filter((finding) => !wanted || finding.severity === wanted);
    const bySeverity = groupBy(shown, (finding) => finding.severity);
    root.replaceChildren(
      viewHead(
        say(`需核对 ${shown.length} 项`, `To check: ${shown.length}`),
        say(
          "程序认为值得看一眼的地方，由人判断。",
          "What a program thinks is worth a look; people decide.",
        ),
      ),
      severityChoice(wanted),
      ...GRAVITY.filter((severity) => bySeverity.has(severity)).map((severity) =>
        panel(term("severities", severity), bySeverity.get(severity).map(findingCard)),
      ),
      shown.length === 0
        ? element(
            "p",
            { class: "empty" },
            say("没有需要核对的事项。", "Nothing to check was found."),
          )
        : "",
    );
  },
});

function severityChoice(wanted) {
  const number = (severity) =>
    facts.findings.filter((finding) => !severity || finding.severity === severity).length;
  return choice(
    [null, ...GRAVITY].map((severity) => ({
      id: `severity-${severity || "all"}`,
      chosen: wanted === severity,
      label: [severity ? both(term("severities", severity)) : say("全部", "all"), ` ${number(severity)}`],
      changes: { severity },
    })),
  );
}

function findingCard(finding) {
  const most = 4;
  return element(
    "article",
    { class: `finding finding-${finding.severity}` },
    element("p", {}, both(finding.message), " ", findingLinks(finding)),
    finding.spans.length > 0 &&
      element(
        "div",
        { class: "beside" },
        finding.spans
          .slice(0, most)
          .map((span) => element("div", {}, passageLink(span), lineExcerpt(span))),
      ),
    finding.spans.length > most &&
      element(
        "p",
        { class: "hint" },
        say(`另有 ${finding.spans.length - most} 处 `, `${finding.spans.length - most} more `),
        finding.spans.slice(most, most + 30).map((span) => [passageLink(span), " "]),
      ),
  );
}
