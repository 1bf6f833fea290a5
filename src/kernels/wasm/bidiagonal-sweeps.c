/*
 * The rows and columns of a bidiagonal matrix are rotated in turn: a shift makes a bulge at the top, and rotations chase it out
 * at the bottom.
 *
 * A bulge's way is one long chain of roots and divisions, each waiting for the one before it. So two are on their way at
 * once, each from its own shift: both take little longer than one.
 */
#include "bidiagonal-sweeps.h"

#include "vector.h"

/*
 * A bulge below this is gone. One far smaller than what is negligible may yet grow along elements that do, from as little as
 * NEGLIGIBLE to the fifth power; below this, squares would lose digits to underflow.
 */
#define VANISHED 1e-130
/* How many rows the second bulge is behind the first: as few as have all of their elements back behind it. */
#define BEHIND 2

struct shifts {
  double nearer, farther;
};

/* The eigenvalues of the last 2 × 2 of B'B: Wilkinson's shift, which is the nearer to its last element, and the other. */
static struct shifts shifts(const double* d, const double* e, int first, int last) {
  const double above = last - 1 > first ? e[last - 2] : 0;
  const double a = d[last - 1] * d[last - 1] + above * above;
  const double b = d[last] * d[last] + e[last - 1] * e[last - 1];
  const double c = d[last - 1] * e[last - 1];
  const double half = (a - b) / 2, length = root(half * half + c * c);
  const double far = half < 0 ? half - length : half + length;
  const double change = far == 0 ? 0 : (c * c) / far;
  return (struct shifts){b - change, a + change};
}

/* What the next rotation from the right, of the columns `row` and row + 1, takes to (r, 0). */
struct bulge {
  int row;
  double y, z;
};

static struct bulge bulge(const double* d, const double* e, int first, double shift) {
  return (struct bulge){first, d[first] * d[first] - shift, d[first] * e[first]};
}

/*
 * Takes a bulge one row down, by a rotation from the right and one from the left; returns whether it is still there. The
 * rotation from the left is found from multiples of what it rotates: roots and divisions of both then overlap.
 */
static inline int advance(double* d, double* e, int first, int last, struct bulge* bulge) {
  const int i = bulge->row;
  const double y = bulge->y, z = bulge->z, y2 = y * d[i] + z * e[i], z2 = z * d[i + 1];
  const double square = y * y + z * z, square2 = y2 * y2 + z2 * z2, r = root(square), r2 = root(square2);
  /* The divisions need not wait for the roots. */
  const double inverse = r * (1 / square), inverse2 = r2 * (1 / square2);
  const double c = y * inverse, s = z * inverse, c2 = y2 * inverse2, s2 = z2 * inverse2;
  const double beside = c * e[i] - s * d[i], below = c * d[i + 1];
  if (i > first) e[i - 1] = r;
  d[i] = r2 * inverse;
  d[i + 1] = c2 * below - s2 * beside;
  *bulge = (struct bulge){i + 1, c2 * beside + s2 * below, 0};
  if (i + 1 < last) {
    bulge->z = s2 * e[i + 1];
    e[i + 1] *= c2;
    if (magnitude(bulge->z) >= VANISHED) return 1;
  }
  /* The bulge is gone, and what is below it as it was. */
  e[i] = bulge->y;
  return 0;
}

void sweep_twice(double* d, double* e, int first, int last) {
  const struct shifts from = shifts(d, e, first, last);
  struct bulge one = bulge(d, e, first, from.nearer);
  int goes = 1;
  for (int i = 0; goes && i < BEHIND; i++) goes = advance(d, e, first, last, &one);
  struct bulge other = bulge(d, e, first, from.farther);
  int follows = goes && magnitude(other.z) >= VANISHED;
  while (goes && follows) {
    goes = advance(d, e, first, last, &one);
    follows = advance(d, e, first, last, &other);
  }
  while (goes) goes = advance(d, e, first, last, &one);
  while (follows) follows = advance(d, e, first, last, &other);
}
