#include "reflector.h"

#include "vector.h"

/*
 * What is shorter than 2^-500 beside a largest entry near 1 is taken for zero: its square would lose digits to underflow,
 * and a v that does not fit its tau is no reflection.
 */
#define NEGLIGIBLE 0x1p-1000

double reflector(int length, double* x, double* tau) {
  const double first = x[0], rest = dot(length - 1, x + 1, x + 1);
  x[0] = 1;
  if (rest < NEGLIGIBLE) {
    set_zero(length - 1, x + 1);
    *tau = 0;
    return first;
  }
  /* The sign that adds to `first` instead of cancelling it. */
  const double length_of_x = root(first * first + rest), beta = first > 0 ? -length_of_x : length_of_x;
  const double inverse = 1 / (first - beta);
  for (int k = 1; k < length; k++) x[k] *= inverse;
  *tau = (beta - first) / beta;
  return beta;
}

/*
 * The products of four rows with v: v is read once for the four. Each product is two sums, because an addition that waits
 * for the one before it takes three cycles.
 */
static void dot_four_rows(int columns, const double* a, int stride, const double* v, double* products) {
  const double *r0 = a, *r1 = r0 + stride, *r2 = r1 + stride, *r3 = r2 + stride;
  pair s0 = both(0), s1 = s0, s2 = s0, s3 = s0, t0 = s0, t1 = s0, t2 = s0, t3 = s0;
  int k = 0;
  for (; k + 4 <= columns; k += 4) {
    const pair u = load(v + k), w = load(v + k + 2);
    s0 += u * load(r0 + k), t0 += w * load(r0 + k + 2);
    s1 += u * load(r1 + k), t1 += w * load(r1 + k + 2);
    s2 += u * load(r2 + k), t2 += w * load(r2 + k + 2);
    s3 += u * load(r3 + k), t3 += w * load(r3 + k + 2);
  }
  products[0] = total(s0 + t0), products[1] = total(s1 + t1), products[2] = total(s2 + t2), products[3] = total(s3 + t3);
  for (; k < columns; k++)
    products[0] += v[k] * r0[k], products[1] += v[k] * r1[k], products[2] += v[k] * r2[k], products[3] += v[k] * r3[k];
}

/* Adds f_i v to each of four rows: v is read once for the four. */
static void add_to_four_rows(int columns, double* a, int stride, const double* f, const double* v) {
  double *r0 = a, *r1 = r0 + stride, *r2 = r1 + stride, *r3 = r2 + stride;
  const pair f0 = both(f[0]), f1 = both(f[1]), f2 = both(f[2]), f3 = both(f[3]);
  int k = 0;
  for (; k + 2 <= columns; k += 2) {
    const pair value = load(v + k);
    store(r0 + k, load(r0 + k) + f0 * value);
    store(r1 + k, load(r1 + k) + f1 * value);
    store(r2 + k, load(r2 + k) + f2 * value);
    store(r3 + k, load(r3 + k) + f3 * value);
  }
  for (; k < columns; k++) r0[k] += f[0] * v[k], r1[k] += f[1] * v[k], r2[k] += f[2] * v[k], r3[k] += f[3] * v[k];
}

void reflect_rows(int rows, int columns, double* a, int stride, double tau, const double* v) {
  if (tau == 0) return;
  int i = 0;
  for (; i + 4 <= rows; i += 4) {
    double *row = a + (long)i * stride, f[4];
    dot_four_rows(columns, row, stride, v, f);
    for (int r = 0; r < 4; r++) f[r] *= -tau;
    add_to_four_rows(columns, row, stride, f, v);
  }
  for (; i < rows; i++) {
    double* row = a + (long)i * stride;
    add_scaled(columns, row, -tau * dot(columns, row, v), v);
  }
}
