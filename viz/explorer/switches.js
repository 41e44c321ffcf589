"use strict";

/*
 * The switches in the head of every page: language, light or dark, printing, and the evidence.
 * Shared: languageAndTheme, evidenceSwitch.
 */

function languageAndTheme({ lang, theme }) {
  const next = { auto: "light", light: "dark", dark: "auto" }[theme];
  const named = {
    auto: { zh: "明暗随系统", en: "light or dark as the system" },
    light: { zh: "明亮", en: "light" },
    dark: { zh: "暗色", en: "dark" },
  };
  const other = lang === "en" ? "zh" : "en";
  return [
    element(
      "button",
      {
        type: "button",
        id: "language",
        lang: other === "en" ? "en" : "zh-Hans",
        click: () => setParams({ lang: other }),
      },
      other === "en" ? "English" : "中文",
    ),
    element(
      "button",
      {
        type: "button",
        id: "theme",
        "aria-label": `${t("明暗", "Theme")}：${t(named[theme].zh, named[theme].en)}`,
        title: `${t(named[theme].zh, named[theme].en)} → ${t(named[next].zh, named[next].en)}`,
        click: () => setParams({ theme: next }),
      },
      { auto: "◐", light: "☀", dark: "☾" }[theme],
    ),
    element(
      "button",
      {
        type: "button",
        id: "print",
        title: t("打印本页", "Print this page"),
        click: () => window.print(),
      },
      say("打印", "Print"),
    ),
  ];
}

function evidenceSwitch({ ev, min }) {
  const counts = levelCounts();
  const added = {
    stated: { zh: `原文写明 ${counts.stated} 条`, en: `${counts.stated} stated` },
    expanded: {
      zh: `统称展开另有 ${counts.expanded} 条`,
      en: `${counts.expanded} more by resolving groups`,
    },
    inferred: {
      zh: `推断另有 ${counts.inferred} 条、角色 ${counts.roles} 个、候选 ${counts.candidates} 个`,
      en: `${counts.inferred} more inferred, ${counts.roles} roles, ${counts.candidates} candidates`,
    },
  };
  const labels = {
    stated: { zh: "仅原文", en: "Stated" },
    expanded: { zh: "＋展开", en: "+ expanded" },
    inferred: { zh: "＋推断", en: "+ inferred" },
  };
  const shown = {
    stated: counts.stated,
    expanded: counts.expanded,
    inferred: counts.inferred + counts.candidates,
  };
  return element(
    "fieldset",
    { class: "levels" },
    element("legend", {}, say("依据", "Evidence")),
    LEVELS.map((level, i) =>
      element(
        "label",
        {
          class: `level level-${level}`,
          title: `${t(term("meaning", level).zh, term("meaning", level).en)}；${t(added[level].zh, added[level].en)}`,
        },
        element("input", {
          type: "radio",
          name: "ev",
          value: level,
          id: `ev-${level}`,
          checked: ev === level,
          change: () => setParams({ ev: level }),
        }),
        both(labels[level]),
        element("b", {}, `${i > 0 ? "+" : ""}${shown[level]}`),
      ),
    ),
    ev === "inferred" &&
      element(
        "label",
        {
          class: "sure",
          title: t("只信可信度不低于此的推断", "Believe what is inferred at least this surely"),
        },
        say("可信度 ≥ ", "sure ≥ "),
        element("input", {
          type: "range",
          id: "min",
          min: "0",
          max: "1",
          step: "0.05",
          value: min,
          "aria-valuetext": percent(min),
          input: (event) => {
            event.target.nextSibling.value = percent(event.target.value);
          },
          change: (event) => setParams({ min: event.target.value }, { replace: true }),
        }),
        element("output", {}, percent(min)),
      ),
  );
}
