/** Values that are kept as long as they fit, the last used longest; what is asked for twice at a time is made once. */
export class ByteCache {
  readonly #limit: number;
  readonly #kept = new Map<string, { readonly value: Promise<unknown>; bytes: number }>();
  #bytes = 0;

  /** @param limit - bytes of typed arrays that may be kept. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** The value kept under a name, else what `make` gives. */
  get<T>(name: string, make: () => Promise<T>): Promise<T> {
    const known = this.#kept.get(name);
    if (known !== undefined) {
      this.#kept.delete(name);
      this.#kept.set(name, known);
      return known.value as Promise<T>;
    }
    const value = make();
    const entry = { value, bytes: 0 };
    this.#kept.set(name, entry);
    value.then(
      (made) => {
        entry.bytes = bytesOf(made);
        this.#bytes += entry.bytes;
        this.#shrink();
      },
      () => this.#kept.delete(name),
    );
    return value;
  }

  #shrink(): void {
    for (const [name, { bytes }] of this.#kept) {
      if (this.#bytes <= this.#limit) return;
      if (bytes === 0) continue;
      this.#kept.delete(name);
      this.#bytes -= bytes;
    }
  }
}

/** Bytes of the typed arrays in a plain value, and a little for the rest. */
function bytesOf(value: unknown): number {
  if (ArrayBuffer.isView(value)) return value.byteLength;
  if (typeof value !== "object" || value === null) return 8;
  return Object.values(value).reduce<number>((sum, inner) => sum + bytesOf(inner), 8);
}
