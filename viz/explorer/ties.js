"use strict";

/*
 * The ties between units that the reader believes: what the network and the matrix show.
 * Shared: TIE_KINDS, tiesBetweenUnits, tieBetween, usualLeast, weightOf.
 *
 * A tie is {a, b, weight, shared, newman, chance, tasks, evidence}; where the kind is "depends",
 * `a` leads what `b` supports. Its evidence is that of its best founded task, and at each task
 * the weakest of what the tie needs. `chance` is the adjusted probability of sharing as many
 * tasks by chance, null for dependencies.
 */
const TIE_KINDS = {
  newman: { zh: "协同强度", en: "closeness", step: 0.05 },
  shared: { zh: "共同任务数", en: "shared tasks", step: 1 },
  depends: { zh: "牵头 → 配合", en: "lead → support", step: 1 },
};

const TIES_A_UNIT = 2.5; // as many for each unit still make a drawing, not a tangle

/** What two units share; tasks and evidence are looked up only where they are shown. */
class SharedTie {
  constructor(pair, weight, chance) {
    Object.assign(this, { a: pair.a, b: pair.b, shared: pair.shared, newman: pair.newman, weight, chance });
  }

  get tasks() {
    return sharedTasks(this.a, this.b);
  }

  get evidence() {
    return strongest(this.tasks.map((task) => {
      const units = unitsAt(task);
      return weakest([units.get(this.a).evidence, units.get(this.b).evidence]);
    }));
  }
}

/** One unit leads what the other supports. */
class DependencyTie {
  constructor({ from, to, tasks }) {
    Object.assign(this, { a: from, b: to, tasks, weight: tasks.length, shared: tasks.length, chance: null });
  }

  get evidence() {
    return strongest(this.tasks.map((task) => weakest([
      roleEvidence(task, this.a, "leads"),
      roleEvidence(task, this.b, "supports"),
    ])));
  }
}

/** All ties of a kind, strongest first. */
function tiesBetweenUnits(kind) {
  return onceForEvidence(`ties ${kind}`, () => {
    if (kind === "depends") return dependencies().map((each) => new DependencyTie(each));
    const found = pairs();
    const chances = pairChances();
    const ties = found.map((pair, i) => new SharedTie(pair, pair[kind], chances[i]));
    return ties.sort((x, y) => y.weight - x.weight || y.shared - x.shared);
  });
}

/** The tie of two units, or nothing; a dependency counts in its own direction only. */
function tieBetween(kind, a, b) {
  const ties = onceForEvidence(`tie of ${kind}`, () =>
    new Map(tiesBetweenUnits(kind).map((tie) => [`${tie.a}\n${tie.b}`, tie])));
  return ties.get(`${a}\n${b}`) || (kind === "depends" ? undefined : ties.get(`${b}\n${a}`));
}

/** The threshold that leaves a readable drawing: the least at which few enough ties remain. */
function usualLeast(ties, kind, units) {
  const { step } = TIE_KINDS[kind];
  const most = Math.round(TIES_A_UNIT * units);
  if (ties.length <= most) return 0;
  const cut = ties[most].weight; // the first that is too many goes, and all that are like it
  const least = Math.floor(cut / step + 1) * step;
  return Math.min(Number(least.toFixed(2)), ties[0].weight);
}

function weightOf(tie, kind) {
  return kind === "newman" ? tie.weight.toFixed(2) : String(tie.weight);
}

function pairChances() {
  return onceForEvidence("chances", () => {
    const { tasks, units } = incidence();
    const counts = new Map([...units].map(([unit, own]) => [unit, own.length]));
    return chanceOfTies(pairs(), counts, tasks.size);
  });
}

function roleEvidence(task, unit, role) {
  const parts = believedAt(task).filter((part) => part.agent === unit && part.role === role);
  return strongest(parts.map((part) => weakest([part.evidence, part.roleEvidence])));
}
