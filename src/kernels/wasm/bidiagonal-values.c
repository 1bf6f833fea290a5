/* Singular values of a bidiagonal matrix by QR sweeps with implicit shifts. Golub & Van Loan 2013, algorithm 8.6.2. */
#include "band.h"
#include "vector.h"

/* Half the distance from 1 to the next float64: beside neighbours larger by its inverse an element counts for nothing. */
#define ROUNDING 0x1p-53
/* Below this share of the largest element nothing counts: far under the rounding of the sum of the values. */
#define NEGLIGIBLE 1e-22
/*
 * A bulge below this is gone. One far smaller than what is negligible may yet grow along elements that do, from as little as
 * NEGLIGIBLE to the fifth power; below this, squares would lose digits to underflow.
 */
#define VANISHED 1e-130
/* Sweeps a value before giving up; two or three are usual. */
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

/* Wilkinson's shift: the eigenvalue of the last 2 × 2 of B'B that is nearer to its last element. */
static double shift(const double* d, const double* e, int first, int last) {
  const double above = last - 1 > first ? e[last - 2] : 0;
  const double a = d[last - 1] * d[last - 1] + above * above;
  const double b = d[last] * d[last] + e[last - 1] * e[last - 1];
  const double c = d[last - 1] * e[last - 1];
  const double half = (a - b) / 2, length = root(half * half + c * c);
  const double far = half < 0 ? half - length : half + length;
  return far == 0 ? b : b - (c * c) / far;
}

/*
 * One sweep over a block: the shift makes a bulge at the top, and rotations chase it out at the bottom, one from the right and
 * one from the left for each row. The rotation from the left is found from multiples of what it rotates: roots and divisions
 * of both then overlap, and a sweep is one long chain of these.
 */
static void sweep(double* d, double* e, int first, int last) {
  double y = d[first] - shift(d, e, first, last) / d[first], z = e[first];
  for (int i = first; i < last; i++) {
    const double y2 = y * d[i] + z * e[i], z2 = z * d[i + 1];
    const double square = y * y + z * z, square2 = y2 * y2 + z2 * z2, r = root(square), r2 = root(square2);
    /* The divisions need not wait for the roots. */
    const double inverse = r * (1 / square), inverse2 = r2 * (1 / square2);
    const double c = y * inverse, s = z * inverse, c2 = y2 * inverse2, s2 = z2 * inverse2;
    const double beside = c * e[i] - s * d[i], below = c * d[i + 1];
    if (i > first) e[i - 1] = r;
    d[i] = r2 * inverse;
    y = c2 * beside + s2 * below;
    d[i + 1] = c2 * below - s2 * beside;
    if (i + 1 == last) break;
    z = s2 * e[i + 1];
    e[i + 1] *= c2;
    /* The bulge is gone, and what is below it as it was. */
    if (magnitude(z) < VANISHED) {
      e[i] = y;
      return;
    }
  }
  e[last - 1] = y;
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
    else if (!split_at_zero(d, e, first, last)) sweep(d, e, first, last);
    if (patience-- == 0) return 0;
  }
  for (int i = 0; i < n; i++) d[i] = magnitude(d[i]) * scale;
  return 1;
}
