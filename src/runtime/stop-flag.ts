const STOP = 0;
const INSIDE = 1;

/**
 * What a thread and the one that started it know of each other: whether everything is to stop, and whether the runtime is
 * inside a call, when ending the thread would abort the whole process.
 *
 * One of the two always sees the other: a call is announced before the wish to stop is looked at, and the wish is set
 * before calls are.
 */
export class StopFlag {
  readonly #state: Int32Array;

  /** @param memory - of the other side's flag; a new one unless given. */
  constructor(readonly memory = new SharedArrayBuffer(8)) {
    this.#state = new Int32Array(memory);
  }

  /** Asks for a stop; whether the thread may be ended right away. */
  stop(): boolean {
    Atomics.store(this.#state, STOP, 1);
    return Atomics.load(this.#state, INSIDE) === 0;
  }

  /**
   * Makes a call of the runtime.
   *
   * @throws Error before or after the call where everything is to stop.
   */
  async call<T>(run: () => Promise<T>): Promise<T> {
    Atomics.add(this.#state, INSIDE, 1);
    try {
      this.#check();
      return await run();
    } finally {
      Atomics.sub(this.#state, INSIDE, 1);
      this.#check();
    }
  }

  #check(): void {
    if (Atomics.load(this.#state, STOP) !== 0) throw new Error("stopped");
  }
}
