/* What a block of several matrices adds to the inner products of each two, row by row and column by column. */
#include "memory.h"
#include "vector.h"

/* x ← (x − c) · factor of each row, in place. */
#define CENTRE_ROWS(name, real)                                                                         \
  void EXPORT(name)(int rows, int columns, real* restrict x, const double* restrict c, double factor) { \
    for (int i = 0; i < rows; i++, x += columns)                                                        \
      for (int j = 0; j < columns; j++) x[j] = (real)((x[j] - c[j]) * factor);                          \
  }
CENTRE_ROWS(centre_rows_f64, double)
CENTRE_ROWS(centre_rows_f32, float)

/* C = a1' + 1b' of so many rows `stride` apart. */
void EXPORT(set_pair_sums)(int rows, int columns, const double* a, const double* b, double* c, int stride) {
  for (int i = 0; i < rows; i++, c += stride) {
    int j = 0;
    for (; j + 2 <= columns; j += 2) store(c + j, both(a[i]) + load(b + j));
    for (; j < columns; j++) c[j] = a[i] + b[j];
  }
}

/* The products of four rows of two matrices, `stride` apart, added up by rows and by columns. */
__attribute__((noinline)) static void add_four_rows(int columns, const double* a, const double* b, long stride,
                                                    double* of_rows, double* of_columns) {
  const double *a1 = a + stride, *a2 = a1 + stride, *a3 = a2 + stride;
  const double *b1 = b + stride, *b2 = b1 + stride, *b3 = b2 + stride;
  pair s0 = both(0), s1 = s0, s2 = s0, s3 = s0;
  int j = 0;
  for (; j + 2 <= columns; j += 2) {
    const pair p0 = load(a + j) * load(b + j), p1 = load(a1 + j) * load(b1 + j);
    const pair p2 = load(a2 + j) * load(b2 + j), p3 = load(a3 + j) * load(b3 + j);
    s0 += p0, s1 += p1, s2 += p2, s3 += p3;
    store(of_columns + j, load(of_columns + j) + ((p0 + p1) + (p2 + p3)));
  }
  for (; j < columns; j++) {
    const double p[4] = {a[j] * b[j], a1[j] * b1[j], a2[j] * b2[j], a3[j] * b3[j]};
    s0[0] += p[0], s1[0] += p[1], s2[0] += p[2], s3[0] += p[3];
    of_columns[j] += (p[0] + p[1]) + (p[2] + p[3]);
  }
  of_rows[0] += total(s0), of_rows[1] += total(s1), of_rows[2] += total(s2), of_rows[3] += total(s3);
}

static void add_row(int columns, const double* a, const double* b, double* of_row, double* of_columns) {
  for (int j = 0; j < columns; j++) {
    const double product = a[j] * b[j];
    *of_row += product;
    of_columns[j] += product;
  }
}

static double sum_of_cubes(int columns, const double* a) {
  pair sum = both(0);
  int j = 0;
  for (; j + 2 <= columns; j += 2) sum += load(a + j) * load(a + j) * load(a + j);
  return total(sum) + (j < columns ? a[j] * a[j] * a[j] : 0);
}

/*
 * Adds Σ_j A_k,ij A_l,ij of each row i to `of_rows` and Σ_i of each column j to `of_columns`, for all k ≤ l in the order (0, 0),
 * (0, 1), (1, 1), (0, 2), … with the sums of one pair and of the next so far apart; and Σ_ij A_k,ij³ of each matrix to `cubes`.
 * `entries`, rows × m × columns, has each row of one matrix beside the same row of the next.
 */
void EXPORT(add_alignments)(int m, int rows, int columns, const double* entries, double* of_rows, int rows_apart,
                            double* of_columns, int columns_apart, double* cubes) {
  const long stride = (long)m * columns;
  for (int i = 0, some; i < rows; i += some) {
    some = i + 4 <= rows ? 4 : 1;
    const double* first = entries + i * stride;
    double *row_sums = of_rows + i, *column_sums = of_columns;
    for (int l = 0; l < m; l++) {
      const double* b = first + (long)l * columns;
      for (int k = 0; k <= l; k++, row_sums += rows_apart, column_sums += columns_apart) {
        const double* a = first + (long)k * columns;
        if (some == 4) add_four_rows(columns, a, b, stride, row_sums, column_sums);
        else add_row(columns, a, b, row_sums, column_sums);
      }
      for (int r = 0; r < some; r++) cubes[l] += sum_of_cubes(columns, b + r * stride);
    }
  }
}
