"use strict";

/* The goals as a tree, and the page of one: what stands below it and its tasks. */

defineView({
  name: "goals",
  title: { zh: "目标", en: "Goals" },
  under: "tasks",
  render(root) {
    const tops = facts.goals.filter((goal) => !goalById.has(goal.parent));
    const byAttachment = groupBy(tops, (goal) => goal.attachment);
    root.replaceChildren(
      viewHead(
        say(`目标与工程 ${facts.goals.length} 个`, `Goals and programmes: ${facts.goals.length}`),
      ),
      ...[...byAttachment].map(([number, goals]) => {
        const attachment = facts.plan.attachments.find((each) => each.number === number);
        const title = attachment && attachment.title;
        return element(
          "section",
          { class: "panel" },
          byAttachment.size > 1 &&
            element("h2", {}, title || say(`附件 ${number}`, `Attachment ${number}`)),
          goalTree(goals),
        );
      }),
    );
  },
});

function goalTree(goals) {
  return element(
    "ul",
    { class: "tree" },
    goals.map((goal) => {
      const below = facts.goals.filter((each) => each.parent === goal.id);
      return element(
        "li",
        {},
        linkTo("goal", goal.id),
        " ",
        restoredNote(goal),
        " ",
        tasksLink(tasksBelow(goal.id).length, { goal: goal.id }),
        below.length > 0 && goalTree(below),
      );
    }),
  );
}

/** What a reader put back because the copy dropped it. */
function restoredNote(goal) {
  return (
    goal.restored &&
    element("span", { class: "hint" }, say("（编号或名称有复原）", "(number or name restored)"))
  );
}

defineView({
  name: "goal",
  title: { zh: "目标", en: "Goal" },
  under: "tasks",
  render(root, state) {
    const goal = goalById.get(state.key);
    if (!goal) {
      root.replaceChildren(notThere(state.key));
      return;
    }
    const below = facts.goals.filter((each) => each.parent === goal.id);
    const tasks = tasksBelow(goal.id);
    root.replaceChildren(
      viewHead(goal.title, [
        goalPath(goal.parent).map((each) => [linkTo("goal", each.id), " › "]),
        restoredNote(goal),
        " ",
        goal.span && passageLink(goal.span),
      ]),
      below.length > 0 ? panel({ zh: "下级目标", en: "Below it" }, goalTree(below)) : "",
      panel(
        { zh: "参与最多的单位", en: "Units most often taking part" },
        unitsOfTasks(tasks, { goal: goal.id }),
      ),
      panel({ zh: `任务 ${tasks.length} 项`, en: `Tasks: ${tasks.length}` }, tasksTable(tasks)),
      aboutFindings("goal", goal.id),
    );
  },
});
