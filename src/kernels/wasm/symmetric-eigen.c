/* All eigenvalues and eigenvectors of a symmetric matrix. */
#include "memory.h"
#include "tridiagonal.h"
#include "vector.h"

/*
 * Writes the n eigenvalues of A, n × n, in no order, and to `vectors`, n × n, the eigenvectors as rows in the same order.
 * Only what lies on A's diagonal and right of it is read; A is overwritten. Its largest magnitude must be near 1. Returns 0
 * where the values do not converge.
 */
int EXPORT(symmetric_eigen)(int n, double* a, double* values, double* vectors) {
  const unsigned start = mark();
  double *beside = numbers(n), *tau = numbers(n);
  reduce_to_tridiagonal(n, a, values, beside, tau);
  transposed_basis(n, a, tau, vectors);
  const int found = diagonalise(n, values, beside, vectors);
  release(start);
  return found;
}
