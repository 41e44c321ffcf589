"use strict";

/* Places and projects that the words of tasks name: a table, and a page for each. */

defineView({
  name: "names",
  title: { zh: "地点与项目", en: "Places, projects" },
  tab: true,
  render(root) {
    const places = facts.names.filter((name) => name.group === "place");
    const projects = facts.names.filter((name) => name.group === "project");
    root.replaceChildren(
      viewHead(
        say(
          `地点 ${places.length} 个，项目 ${projects.length} 个`,
          `Places: ${places.length} · projects: ${projects.length}`,
        ),
        say(
          "由程序在任务文字中识别，难免有漏有错；点开可见原文。",
          "Found in the words of tasks by a program that misses some and mistakes some; each opens its passage.",
        ),
      ),
      panel({ zh: "地点", en: "Places" }, namesTable(places, "places")),
      panel({ zh: "项目", en: "Projects" }, namesTable(projects, "projects")),
    );
  },
});

function namesTable(names, table) {
  return dataTable({
    name: table,
    title: table === "places" ? { zh: "地点", en: "Places" } : { zh: "项目", en: "Projects" },
    rows: names,
    columns: [
      {
        name: "name",
        title: { zh: "名称", en: "name" },
        width: "30%",
        value: (n) => n.label,
        cell: (n) => nameLink(n.id),
      },
      {
        name: "kind",
        title: { zh: "类别", en: "kind" },
        width: "9em",
        value: (n) => t(term("names", n.kind).zh, term("names", n.kind).en),
        cell: (n) => both(term("names", n.kind)),
      },
      {
        name: "tasks",
        number: true,
        width: "6em",
        title: { zh: "任务", en: "tasks" },
        value: (n) => tasksNaming(n.id).length,
        cell: (n) => tasksLink(tasksNaming(n.id).length, { [n.group]: n.id }),
      },
      {
        name: "which",
        wide: true,
        title: { zh: "哪些任务", en: "which" },
        value: (n) => tasksNaming(n.id).join(" "),
        cell: (n) => taskLinks(tasksNaming(n.id), { [n.group]: n.id }, 6),
      },
    ],
  });
}

function tasksNaming(id) {
  return [...new Set((mentionsOfName.get(id) || []).map((mention) => mention.task))];
}

for (const [name, title] of [
  ["place", { zh: "地点", en: "Place" }],
  ["project", { zh: "项目", en: "Project" }],
]) {
  defineView({ name, title, under: "names", render: (root, state) => drawName(root, state.key) });
}

function drawName(root, id) {
  const name = nameById.get(id);
  if (!name) {
    root.replaceChildren(notThere(id));
    return;
  }
  const tasks = tasksNaming(id).map((each) => taskById.get(each));
  root.replaceChildren(
    viewHead(name.label, [
      both(term("names", name.kind)),
      name.aliases.length > 0 && [" · ", say("又名 ", "also "), name.aliases.join("、")],
    ]),
    panel(
      { zh: "有哪些单位参与", en: "Which units take part" },
      unitsOfTasks(tasks, { [name.group]: id }),
    ),
    panel({ zh: "任务", en: "Tasks" }, tasksTable(tasks)),
    panel(
      { zh: "原文", en: "In the source" },
      (mentionsOfName.get(id) || []).map((mention) => [
        element("p", {}, taskLink(mention.task), " ", passageLink(mention.span)),
        lineExcerpt(mention.span),
      ]),
    ),
  );
}
