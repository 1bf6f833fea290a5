import type { Asked } from "./hub-fault.js";
import { TransientFault } from "./transient-fault.js";

/** Fewer bytes than this in the time that a server may be silent are silence. */
const LEAST_BYTES = 1024;

/** Ends a request that a server does not go on with. */
export class Silence {
  readonly #controller = new AbortController();
  readonly #timer: NodeJS.Timeout;
  #bytes = 0;

  constructor(timeout: number, { what }: Asked) {
    const fault = new TransientFault(`${what}: the server has been silent for ${timeout / 1000} s`);
    this.#timer = setTimeout(() => this.#controller.abort(fault), timeout);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  broken(bytes: number): void {
    this.#bytes += bytes;
    if (this.#bytes < LEAST_BYTES) return;
    this.#bytes = 0;
    this.#timer.refresh();
  }

  /** Also lets go of a connection that is still open. */
  end(): void {
    clearTimeout(this.#timer);
    this.#controller.abort(new TransientFault("ended"));
  }
}
