import type { OnnxTensor } from "../model.js";

/**
 * Where the units of a class stand in a parameter: along one axis, each unit at the same number of places.
 *
 * A unit of a convolution has one place along the first axis of its weight; after a `Flatten` it has one for each pixel
 * along the input axis of the next one; of a fused query-key-value weight a unit of the attention has two.
 */
export interface UnitSite {
  /** The parameter, by its index in `UnitClasses.parameters`. */
  readonly parameter: number;
  readonly axis: number;
  /** Places a unit. */
  readonly places: number;
  /** units × places, row-major: where along the axis each unit stands, its places in the order of the others'. */
  readonly indices: Int32Array;
}

/** Where the units of a class show in an activation: along one axis, each at the same number of places. */
export interface UnitActivation {
  readonly tensor: string;
  readonly axis: number;
  readonly places: number;
  /** units × places, row-major. */
  readonly indices: Int32Array;
}

/**
 * Units (channels, neurons, dimensions of an attention's head, whole heads) that may change places with each other
 * without changing what a network computes, so long as all their sites follow.
 */
export interface UnitClass {
  /** Number of units. */
  readonly size: number;
  readonly sites: readonly UnitSite[];
  /** Where the units can be watched, in graph order. */
  readonly activations: readonly UnitActivation[];
  /**
   * What the units are parts of, as dimensions are of heads: a unit may only go where its whole block goes, and each
   * block has as many. `null` where they are parts of nothing.
   */
  readonly block: {
    /** The class of the blocks, by its index in `UnitClasses.classes`; it comes before this one. */
    readonly of: number;
    /** unit → its block, a unit of that class. */
    readonly members: Int32Array;
  } | null;
}

/** All that may be permuted in a network: one parameter each. */
export interface UnitClasses {
  /** The float parameters of the model, in graph order. */
  readonly parameters: readonly OnnxTensor[];
  readonly classes: readonly UnitClass[];
}

/**
 * One permutation a class: place i of the class takes what was unit `permutation[i]`.
 *
 * Where a class has blocks, `members[permutation[i]]` is the block that stands in the place of block `members[i]`.
 */
export type Permutations = readonly Int32Array[];
