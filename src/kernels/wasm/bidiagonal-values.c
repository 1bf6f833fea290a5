/* Singular values of a bidiagonal matrix by QR sweeps with implicit shifts. Golub & Van Loan 2013, algorithm 8.6.2. */
#include "band.h"

#include "bidiagonal-sweeps.h"
#include "vector.h"

/* Half the distance from 1 to the next float64: beside neighbours larger by its inverse an element counts for nothing. */
#define ROUNDING 0x1p-53
/* Pairs of sweeps a value before giving up; one or two are usual. */
#define PATIENCE 60

struct rotation {
  double c, s, r;
};

/* The rotation that takes (f, g) to (r, 0). */
static inline struct rotation rotation(double f, double g) {
  if (g == 0) return (struct rotation){1, 0, f};
  const double r = root(f * f + g * g);
  return (struct rotation){f / r, g / r, r};
}

/* Where the block that ends at `last` begins: behind the nearest element beside the diagonal that is negligible. */
static int block_start(const double* d, double* e, int last) {
  for (int i = last; i > 0; i--)
    if (magnitude(e[i - 1]) <= ROUNDING * (magnitude(d[i - 1]) + magnitude(d[i])) + NEGLIGIBLE) {
      e[i - 1] = 0;
      return i;
    }
  return 0;
}

/* What is right of a zero of the diagonal is rotated out of its row, downwards. */
static void clear_zero_row(double* d, double* e, int zero, int last) {
  double bulge = e[zero];
  e[zero] = 0;
  for (int i = zero + 1; i <= last && bulge != 0; i++) {
    const struct rotation q = rotation(d[i], bulge);
    d[i] = q.r;
    if (i == last) break;
    bulge = -q.s * e[i];
    e[i] *= q.c;
  }
}

/* What is above a zero of the diagonal is rotated out of its column, upwards. */
static void clear_zero_column(double* d, double* e, int first, int zero) {
  double bulge = e[zero - 1];
  e[zero - 1] = 0;
  for (int i = zero - 1; i >= first && bulge != 0; i--) {
    const struct rotation q = rotation(d[i], bulge);
    d[i] = q.r;
    if (i == first) break;
    bulge = -q.s * e[i - 1];
    e[i - 1] *= q.c;
  }
}

/* A zero on the diagonal splits the block; returns whether there is one. */
static int split_at_zero(double* d, double* e, int first, int last) {
  int zero = first;
  while (zero <= last && magnitude(d[zero]) > NEGLIGIBLE) zero++;
  if (zero > last) return 0;
  d[zero] = 0;
  if (zero < last) clear_zero_row(d, e, zero, last);
  if (zero > first) clear_zero_column(d, e, first, zero);
  return 1;
}

/* Divides by the largest element; returns it. */
static double normalise(int n, double* d, double* e) {
  double largest = 0;
  for (int i = 0; i < n; i++) largest = magnitude(d[i]) > largest ? magnitude(d[i]) : largest;
  for (int i = 0; i + 1 < n; i++) largest = magnitude(e[i]) > largest ? magnitude(e[i]) : largest;
  if (largest == 0) return 0;
  for (int i = 0; i < n; i++) d[i] /= largest;
  for (int i = 0; i + 1 < n; i++) e[i] /= largest;
  return largest;
}

int bidiagonal_values(int n, double* d, double* e) {
  const double scale = normalise(n, d, e);
  long patience = (long)PATIENCE * n;
  for (int last = n - 1; last > 0;) {
    const int first = block_start(d, e, last);
    if (first == last) last--;
    else if (!split_at_zero(d, e, first, last)) sweep_twice(d, e, first, last);
    if (patience-- == 0) return 0;
  }
  for (int i = 0; i < n; i++) d[i] = magnitude(d[i]) * scale;
  return 1;
}
