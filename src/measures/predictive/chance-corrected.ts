import { wilson } from "../stats/wilson.js";
import { cellJackknife, type IntervalOrReason, type Scale } from "./cell-jackknife.js";
import type { Cell, Confusion } from "./confusion.js";
import type { PredictiveScore } from "./predictive-score.js";

/** Below this many disagreements the jackknife gives way to Wilson's interval. */
const FEW = 20;
/** Below this many disagreements there is no interval. */
const TOO_FEW = 3;
/** Below this many agreements other than the most frequent kind the jackknife gives way too: it takes a rare one for none. */
const FEW_AGREEMENTS = 5;

/**
 * Cohen's kappa of a confusion table: (p − p_e)/(1 − p_e), p the agreement and p_e = Σ_c p_A(c)p_B(c).
 *
 * Its 95 % interval is a jackknife on the given scale. With 3 to 19 disagreements, or fewer than 5 agreements other than on
 * the class most agreed on, it is Wilson's of p, mapped with p_e held fixed and cut at −1, which `reasons.interval` says;
 * with fewer than 3 disagreements null.
 *
 * @param table - where p_e is not 1.
 * @see Cohen 1960
 */
export function chanceCorrected(table: Confusion, scale: Scale): PredictiveScore {
  const score = kappaOf(table.n, table.same, table.matched);
  return { score, chance: 0, ...intervalOf(score, table, scale) };
}

function intervalOf(score: number, table: Confusion, scale: Scale): IntervalOrReason {
  const disagreements = table.n - table.same;
  const said = disagreements === 1 ? "1 disagreement" : `${disagreements} disagreements`;
  if (disagreements < TOO_FEW) {
    return { interval: null, reasons: { interval: `${said}, expected at least ${TOO_FEW}` } };
  }
  if (disagreements < FEW) return mappedWilson(table, `${said}, fewer than ${FEW}`);
  const others = table.same - mostAgreedOn(table);
  if (others < FEW_AGREEMENTS) {
    const agreements = others === 1 ? "1 agreement" : `${others} agreements`;
    return mappedWilson(table, `${agreements} other than the most frequent, fewer than ${FEW_AGREEMENTS}`);
  }
  const cells = table.cells.map((cell) => ({ value: kappaWithout(table, cell), count: cell.count }));
  return cellJackknife(score, cells, scale);
}

/** n² kappa's numerator over its denominator: whole numbers until the division. */
function kappaOf(n: number, same: number, matched: number): number {
  return (n * same - matched) / (n * n - matched);
}

function kappaWithout({ n, same, matched, ofA, ofB }: Confusion, { a, b }: Cell): number {
  const diagonal = a === b ? 1 : 0;
  const lost = (ofB[a] as number) + (ofA[b] as number) - diagonal;
  return kappaOf(n - 1, same - diagonal, matched - lost);
}

/** Examples of the class that both give together most often. */
function mostAgreedOn({ cells }: Confusion): number {
  return cells.reduce((most, { a, b, count }) => (a === b ? Math.max(most, count) : most), 0);
}

function mappedWilson({ n, same, matched }: Confusion, why: string): IntervalOrReason {
  const [low, high] = wilson(same, n);
  const interval = [Math.max(-1, kappaOf(n, n * low, matched)), kappaOf(n, n * high, matched)] as const;
  return { interval, reasons: { interval: `${why}: Wilson's interval of the agreement, corrected for chance` } };
}
