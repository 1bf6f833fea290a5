import type { Qualities } from "./criteria.js";

/** A model that may be chosen. */
export interface Candidate extends Omit<Qualities, "reasons"> {
  readonly model: string;
  readonly family: string;
  /** Weighted mean over the criteria, each from 0 for the worst to 1 for the best candidate. */
  readonly score: number | null;
  /** From 1 for the best; models of one score share theirs. */
  readonly rank: number | null;
  /** Whether no other candidate is at least as good in every criterion and better in one. */
  readonly onFront: boolean | null;
  /** One that is, where there is one. */
  readonly outdoneBy: string | null;
  /** Key → why it is null. */
  readonly reasons: Readonly<Record<string, string>>;
}
