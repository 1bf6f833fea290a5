import type { Progress } from "./compare-options.js";

/** Counts images towards a known total and tells whoever listens. */
export class ProgressCount {
  #done = 0;
  #total: number;
  #what = "opening";

  constructor(
    readonly listener: ((progress: Progress) => void) | undefined,
    total: number,
  ) {
    this.#total = total;
  }

  get done(): number {
    return this.#done;
  }

  /** More images are done. */
  add(count: number): void {
    this.#done += count;
    this.#tell();
  }

  /** Images that were expected will not be done. */
  drop(count: number): void {
    this.#total -= count;
    if (count > 0) this.#tell();
  }

  /** Something else is being done now. */
  now(what: string): void {
    this.#what = what;
    this.#tell();
  }

  #tell(): void {
    this.listener?.({ done: this.#done, total: Math.max(this.#total, this.#done), what: this.#what });
  }
}
