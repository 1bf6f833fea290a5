/*
 * Rows of a matrix packed as the innermost loop of tiled-sums.h reads them, and included by it for each of its types REAL:
 * in panels of `width` rows, a panel term by term, of each term the rows side by side. Rows that are not there are zeros.
 */

/* Columns of a matrix that are read at a time where they lie side by side: as many whole panels as four cache lines fill. */
#define PACKED_AT_ONCE(width) ((int)(256 / sizeof(REAL)) / (width) * (width))

/* As many terms of a whole panel as a vector holds, of a matrix whose rows begin `outer` apart: squares are transposed. */
static inline void pack_squares(REAL* panel, int width, const REAL* from, int outer) {
#pragma clang loop unroll(full)
  for (int r = 0; r + LANES <= width; r += LANES) {
    vector rows[LANES];
#pragma clang loop unroll(full)
    for (int i = 0; i < LANES; i++) rows[i] = *(const unaligned_vector*)(from + (long)(r + i) * outer);
#pragma clang loop unroll(full)
    for (int k = 0; k < LANES; k++) {
      vector term;
#pragma clang loop unroll(full)
      for (int i = 0; i < LANES; i++) term[i] = rows[i][k];
      *(unaligned_vector*)(panel + k * width + r) = term;
    }
  }
  for (int r = width / LANES * LANES; r < width; r++)
    for (int k = 0; k < LANES; k++) panel[k * width + r] = from[(long)r * outer + k];
}

/* One panel of such a matrix. */
static inline void pack_rows(REAL* panel, int width, const REAL* from, int outer, int rows, int terms) {
  int k = 0;
  if (rows == width)
    for (; k + LANES <= terms; k += LANES) pack_squares(panel + k * width, width, from + k, outer);
  else __builtin_memset(panel, 0, sizeof(REAL) * width * terms);
  for (; k < terms; k++)
    for (int r = 0; r < rows; r++) panel[k * width + r] = from[(long)r * outer + k];
}

/* One panel, of a matrix that lies transposed with terms `inner` apart. */
static inline void pack_columns(REAL* panel, int width, const REAL* from, int inner, int rows, int terms) {
  if (rows < width) __builtin_memset(panel, 0, sizeof(REAL) * width * terms);
  for (int k = 0; k < terms; k++)
    for (int r = 0; r < rows; r++) panel[k * width + r] = from[(long)k * inner + r];
}

/* The same of several whole panels at a time: lines of far terms often displace each other. */
static inline void pack_lines(REAL* panels, int width, const REAL* from, int inner, int terms) {
  for (int k = 0; k < terms; k++)
    for (int r = 0; r < PACKED_AT_ONCE(width); r += width)
      __builtin_memcpy(panels + r * terms + k * width, from + (long)k * inner + r, sizeof(REAL) * width);
}

/*
 * Element (i, k) of the matrix is from[i * outer + k * inner], where outer or inner is 1. Always inlined, because copies of a
 * constant width are no calls.
 */
__attribute__((always_inline)) static inline void pack(REAL* panels, int width, const REAL* from, int outer, int inner, int rows,
                                                       int terms) {
  int r = 0;
  if (outer == 1)
    for (const int some = PACKED_AT_ONCE(width); r + some <= rows; r += some)
      pack_lines(panels + r * terms, width, from + r, inner, terms);
  for (; r < rows; r += width) {
    const int some = smaller(width, rows - r);
    if (outer == 1) pack_columns(panels + r * terms, width, from + r, inner, some, terms);
    else pack_rows(panels + r * terms, width, from + (long)r * outer, outer, some, terms);
  }
}
