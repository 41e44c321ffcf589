"use strict";

/* The pairs of units that share tasks, all of them. */

defineView({
  name: "pairs",
  title: { zh: "共同任务", en: "Shared tasks" },
  under: "units",
  render(root) {
    root.replaceChildren(
      viewHead(
        say(
          `共有任务的单位 ${pairs().length} 对`,
          `Pairs of units that share tasks: ${pairs().length}`,
        ),
        both(facts.words.strength),
      ),
      pairsTable(pairs(), true),
    );
  },
});

function pairsTable(rows, sort) {
  return dataTable({
    name: "pairs",
    title: { zh: "共同任务最多的单位", en: "Units that share most tasks" },
    sort,
    empty: {
      zh: "按所选依据，没有两个单位共有一项任务。",
      en: "With the evidence chosen, no two units share a task.",
    },
    rows,
    columns: [
      {
        name: "units",
        title: { zh: "单位", en: "units" },
        value: (p) => `${agentName(p.a)} — ${agentName(p.b)}`,
        cell: (p) => [agentLink(p.a), " — ", agentLink(p.b)],
      },
      {
        name: "shared",
        number: true,
        width: "5.5em",
        title: { zh: "共同任务", en: "shared" },
        value: (p) => p.shared,
        cell: (p) => tasksLink(p.shared, { unit: [p.a, p.b] }),
      },
      {
        name: "strength",
        number: true,
        width: "5.5em",
        title: { zh: "联系强度", en: "strength" },
        value: (p) => p.newman,
        cell: (p) =>
          element(
            "span",
            { title: t(facts.words.strength.zh, facts.words.strength.en) },
            p.newman.toFixed(2),
          ),
      },
      {
        name: "tasks",
        wide: true,
        title: { zh: "哪些任务", en: "tasks" },
        value: (p) => p.tasks.join(" "),
        cell: (p) => taskLinks(p.tasks, { unit: [p.a, p.b] }, 4),
      },
    ],
  });
}
