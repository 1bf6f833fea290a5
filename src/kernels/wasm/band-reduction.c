/*
 * From a dense matrix to a band, by panels of reflections from both sides, almost all of it products of matrices.
 *
 * The first of two steps to singular values: Großer & Lang 1999; Haidar, Kurzak & Luszczek 2013.
 */
#include "band.h"

#include "memory.h"
#include "panel.h"
#include "vector.h"

/* The rows from k on become a triangle; returns how many there are. What is below them is reflected with them. */
static int clear_rows(int m, int n, double* a, double* band, int k) {
  const unsigned start = mark();
  const int count = smaller(BANDWIDTH, m - k), below = m - k - count;
  struct panel panel = panel_of(count, n - k);
  double* rows = a + (long)k * n + k;
  for (int i = 0; i < count; i++) copy(n - k, panel.v + (long)i * (n - k), rows + (long)i * n);
  factor(&panel);
  /* The band is kept transposed: A's rows end in a lower triangle, the band is upper. */
  for (int i = 0; i < count; i++)
    for (int j = 0; j <= i; j++) *band_at(band, k + j, k + i) = panel.triangle[i * count + j];
  apply_from_right(&panel, below, rows + (long)count * n, n, numbers(2l * below * count));
  release(start);
  return count;
}

/* Of so many columns from k on, what is below those rows becomes a triangle. What is right of it is reflected with it. */
static void clear_columns(int m, int n, double* a, double* band, int k, int count) {
  const unsigned start = mark();
  const int below = m - k - count, right = n - k - count;
  struct panel panel = panel_of(count, below);
  double* columns = a + (long)(k + count) * n + k;
  for (int i = 0; i < below; i++)
    for (int j = 0; j < count; j++) panel.v[(long)j * below + i] = columns[(long)i * n + j];
  factor(&panel);
  for (int j = 0; j < count; j++)
    for (int i = 0; i <= j && i < below; i++) *band_at(band, k + j, k + count + i) = panel.triangle[j * count + i];
  apply_from_left(&panel, right, columns + count, n, numbers(2l * right * count));
  release(start);
}

void reduce_to_band(int m, int n, double* a, double* band) {
  for (int k = 0; k < m;) {
    const int count = clear_rows(m, n, a, band, k);
    if (k + count < m) clear_columns(m, n, a, band, k, count);
    k += count;
  }
}
