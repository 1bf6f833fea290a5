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
  for (int k = 1; k < length; k++) x[k] /= first - beta;
  *tau = (beta - first) / beta;
  return beta;
}

/* Four rows at a time, so that v is read once for the four. */
static void reflect_four_rows(int columns, double* r0, double* r1, double* r2, double* r3, double tau, const double* v) {
  pair s0 = both(0), s1 = s0, s2 = s0, s3 = s0;
  const int even = columns & ~1;
  for (int k = 0; k < even; k += 2) {
    const pair value = load(v + k);
    s0 += value * load(r0 + k);
    s1 += value * load(r1 + k);
    s2 += value * load(r2 + k);
    s3 += value * load(r3 + k);
  }
  double f0 = total(s0), f1 = total(s1), f2 = total(s2), f3 = total(s3);
  if (even < columns) {
    f0 += v[even] * r0[even];
    f1 += v[even] * r1[even];
    f2 += v[even] * r2[even];
    f3 += v[even] * r3[even];
  }
  f0 *= -tau, f1 *= -tau, f2 *= -tau, f3 *= -tau;
  for (int k = 0; k < even; k += 2) {
    const pair value = load(v + k);
    store(r0 + k, load(r0 + k) + both(f0) * value);
    store(r1 + k, load(r1 + k) + both(f1) * value);
    store(r2 + k, load(r2 + k) + both(f2) * value);
    store(r3 + k, load(r3 + k) + both(f3) * value);
  }
  if (even < columns) {
    r0[even] += f0 * v[even];
    r1[even] += f1 * v[even];
    r2[even] += f2 * v[even];
    r3[even] += f3 * v[even];
  }
}

void reflect_rows(int rows, int columns, double* a, int stride, double tau, const double* v) {
  if (tau == 0) return;
  int i = 0;
  for (; i + 4 <= rows; i += 4) {
    double* row = a + (long)i * stride;
    reflect_four_rows(columns, row, row + stride, row + 2l * stride, row + 3l * stride, tau, v);
  }
  for (; i < rows; i++) {
    double* row = a + (long)i * stride;
    add_scaled(columns, row, -tau * dot(columns, row, v), v);
  }
}

/* y += f_0 x_0 + … + f_3 x_3, of four rows that lie `stride` apart. */
static void add_four_rows(int columns, double* y, const double* f, const double* x, int stride) {
  const double *x0 = x, *x1 = x + stride, *x2 = x1 + stride, *x3 = x2 + stride;
  int k = 0;
  for (; k + 2 <= columns; k += 2) {
    const pair first = both(f[0]) * load(x0 + k) + both(f[1]) * load(x1 + k);
    const pair second = both(f[2]) * load(x2 + k) + both(f[3]) * load(x3 + k);
    store(y + k, load(y + k) + (first + second));
  }
  for (; k < columns; k++) y[k] += f[0] * x0[k] + f[1] * x1[k] + (f[2] * x2[k] + f[3] * x3[k]);
}

void reflect_columns(int rows, int columns, double* a, int stride, double tau, const double* v, double* work) {
  if (tau == 0) return;
  set_zero(columns, work);
  int i = 0;
  for (; i + 4 <= rows; i += 4) add_four_rows(columns, work, v + i, a + (long)i * stride, stride);
  for (; i < rows; i++) add_scaled(columns, work, v[i], a + (long)i * stride);
  for (i = 0; i < rows; i++) add_scaled(columns, a + (long)i * stride, -tau * v[i], work);
}
