/*
 * Eigenvalues of a tridiagonal matrix by QR sweeps with implicit shifts, and the rotations of the sweeps applied to a basis.
 *
 * Golub & Van Loan 2013, algorithm 8.3.3.
 */
#include "memory.h"
#include "tridiagonal.h"
#include "vector.h"

/* Half the distance from 1 to the next float64. */
#define ROUNDING 0x1p-53
/* Below this share of the largest element nothing counts. */
#define NEGLIGIBLE 1e-22
/* Sweeps a value before giving up; two are usual. */
#define PATIENCE 60
/* Sweeps whose rotations are kept and applied together: the basis then passes through the cache once for all of them. */
#define KEPT_SWEEPS 32
/* Columns of the basis that the kept rotations are applied to at a time: those of 1000 rows take 64 kB. */
#define BASIS_COLUMNS 8

/* The rotations of some sweeps; those of sweep s are of rows i and i + 1 for first[s] ≤ i < last[s]. */
struct rotations {
  int n, sweeps;
  int first[KEPT_SWEEPS], last[KEPT_SWEEPS];
  /* KEPT_SWEEPS × n */
  double *c, *s;
};

/* One sweep's rotations of eight columns: the row that two successive rotations share stays in registers. */
static void rotate_columns(int first, int last, const double* c, const double* s, double* basis, int stride) {
  double* row = basis + (long)first * stride;
  pair u0 = load(row), u1 = load(row + 2), u2 = load(row + 4), u3 = load(row + 6);
  for (int i = first; i < last; i++) {
    double* next = row + stride;
    const pair ci = both(c[i]), si = both(s[i]);
    const pair v0 = load(next), v1 = load(next + 2), v2 = load(next + 4), v3 = load(next + 6);
    store(row, ci * u0 + si * v0);
    store(row + 2, ci * u1 + si * v1);
    store(row + 4, ci * u2 + si * v2);
    store(row + 6, ci * u3 + si * v3);
    u0 = ci * v0 - si * u0;
    u1 = ci * v1 - si * u1;
    u2 = ci * v2 - si * u2;
    u3 = ci * v3 - si * u3;
    row = next;
  }
  store(row, u0), store(row + 2, u1), store(row + 4, u2), store(row + 6, u3);
}

static void rotate_column(int first, int last, const double* c, const double* s, double* column, int stride) {
  for (int i = first; i < last; i++) {
    double *upper = column + (long)i * stride, *lower = upper + stride;
    const double u = *upper, v = *lower;
    *upper = c[i] * u + s[i] * v;
    *lower = c[i] * v - s[i] * u;
  }
}

/* Applies the kept rotations to the rows of the basis, and forgets them. */
static void apply_rotations(struct rotations* kept, double* basis) {
  const int n = kept->n;
  int column = 0;
  for (; column + BASIS_COLUMNS <= n; column += BASIS_COLUMNS)
    for (int k = 0; k < kept->sweeps; k++)
      rotate_columns(kept->first[k], kept->last[k], kept->c + (long)k * n, kept->s + (long)k * n, basis + column, n);
  for (; column < n; column++)
    for (int k = 0; k < kept->sweeps; k++)
      rotate_column(kept->first[k], kept->last[k], kept->c + (long)k * n, kept->s + (long)k * n, basis + column, n);
  kept->sweeps = 0;
}

/* Wilkinson's shift: the eigenvalue of the last 2 × 2 that is nearer to its last element. */
static double shift(const double* d, const double* e, int last) {
  const double half = (d[last - 1] - d[last]) / 2, beside = e[last - 1];
  const double length = root(half * half + beside * beside);
  const double far = half < 0 ? half - length : half + length;
  return far == 0 ? d[last] : d[last] - beside * beside / far;
}

/* One sweep over a block: the shift makes a bulge at the top, and rotations chase it out at the bottom. */
static void sweep(double* d, double* e, int first, int last, double* c, double* s) {
  double x = d[first] - shift(d, e, last), z = e[first];
  for (int i = first; i < last; i++) {
    double ci = 1, si = 0, r = x;
    if (z != 0) r = root(x * x + z * z), ci = x / r, si = z / r;
    if (i > first) e[i - 1] = r;
    /* Both sides of the 2 × 2 on the diagonal. */
    const double upper = d[i], lower = d[i + 1], corner = e[i];
    const double mixed = 2 * ci * si * corner;
    d[i] = ci * ci * upper + mixed + si * si * lower;
    d[i + 1] = si * si * upper - mixed + ci * ci * lower;
    e[i] = ci * si * (lower - upper) + (ci * ci - si * si) * corner;
    x = e[i];
    if (i + 1 < last) {
      z = si * e[i + 1];
      e[i + 1] *= ci;
    }
    c[i] = ci, s[i] = si;
  }
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

int diagonalise(int n, double* d, double* e, double* basis) {
  const unsigned start = mark();
  struct rotations kept = {.n = n, .c = numbers((long)KEPT_SWEEPS * n), .s = numbers((long)KEPT_SWEEPS * n)};
  long patience = (long)PATIENCE * n;
  for (int last = n - 1; last > 0;) {
    const int first = block_start(d, e, last);
    if (first == last) {
      last--;
      continue;
    }
    if (patience-- == 0) break;
    const int k = kept.sweeps;
    sweep(d, e, first, last, kept.c + (long)k * n, kept.s + (long)k * n);
    kept.first[k] = first, kept.last[k] = last, kept.sweeps = k + 1;
    if (kept.sweeps == KEPT_SWEEPS) apply_rotations(&kept, basis);
  }
  apply_rotations(&kept, basis);
  release(start);
  return patience >= 0;
}
