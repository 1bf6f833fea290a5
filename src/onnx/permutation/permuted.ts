import { gatheredAxes } from "../../kernels/gathered-axes.js";
import { bytesAt } from "../bytes-at.js";
import type { OnnxTensor, StoredModel } from "../model.js";
import { inMemory, type Stretch, variantOf, written } from "../variant.js";
import { type AxisSources, axisSources } from "./axis-sources.js";
import { checkPermutations } from "./check-permutations.js";
import { checkUnitClasses } from "./check-unit-classes.js";
import type { Permutations, UnitClasses } from "./unit-classes.js";

/**
 * What differs in a model whose units have changed places: each parameter is moved along every axis along which they stand. It
 * computes what it did.
 *
 * @param model - whose units they are.
 * @param permutations - one a class: place i takes what was unit `permutation[i]`.
 * @returns one parameter after the other, each in the memory of the last.
 * @throws RangeError for permutations that are none of the classes', or that tear a block apart.
 */
export function* permutedTensors(
  model: StoredModel,
  unitClasses: UnitClasses,
  permutations: Permutations,
): Generator<Stretch> {
  checkUnitClasses("permuted", unitClasses);
  checkPermutations("permuted", unitClasses, permutations);
  const room = roomFor(unitClasses);
  for (const [p, sources] of axisSources(unitClasses, permutations).entries()) {
    const tensor = unitClasses.parameters[p];
    if (tensor !== undefined && sources.some((source) => source !== null))
      yield { start: tensor.values.start, bytes: permutedValues(model, tensor, sources, room) };
  }
}

/** The whole of it, in memory of its own. */
export function permuted(bytes: Uint8Array, unitClasses: UnitClasses, permutations: Permutations): Uint8Array {
  const model = inMemory(bytes);
  return written(variantOf(model, () => permutedTensors(model, unitClasses, permutations)));
}

/** Memory in which one parameter after the other is moved: new memory takes longer than the moving. */
interface Room {
  readonly from: ArrayBuffer;
  readonly to: ArrayBuffer;
}

/** Room for the largest parameter. */
export function roomFor({ parameters }: UnitClasses): Room {
  const most = parameters.reduce((size, { values }) => Math.max(size, values.end - values.start), 0);
  return { from: new ArrayBuffer(most), to: new ArrayBuffer(most) };
}

/**
 * The stored bytes of one parameter whose places have moved: in the room until it is used again, or a view where nothing moves.
 *
 * Elements are moved as integers, so that no bit of a NaN changes.
 *
 * @throws RangeError for a parameter whose elements are not stored as two, four or eight bytes each.
 */
export function permutedValues(model: StoredModel, tensor: OnnxTensor, sources: AxisSources, room: Room): Uint8Array {
  const { name, size, dims, valueField, values } = tensor;
  const stored = bytesAt(model, values.start, values.end);
  if (sources.every((source) => source === null)) return stored;
  const width = stored.length / size;
  const words = width === 2 ? 1 : width / 4;
  if (valueField === "int32" || (words !== 1 && words !== 2))
    throw new RangeError(`permuted: "${name}" has ${size} elements in ${stored.length} bytes of ${valueField}`);
  // A copy, because in the file they need not be aligned; of eight bytes each is a pair of words.
  new Uint8Array(room.from).set(stored);
  const elements = (of: ArrayBuffer) =>
    width === 2 ? new Uint16Array(of, 0, size) : new Uint32Array(of, 0, size * words);
  const pairs = words === 2;
  gatheredAxes(
    elements(room.from),
    pairs ? [...dims, 2] : dims,
    pairs ? [...sources, null] : sources,
    elements(room.to),
  );
  return new Uint8Array(room.to, 0, stored.length);
}
