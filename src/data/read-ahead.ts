/**
 * What `make` makes of 0, 1, … `count` − 1, in that order, while the next `ahead` are being made. However the loop over it
 * ends, everything that was begun is over then.
 */
export async function* readAhead<T>(count: number, ahead: number, make: (k: number) => Promise<T>): AsyncGenerator<T> {
  const begun: Promise<T>[] = [];
  let next = 0;
  const begin = () => {
    const made = make(next++);
    // Awaited in its turn; until then a failure must not count as unhandled.
    made.catch(() => undefined);
    begun.push(made);
  };
  try {
    while (next < Math.min(count, ahead)) begin();
    for (let k = 0; k < count; k++) {
      if (next < count) begin();
      const [first] = begun;
      if (first === undefined) return;
      const value = await first;
      begun.shift();
      yield value;
    }
  } finally {
    await Promise.allSettled(begun);
  }
}
