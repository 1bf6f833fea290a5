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

/* Clears `row` right of column `first`, up to `last`; the rows below, up to `last`, are reflected with it. */
static void clear_row(double* band, int row, int first, int last, double* v) {
  const int length = last - first + 1;
  double *x = band_at(band, row, first), tau;
  copy(length, v, x);
  x[0] = reflector(length, v, &tau);
  set_zero(length - 1, x + 1);
  reflect_rows(last - row, length, x + BAND_STRIDE, BAND_STRIDE, tau, v);
}

/* Clears `column` below row `first`, up to `last`; the columns to its right, up to `end`, are reflected with it. */
static void clear_column(double* band, int column, int first, int last, int end, double* v, double* work) {
  const int length = last - first + 1;
  double *x = band_at(band, first, column), tau;
  for (int i = 0; i < length; i++) v[i] = x[(long)i * BAND_STRIDE];
  x[0] = reflector(length, v, &tau);
  for (int i = 1; i < length; i++) x[(long)i * BAND_STRIDE] = 0;
  reflect_columns(length, end - column, x + 1, BAND_STRIDE, tau, v, work);
}

void reduce_to_bidiagonal(int n, double* band, double* diagonal, double* beside) {
  const unsigned start = mark();
  double *v = numbers(BANDWIDTH), *work = numbers(2 * BANDWIDTH);
  for (int i = 0; i + 1 < n; i++) {
    int row = i;
    for (int first = i + 1; first < n; first += BANDWIDTH) {
      const int last = smaller(first + BANDWIDTH, n) - 1;
      clear_row(band, row, first, last, v);
      clear_column(band, first, first, last, smaller(last + BANDWIDTH, n - 1), v, work);
      /* The reflected rows now reach further right than the band; the topmost of them is cleared next. */
      row = first;
    }
  }
  for (int i = 0; i < n; i++) diagonal[i] = *band_at(band, i, i);
  for (int i = 0; i + 1 < n; i++) beside[i] = *band_at(band, i, i + 1);
  release(start);
}
