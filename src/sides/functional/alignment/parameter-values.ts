import { readSync, writeSync } from "node:fs";

/** The values of parameters, of which only the last one asked for need be held. */
export interface ParameterValues {
  /** Row-major; until the next call. */
  read(parameter: number): Float32Array;
  /** Keeps what was read last once it has been changed in place. */
  keep(): void;
}

/** Parameters that lie in a file one behind the other, as float32: plain data, which a thread can be told. */
export interface ValuesInFile {
  /** The file, open in this process. */
  readonly descriptor: number;
  /** Where in the file the first parameter begins, in bytes. */
  readonly offset: number;
  /** Numbers of each. */
  readonly lengths: readonly number[];
}

type Move = (descriptor: number, bytes: Uint8Array, from: number, count: number, at: number) => number;

/** Copies of parameters. */
export function heldValues(values: readonly Float32Array[]): ParameterValues {
  const held = values.map((of) => of.slice());
  return { read: (parameter) => held[parameter] ?? new Float32Array(), keep() {} };
}

/**
 * Parameters of which the last one is held, all in the same memory.
 *
 * @throws RangeError where the file is too short.
 */
export function valuesInFile({ descriptor, offset, lengths }: ValuesInFile): ParameterValues {
  const size = Float32Array.BYTES_PER_ELEMENT;
  const starts = [offset];
  for (const [k, length] of lengths.entries()) starts.push((starts[k] ?? 0) + size * length);
  const room = new Float32Array(lengths.reduce((most, length) => Math.max(most, length), 0));
  let held = -1;
  const wholly = (move: Move) => {
    const bytes = new Uint8Array(room.buffer, 0, size * (lengths[held] ?? 0));
    for (let done = 0; done < bytes.length; ) {
      const count = move(descriptor, bytes, done, bytes.length - done, (starts[held] ?? 0) + done);
      if (count === 0) throw new RangeError(`valuesInFile: the file ends within parameter ${held}`);
      done += count;
    }
  };
  return {
    read(parameter) {
      if (held !== parameter) {
        held = parameter;
        wholly(readSync);
      }
      return room.subarray(0, lengths[parameter] ?? 0);
    },
    keep: () => wholly(writeSync),
  };
}
