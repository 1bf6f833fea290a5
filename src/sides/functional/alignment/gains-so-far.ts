import type { AxisSources } from "../../../onnx/permutation/axis-sources.js";

/** Gains that are kept: 256 MB of them. Those of classes beyond that are made anew each time. */
const KEPT = 2 ** 26;

/** The gains of classes as they were last, to be brought up to date by what has moved since. */
export interface GainsSoFar {
  /** Class → memory for its gains, in which one descent after the other has them: old memory is given back too late. */
  readonly memory: Map<number, Float32Array>;
  /** Class → how B's places lay when the gains in its memory were those of a descent. */
  readonly sources: Map<number, readonly AxisSources[]>;
  /** Numbers that may still be kept. */
  room: number;
}

export function noGains(): GainsSoFar {
  return { memory: new Map(), sources: new Map(), room: KEPT };
}

/** Zeros in the memory of a class's gains, which are lost; units × units. */
export function zeroGains(soFar: GainsSoFar, c: number, units: number): Float32Array {
  soFar.sources.delete(c);
  const kept = soFar.memory.get(c);
  if (kept !== undefined) return kept.fill(0);
  const gains = new Float32Array(units * units);
  if (gains.length > soFar.room) return gains;
  soFar.room -= gains.length;
  soFar.memory.set(c, gains);
  return gains;
}
