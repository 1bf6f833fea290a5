/*
 * From a symmetric matrix to three diagonals by reflections from both sides, a few of them applied at once.
 *
 * Golub & Van Loan 2013, algorithm 8.3.1; Dongarra, Sorensen & Hammarling 1989 for the delayed updates.
 */
#include "tridiagonal.h"

#include "memory.h"
#include "panel.h"
#include "product.h"
#include "reflector.h"
#include "vector.h"

/* Reflections whose updates are applied at once: half of the work then is a product of matrices. */
#define WIDTH 32

/* Adds to y the part of Av in four rows of A and, by symmetry, in the same four columns, all right of the diagonal. */
static void add_four_symmetric(int columns, const double* rows, int stride, const double* f, const double* v, double* y,
                               double* sums) {
  const double *r0 = rows, *r1 = r0 + stride, *r2 = r1 + stride, *r3 = r2 + stride;
  pair s0 = both(0), s1 = s0, s2 = s0, s3 = s0;
  int k = 0;
  for (; k + 2 <= columns; k += 2) {
    const pair a0 = load(r0 + k), a1 = load(r1 + k), a2 = load(r2 + k), a3 = load(r3 + k), value = load(v + k);
    s0 += a0 * value;
    s1 += a1 * value;
    s2 += a2 * value;
    s3 += a3 * value;
    store(y + k, load(y + k) + ((both(f[0]) * a0 + both(f[1]) * a1) + (both(f[2]) * a2 + both(f[3]) * a3)));
  }
  sums[0] += total(s0), sums[1] += total(s1), sums[2] += total(s2), sums[3] += total(s3);
  for (; k < columns; k++) {
    sums[0] += r0[k] * v[k], sums[1] += r1[k] * v[k], sums[2] += r2[k] * v[k], sums[3] += r3[k] * v[k];
    y[k] += (f[0] * r0[k] + f[1] * r1[k]) + (f[2] * r2[k] + f[3] * r3[k]);
  }
}

/* y = Av, of a symmetric A of which only what lies on the diagonal and right of it is read, and that only once. */
static void symmetric_times(int n, const double* a, int stride, const double* v, double* y) {
  set_zero(n, y);
  for (int i = 0; i < n; i += 4) {
    const int rows = smaller(4, n - i);
    for (int r = i; r < i + rows; r++) {
      y[r] += a[(long)r * stride + r] * v[r];
      for (int s = r + 1; s < i + rows; s++) {
        y[r] += a[(long)r * stride + s] * v[s];
        y[s] += a[(long)r * stride + s] * v[r];
      }
    }
    if (rows == 4) add_four_symmetric(n - i - 4, a + (long)i * stride + i + 4, stride, v + i, v + i + 4, y + i + 4, y + i);
  }
}

/* The rows v_q and −w_q of a panel that begins at row `first`: the update that A still awaits is A − Σ v_q w_q' + w_q v_q'. */
struct delayed {
  int n, first;
  double *v, *minus_w;
};

/* Row k of A with what the first `count` reflections of the panel do to it. */
static void bring_up_to_date(const struct delayed* of, int count, int k, double* row) {
  for (int q = 0; q < count; q++) {
    const double *v = of->v + (long)q * of->n, *w = of->minus_w + (long)q * of->n;
    add_scaled(of->n - k, row + k, v[k], w + k);
    add_scaled(of->n - k, row + k, w[k], v + k);
  }
}

/* −w of reflection `count` of the panel: w = p − (tau/2)(p·v)v, where p = tau·A v for the A that is up to date. */
static void find_minus_w(const struct delayed* of, int count, int k, const double* a, double tau) {
  const int n = of->n, from = k + 1, length = n - from;
  const double* v = of->v + (long)count * n + from;
  double* p = of->minus_w + (long)count * n + from;
  set_zero(from, p - from);
  symmetric_times(length, a + (long)from * n + from, n, v, p);
  for (int q = 0; q < count; q++) {
    const double *vq = of->v + (long)q * n + from, *wq = of->minus_w + (long)q * n + from;
    const double along_w = dot(length, wq, v), along_v = dot(length, vq, v);
    add_scaled(length, p, along_w, vq);
    add_scaled(length, p, along_v, wq);
  }
  const double half = tau * tau * dot(length, p, v) / 2;
  for (int i = 0; i < length; i++) p[i] = half * v[i] - tau * p[i];
}

void reduce_to_tridiagonal(int n, double* a, double* diagonal, double* beside, double* tau) {
  const unsigned start = mark();
  struct delayed delayed = {.n = n, .v = numbers((long)WIDTH * n), .minus_w = numbers((long)WIDTH * n)};
  for (int first = 0; first < n; first += WIDTH) {
    const int count = smaller(WIDTH, n - first), end = first + count;
    for (int k = first; k < end; k++) {
      double* row = a + (long)k * n;
      bring_up_to_date(&delayed, k - first, k, row);
      diagonal[k] = row[k];
      if (k + 1 == n) break;
      beside[k] = reflector(n - k - 1, row + k + 1, &tau[k]);
      double* v = delayed.v + (long)(k - first) * n;
      set_zero(k + 1, v);
      copy(n - k - 1, v + k + 1, row + k + 1);
      find_minus_w(&delayed, k - first, k, a, tau[k]);
    }
    if (end == n) break;
    const double *v = delayed.v + end, *w = delayed.minus_w + end;
    double* rest = a + (long)end * n + end;
    multiply_add_f64(n - end, n - end, count, AS_COLUMNS(v, n), AS_COLUMNS(w, n), rest, n, 1);
    multiply_add_f64(n - end, n - end, count, AS_COLUMNS(w, n), AS_COLUMNS(v, n), rest, n, 1);
  }
  release(start);
}

void transposed_basis(int n, const double* a, const double* tau, double* basis) {
  set_zero((long)n * n, basis);
  for (int i = 0; i < n; i++) basis[(long)i * n + i] = 1;
  /* Q' = … H_1 H_0 from its last panel on: until a panel's turn the rows and columns before it are the identity's. */
  for (int first = (n - 2) / WIDTH * WIDTH; n > 1 && first >= 0; first -= WIDTH) {
    const unsigned start = mark();
    const int count = smaller(WIDTH, n - 1 - first), length = n - first - 1;
    struct panel panel = panel_of(count, length, numbers((long)count * length));
    for (int i = 0; i < count; i++) {
      double* v = panel.v + (long)i * length;
      set_zero(i, v);
      copy(length - i, v + i, a + (long)(first + i) * n + first + i + 1);
    }
    join_reflections(&panel, tau + first);
    double* corner = basis + (long)(first + 1) * (n + 1);
    apply_reversed_from_right(&panel, length, corner, n, numbers(2l * length * count));
    release(start);
  }
}
