/**
 * @throws RangeError unless [from, to) are examples of a data set of n.
 * @example
 * checkExamples("cifar10:test_batch.bin", 10, 0, 10); // => undefined
 */
export function checkExamples(name: string, n: number, from: number, to: number): void {
  const fits = Number.isInteger(from) && Number.isInteger(to) && 0 <= from && from <= to && to <= n;
  if (!fits) throw new RangeError(`read: [${from}, ${to}) does not lie in the ${n} examples of ${name}`);
}
