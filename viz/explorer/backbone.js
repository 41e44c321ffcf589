"use strict";

/*
 * Which ties are more than chance, as remit/coordination/backbone.py computes it; a test holds
 * the two equal.
 * Shared: chanceOfTies.
 */

/**
 * @param pairs [{a, b, shared}], every pair that shares a task
 * @param counts Map of the number of tasks of each unit that has any
 * @param tasks number of tasks that show any unit
 * @returns for each pair, in order, the probability of sharing as many tasks by chance
 *   (hypergeometric), adjusted for all pairs of units (Benjamini and Hochberg)
 */
function chanceOfTies(pairs, counts, tasks) {
  const logs = logFactorials(tasks);
  const p = pairs.map(({ a, b, shared }) => tail(shared, counts.get(a), counts.get(b), tasks, logs));
  const units = counts.size;
  const tests = (units * (units - 1)) / 2; // those that share nothing too: their chance is 1
  const order = p.map((_, i) => i).sort((i, j) => p[i] - p[j]);
  const adjusted = new Array(p.length);
  let least = 1;
  for (let rank = order.length; rank > 0; rank -= 1) {
    least = Math.min(least, (p[order[rank - 1]] * tests) / rank);
    adjusted[order[rank - 1]] = least;
  }
  return adjusted;

  function logFactorials(count) {
    const found = new Float64Array(count + 1);
    for (let n = 1; n <= count; n += 1) found[n] = found[n - 1] + Math.log(n);
    return found;
  }

  /** P[X >= shared], X ~ Hypergeometric(all, one, other). */
  function tail(shared, one, other, all, log) {
    const most = Math.min(one, other);
    const start = Math.max(shared, one + other - all, 0);
    let term = Math.exp(
      log[one] - log[start] - log[one - start] +
      log[all - one] - log[other - start] - log[all - one - other + start] -
      (log[all] - log[other] - log[all - other]),
    );
    let sum = 0;
    for (let x = start; x <= most; x += 1) {
      sum += term;
      term *= ((one - x) * (other - x)) / ((x + 1) * (all - one - other + x + 1));
    }
    return Math.min(1, sum);
  }
}
