import type { Lent } from "./engine.js";

/**
 * Memory for one graph at a time: a variant is written there, lent to the engine while it loads it, and the next one is
 * written over it.
 */
export class Scratch {
  #length = 0;
  #memory = new ArrayBuffer(0);

  /** Says that graphs of so many bytes are to come. */
  reserve(length: number): void {
    this.#length = Math.max(this.#length, length);
  }

  /**
   * Memory for a graph, which may hold what was written before.
   *
   * @throws RangeError for a length above all that were reserved.
   * @example
   * const scratch = new Scratch();
   * scratch.reserve(8);
   * scratch.bytes(5).length; // => 5
   */
  bytes(length: number): Uint8Array<ArrayBuffer> {
    if (length > this.#length) throw new RangeError(`scratch: ${length} bytes, expected at most ${this.#length}`);
    // What was lent and never came back has no length.
    if (this.#memory.byteLength < this.#length) this.#memory = new ArrayBuffer(this.#length);
    return new Uint8Array(this.#memory, 0, length);
  }

  /** The first bytes as a graph to be loaded; until then they are gone. */
  lent(length: number): Lent {
    return {
      lent: this.bytes(length),
      back: (memory) => {
        this.#memory = memory;
      },
    };
  }
}
