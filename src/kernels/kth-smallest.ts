/**
 * The k-th smallest of the first n values, from 1; the values are put in another order.
 *
 * @param k - 1 ≤ k ≤ n.
 * @see Hoare 1961, "Find"
 * @example
 * kthSmallest(Float64Array.of(4, 1, 3, 1), 4, 3); // => 3
 */
export function kthSmallest(values: Float64Array, n: number, k: number): number {
  let [low, high] = [0, n - 1];
  while (low < high) {
    const pivot = values[(low + high) >>> 1]!;
    let [left, right] = [low, high];
    while (left <= right) {
      while (values[left]! < pivot) left++;
      while (values[right]! > pivot) right--;
      if (left > right) break;
      const value = values[left]!;
      values[left++] = values[right]!;
      values[right--] = value;
    }
    // What lies between the two ends equals the pivot.
    if (k - 1 <= right) high = right;
    else if (k - 1 >= left) low = left;
    else return pivot;
  }
  return values[k - 1]!;
}
