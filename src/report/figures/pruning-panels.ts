import type { SparsitySide } from "../../study/results.js";
import { fixed } from "../format.js";
import type { Ink } from "../palette.js";

/** The panels of the pruning curves, in the order they are read. */
export const PANELS = ["self", "accuracy", "cross", "gain"] as const;

export type PanelName = (typeof PANELS)[number];

/** One value a level, null where undefined. */
export interface Curve {
  /** What stands at the curve's end; empty where the panel has one curve. */
  readonly label: string;
  readonly ink: Ink;
  readonly values: readonly (number | null)[];
}

/** What a panel of pruning curves draws. */
export interface Panel {
  readonly title: string;
  readonly curves: readonly Curve[];
  /** The lowest and highest value the axis must hold. */
  readonly range: readonly [number, number];
  /** Whether the collapse guard speaks about these values. */
  readonly guarded: boolean;
  readonly format: (value: number) => string;
}

/**
 * The curves of a panel.
 *
 * @param side - the sparsity side of one data set; its arrays run over `levels`.
 * @param name - `self`: CKA of each model with its dense self; `accuracy`: of each model; `cross`: CKA of A with B, both
 *   pruned; `gain`: that less its value at level 0.
 */
export function pruningPanel(side: SparsitySide, name: PanelName): Panel {
  const pair = (a: Curve["values"], b: Curve["values"]): Curve[] => [
    { label: "A", ink: "a", values: a },
    { label: "B", ink: "b", values: b },
  ];
  const both = (values: Curve["values"]): Curve[] => [{ label: "", ink: "cross", values }];
  const unit = { range: [0, 1] as const, guarded: false, format: (value: number) => fixed(value, 1) };
  switch (name) {
    case "self":
      return { ...unit, title: "CKA with the dense self", curves: pair(side.a.cka, side.b.cka) };
    case "accuracy":
      return { ...unit, title: "Accuracy", curves: pair(side.a.accuracy, side.b.accuracy), format: wholePercent };
    case "cross":
      return { ...unit, title: "CKA of A with B, both pruned", curves: both(side.cross.cka), guarded: true };
    case "gain":
      return {
        title: "Gain over the dense pair",
        curves: both(side.cross.gain),
        range: gainRange(side.cross.gain),
        guarded: true,
        format: (value) => (value > 0 ? `+${fixed(value, 2)}` : fixed(value, 2)),
      };
  }
}

function gainRange(gain: Curve["values"]): readonly [number, number] {
  const known = gain.filter((value) => value !== null);
  return [Math.min(-0.05, ...known), Math.max(0.05, ...known)];
}

function wholePercent(share: number): string {
  return `${fixed(100 * share, 0)}%`;
}
