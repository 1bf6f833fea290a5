/* All singular values of a dense matrix: to a band, from the band to two diagonals, from these to the values. */
#include "band.h"
#include "memory.h"
#include "vector.h"

/* How much longer than wide a matrix must be for a triangular factor to pay first. */
#define LONG 1.6

void lower_factor(int m, int n, double* a, double* l);

/*
 * Writes the m singular values of A, m × n with m ≤ n, in no order; A is overwritten. Its largest magnitude must be near 1.
 * Returns 0 where the last step does not converge.
 */
int EXPORT(singular_values)(int m, int n, double* a, double* values) {
  const unsigned start = mark();
  double *square = a, *band = numbers(BAND_SIZE(m)), *beside = numbers(m);
  int columns = n;
  if (n > LONG * m) {
    square = numbers((long)m * m);
    columns = m;
    lower_factor(m, n, a, square);
  }
  set_zero(BAND_SIZE(m), band);
  reduce_to_band(m, columns, square, band);
  reduce_to_bidiagonal(m, band, values, beside);
  const int found = bidiagonal_values(m, values, beside);
  release(start);
  return found;
}
