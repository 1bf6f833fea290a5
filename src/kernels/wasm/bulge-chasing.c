/*
 * From a band to two diagonals: each row is cleared in turn, and what that spills below the diagonal and right of the band is
 * chased along the band and out of the matrix.
 *
 * The second of two steps to singular values: Lang 1996; Haidar, Kurzak & Luszczek 2013.
 */
#include "band.h"

#include "memory.h"
#include "reflector.h"
#include "vector.h"

/* Columns that are reflected at a time: their four sums stay in registers. */
#define STRIP 8
_Static_assert(BANDWIDTH % 4 == 0 && 2 * BANDWIDTH % STRIP == 0, "rows in fours, columns in strips");

/*
 * All reflections are of BANDWIDTH numbers, and past the end of the matrix they reflect zeros. In the loops below an assembly
 * of nothing hides what the index is, as in tiled-sums.h: distances from row to row then are part of the loads and stores.
 */
static void reflect_four_rows(double* rows, double tau, const double* v) {
  pair sums[4] = {0}, f[4];
  for (int k = 0; k < BANDWIDTH; k += 2) {
    __asm__("" : "+r"(k));
    const double* x = rows + k;
    const pair vk = load(v + k);
#pragma clang loop unroll(full)
    for (int r = 0; r < 4; r++) sums[r] += vk * load(x + r * BAND_STRIDE);
  }
#pragma clang loop unroll(full)
  for (int r = 0; r < 4; r++) f[r] = both(-tau * total(sums[r]));
  for (int k = 0; k < BANDWIDTH; k += 2) {
    __asm__("" : "+r"(k));
    double* x = rows + k;
    const pair vk = load(v + k);
#pragma clang loop unroll(full)
    for (int r = 0; r < 4; r++) store(x + r * BAND_STRIDE, load(x + r * BAND_STRIDE) + f[r] * vk);
  }
}

static void reflect_strip(double* columns, double tau, const double* v) {
  pair sums[STRIP / 2] = {0};
  for (int i = 0; i < BANDWIDTH; i++) {
    __asm__("" : "+r"(i));
    const double* x = columns + i * BAND_STRIDE;
#pragma clang loop unroll(full)
    for (int s = 0; s < STRIP / 2; s++) sums[s] += both(v[i]) * load(x + 2 * s);
  }
#pragma clang loop unroll(full)
  for (int s = 0; s < STRIP / 2; s++) sums[s] *= both(-tau);
  for (int i = 0; i < BANDWIDTH; i++) {
    __asm__("" : "+r"(i));
    double* x = columns + i * BAND_STRIDE;
#pragma clang loop unroll(full)
    for (int s = 0; s < STRIP / 2; s++) store(x + 2 * s, load(x + 2 * s) + both(v[i]) * sums[s]);
  }
}

/* Clears `row` right of column `first`; the rows below, as far as they reach these columns, are reflected with it. */
static void clear_row(double* band, int row, int first, double* v) {
  double *x = band_at(band, row, first), tau;
  copy(BANDWIDTH, v, x);
  x[0] = reflector(BANDWIDTH, v, &tau);
  set_zero(BANDWIDTH - 1, x + 1);
  if (tau == 0) return;
  /* In fours: where that is one row too many, its share of these columns is zeros. */
  for (int i = row + 1; i < first + BANDWIDTH; i += 4) reflect_four_rows(band_at(band, i, first), tau, v);
}

/* Clears column `first` below the diagonal; the columns to its right are reflected with it. */
static void clear_column(double* band, int first, double* v) {
  double *x = band_at(band, first, first), tau;
  for (int i = 0; i < BANDWIDTH; i++) v[i] = x[i * BAND_STRIDE];
  const double beta = reflector(BANDWIDTH, v, &tau);
  if (tau != 0)
    for (int j = 0; j < 2 * BANDWIDTH; j += STRIP) reflect_strip(x + j, tau, v);
  x[0] = beta;
  for (int i = 1; i < BANDWIDTH; i++) x[i * BAND_STRIDE] = 0;
}

void reduce_to_bidiagonal(int n, double* band, double* diagonal, double* beside) {
  const unsigned start = mark();
  double* v = numbers(BANDWIDTH);
  for (int i = 0; i + 1 < n; i++) {
    int row = i;
    for (int first = i + 1; first < n; first += BANDWIDTH) {
      clear_row(band, row, first, v);
      clear_column(band, first, v);
      /* The reflected rows now reach further right than the band; the topmost of them is cleared next. */
      row = first;
    }
  }
  for (int i = 0; i < n; i++) diagonal[i] = *band_at(band, i, i);
  for (int i = 0; i + 1 < n; i++) beside[i] = *band_at(band, i, i + 1);
  release(start);
}
