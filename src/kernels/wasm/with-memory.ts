import type { Address, KernelExports } from "./exports.js";
import { MODULE } from "./module.js";
import { webAssembly } from "./web-assembly.js";

/**
 * Instances that have grown beyond this are left to the garbage collector: their memory never shrinks. Enough for matrices of
 * 2000 rows, because the first use of fresh memory can take a tenth of a call.
 */
const KEPT = 2 ** 26;

let compiled: object | undefined;
let kept: KernelExports | undefined;

type Numbers = typeof Float64Array | typeof Float32Array | typeof Uint32Array;

/** The functions of the module, and its memory for as long as one call lasts. */
export interface Memory {
  readonly kernels: KernelExports;
  /** Room for so many numbers, its content unspecified. */
  room(type: Numbers, count: number): Address;
  /** Room for so many float64 zeros. */
  zeros(count: number): Address;
  /** Numbers of the caller's, copied in and converted. */
  put(type: typeof Float64Array | typeof Float32Array, values: Float64Array | Float32Array): Address;
  /** The numbers at an address, in place: until the next room is made, which may move them. */
  view<T extends Numbers>(type: T, from: Address, count: number): InstanceType<T>;
}

/**
 * Calls f with memory that is free again afterwards.
 *
 * @throws RangeError where WebAssembly's 4 GB, or the machine's memory, do not suffice.
 */
export function withMemory<T>(f: (memory: Memory) => T): T {
  // Synchronously, which browsers allow on their main thread: Chromium up to 8 MB, others any size.
  compiled ??= new webAssembly.Module(Uint8Array.from(atob(MODULE), (character) => character.charCodeAt(0)));
  const kernels = kept ?? (new webAssembly.Instance(compiled).exports as KernelExports);
  kept = undefined;
  const start = kernels.mark();
  try {
    const result = f(memoryOf(kernels));
    kernels.release(start);
    // Only now: what an error leaves behind goes with its instance, and a call from within f has one of its own.
    if (kernels.memory.buffer.byteLength <= KEPT) kept = kernels;
    return result;
  } catch (error) {
    if (!(error instanceof webAssembly.RuntimeError)) throw error;
    throw tooLarge(`${kernels.memory.buffer.byteLength} bytes and more`, error);
  }
}

function memoryOf(kernels: KernelExports): Memory {
  const { memory } = kernels;
  const view: Memory["view"] = (type, from, count) => new type(memory.buffer, from, count) as never;
  function room(type: Numbers, count: number): Address {
    const bytes = count * type.BYTES_PER_ELEMENT;
    if (bytes >= 2 ** 32) throw tooLarge(`${bytes} bytes`);
    // Addresses are unsigned, but come back signed.
    return kernels.allocate(bytes) >>> 0;
  }
  function filled(type: Numbers, count: number, fill: (place: InstanceType<Numbers>) => void): Address {
    const to = room(type, count);
    fill(view(type, to, count));
    return to;
  }
  return {
    kernels,
    room,
    view,
    zeros: (count) => filled(Float64Array, count, (place) => place.fill(0)),
    put: (type, values) => filled(type, values.length, (place) => place.set(values)),
  };
}

function tooLarge(what: string, cause?: unknown): RangeError {
  return new RangeError(`kernels: no memory for ${what} at once; compare fewer examples or features`, { cause });
}
