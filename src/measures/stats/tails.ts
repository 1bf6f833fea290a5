/** P(X ≤ x) and P(X > x): each exact to its own size, where 1 minus the other would not be. */
export interface Tails {
  readonly lower: number;
  readonly upper: number;
}
