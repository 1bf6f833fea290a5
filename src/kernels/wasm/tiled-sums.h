/*
 * C += [ Σ_k TERM(a_ik, b_jk) ]_ij, for A: m × depth and B: n × depth, in tiles of C that stay in registers.
 *
 * Included once for each kind of sum, with
 *
 *   NAME               what the function is called
 *   REAL               the type of A and B, and of the sums in registers; C is always float64
 *   DEPTH              how many terms are summed before the sums are added to C
 *   SPLAT(address)     a vector of the one REAL there
 *   TERM(a, b)         one term, of vectors of REAL
 *   ADD_TO(c, sums)    adds one vector of sums to as many numbers of C
 *
 * After Goto & van de Geijn 2008: B in panels of a few columns for the second-level cache, A in panels of a few rows,
 * so that the innermost loop reads both in order. Tiles follow one another along the rows of C, as its memory does.
 */

#define LANES ((int)(16 / sizeof(REAL)))
/* Five rows by two vectors are ten sums: with two vectors of B, one of A and a term they fit an engine's fifteen registers. */
#define TILE_ROWS 5
#define TILE_COLUMNS (2 * LANES)
/* Rows of A packed at a time: with DEPTH 256 of float64 they take 200 kB. */
#define BLOCK_ROWS 100
/* Columns of C for which B is packed at a time: with DEPTH 256 of float64 they take 512 kB. */
#define BLOCK_COLUMNS 256

typedef REAL vector __attribute__((vector_size(16)));
typedef vector unaligned_vector __attribute__((aligned(sizeof(REAL)), may_alias));

static REAL packed_a[BLOCK_ROWS * DEPTH] __attribute__((aligned(64)));
static REAL packed_b[BLOCK_COLUMNS * DEPTH] __attribute__((aligned(64)));

#include "packing.h"

/* A function of its own, because an engine exchanges a function for its optimised form only when it is next called. */
__attribute__((noinline)) static void sum_tile(int terms, const REAL* a, const REAL* b, double* c, int stride) {
  vector sums[TILE_ROWS][2] = {0};
  for (const REAL* end = a + terms * TILE_ROWS; a < end; a += TILE_ROWS, b += TILE_COLUMNS) {
    /* Hides what the addresses are: distances from them then are part of the loads. */
    __asm__("" : "+r"(a), "+r"(b));
    const vector b0 = *(const vector*)b, b1 = *(const vector*)(b + LANES);
#pragma clang loop unroll(full)
    for (int r = 0; r < TILE_ROWS; r++) {
      const vector ar = (vector)SPLAT(a + r);
      sums[r][0] += TERM(ar, b0);
      sums[r][1] += TERM(ar, b1);
    }
  }
#pragma clang loop unroll(full)
  for (int r = 0; r < TILE_ROWS; r++) {
    ADD_TO(c + (long)r * stride, sums[r][0]);
    ADD_TO(c + (long)r * stride + LANES, sums[r][1]);
  }
}

/* The same for a tile of which only some rows and columns lie within C. */
static void sum_edge_tile(int terms, const REAL* a, const REAL* b, double* c, int stride, int rows, int columns) {
  double tile[TILE_ROWS * TILE_COLUMNS] = {0};
  sum_tile(terms, a, b, tile, TILE_COLUMNS);
  for (int r = 0; r < rows; r++)
    for (int s = 0; s < columns; s++) c[(long)r * stride + s] += tile[r * TILE_COLUMNS + s];
}

/* The packed rows of A from row `i` of C on, times the packed columns of B from column `j` on. */
static void sum_block(int i, int rows, int j, int columns, int terms, double* c, int stride, int upper) {
  for (int r = 0; r < rows; r += TILE_ROWS) {
    /* Tiles that lie wholly left of the diagonal. */
    const int left = upper && i + r > j ? (i + r - j) / TILE_COLUMNS * TILE_COLUMNS : 0;
    for (int s = left; s < columns; s += TILE_COLUMNS) {
      const REAL *a = packed_a + r * terms, *b = packed_b + s * terms;
      double* tile = c + (long)(i + r) * stride + j + s;
      if (r + TILE_ROWS <= rows && s + TILE_COLUMNS <= columns) sum_tile(terms, a, b, tile, stride);
      else sum_edge_tile(terms, a, b, tile, stride, smaller(TILE_ROWS, rows - r), smaller(TILE_COLUMNS, columns - s));
    }
  }
}

/*
 * Element (i, k) of A is a[i * a_outer + k * a_inner], and of B likewise: either may lie transposed. Element (i, j)
 * of C is c[i * stride + j]. One of outer and inner is 1. `upper` leaves out tiles that lie wholly left of the diagonal of C.
 */
void EXPORT(NAME)(int m, int n, int depth, const REAL* a, int a_outer, int a_inner, const REAL* b, int b_outer, int b_inner,
                  double* c, int stride, int upper) {
  for (int j = 0; j < n; j += BLOCK_COLUMNS) {
    const int columns = smaller(BLOCK_COLUMNS, n - j);
    for (int k = 0; k < depth; k += DEPTH) {
      const int terms = smaller(DEPTH, depth - k);
      pack(packed_b, TILE_COLUMNS, b + (long)j * b_outer + (long)k * b_inner, b_outer, b_inner, columns, terms);
      for (int i = 0; i < (upper ? smaller(m, j + columns) : m); i += BLOCK_ROWS) {
        const int rows = smaller(BLOCK_ROWS, m - i);
        pack(packed_a, TILE_ROWS, a + (long)i * a_outer + (long)k * a_inner, a_outer, a_inner, rows, terms);
        sum_block(i, rows, j, columns, terms, c, stride, upper);
      }
    }
  }
}
