/* The k largest numbers of each row, by a heap that holds the best so far with the weakest of them on top. */
#include <wasm_simd128.h>

#include "memory.h"
#include "vector.h"

struct entry {
  double value;
  int column;
};

/* Of equal numbers the one further right is the weaker. */
static inline int weaker(struct entry a, struct entry b) {
  return a.value < b.value || (a.value == b.value && a.column > b.column);
}

/* Puts an entry where place 0 of a heap of so many was, and lets it sink. */
static void replace_weakest(struct entry* heap, int size, struct entry entry) {
  int at = 0;
  for (int child = 1; child < size; child = 2 * at + 1) {
    if (child + 1 < size && weaker(heap[child + 1], heap[child])) child++;
    if (!weaker(heap[child], entry)) break;
    heap[at] = heap[child];
    at = child;
  }
  heap[at] = entry;
}

/* Lets the entry at the end of a heap rise. */
static void add(struct entry* heap, int size, struct entry entry) {
  int at = size - 1;
  for (; at > 0 && weaker(entry, heap[(at - 1) / 2]); at = (at - 1) / 2) heap[at] = heap[(at - 1) / 2];
  heap[at] = entry;
}

/* Whether any of eight numbers is above a bound: of most rows most are not. */
static inline int any_above(const double* x, double bound) {
  const v128_t b = wasm_f64x2_splat(bound);
  const v128_t first = wasm_v128_or(wasm_f64x2_gt(wasm_v128_load(x), b), wasm_f64x2_gt(wasm_v128_load(x + 2), b));
  const v128_t second = wasm_v128_or(wasm_f64x2_gt(wasm_v128_load(x + 4), b), wasm_f64x2_gt(wasm_v128_load(x + 6), b));
  return wasm_v128_any_true(wasm_v128_or(first, second));
}

/* The columns of the k largest numbers of one row, the largest first, but for column `skipped`. */
static void largest_of_row(int columns, const double* row, int k, int skipped, struct entry* heap, int* to) {
  int size = 0, column = 0;
  for (; size < k; column++)
    if (column != skipped) size++, add(heap, size, (struct entry){row[column], column});
  while (column < columns) {
    if (column + 8 <= columns && !any_above(row + column, heap[0].value)) {
      column += 8;
      continue;
    }
    /* An equal number further right is no better than the weakest. */
    for (const int end = smaller(column + 8, columns); column < end; column++)
      if (column != skipped && row[column] > heap[0].value)
        replace_weakest(heap, size, (struct entry){row[column], column});
  }
  for (; size > 0; size--) {
    to[size - 1] = heap[0].column;
    replace_weakest(heap, size - 1, heap[size - 1]);
  }
}

/*
 * Writes the columns of the k largest numbers of each row of X, rows × columns, the largest first and of equal ones the
 * leftmost first; none may be NaN. Row i leaves out column `skipped` + i, where there is such a column.
 */
void EXPORT(largest)(int rows, int columns, const double* x, int k, int skipped, int* to) {
  const unsigned start = mark();
  struct entry* heap = allocate((k + 1) * sizeof(struct entry));
  for (int i = 0; i < rows; i++)
    largest_of_row(columns, x + (long)i * columns, k, skipped + i, heap, to + (long)i * k);
  release(start);
}
