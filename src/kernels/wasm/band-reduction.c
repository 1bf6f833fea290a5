/*
 * From a dense matrix to a band, by panels of reflections from both sides, almost all of it products of matrices.
 *
 * A step turns a few rows into a triangle by reflections 1 − V'TV from the right, and then as many columns of what is below
 * these rows, B, by 1 − W'SW from the left. B becomes
 *
 *   (1 − W'S'W)(B + F'V) = B + F'V + W'G,  where F' = −BV'T and G = −S'W(B + F'V).
 *
 * To find W takes only those columns of B + F'V. So B is read for BV' and for WB, and written once, by one product.
 *
 * The first of two steps to singular values: Großer & Lang 1999; Haidar, Kurzak & Luszczek 2013.
 */
#include "band.h"

#include "memory.h"
#include "panel.h"
#include "product.h"
#include "vector.h"

struct step {
  /* B's rows begin n apart; it has `count` columns that become a triangle, and right of these the rest. */
  int n, count, below, right;
  double* b;
  /* F and, next to it, W, count × below. */
  double *f, *w;
  /* V and, next to it, G, count × (count + right); the first columns of G are not used. */
  double *v, *g;
};

static double* zeros(long count) {
  double* x = numbers(count);
  set_zero(count, x);
  return x;
}

static struct step step_at(int m, int n, double* a, int k) {
  const int count = smaller(BANDWIDTH, m - k), below = m - k - count, right = n - k - count;
  double *left_factors = zeros(2l * count * below), *right_factors = zeros(2l * count * (count + right));
  return (struct step){
      .n = n, .count = count, .below = below, .right = right,
      .b = a + (long)(k + count) * n + k,
      .f = left_factors, .w = left_factors + (long)count * below,
      .v = right_factors, .g = right_factors + (long)count * (count + right),
  };
}

/* Turns the rows above B into a triangle, by V; finds F. */
static void clear_rows(const struct step* step, double* band, int k) {
  const int n = step->n, count = step->count, below = step->below, length = count + step->right;
  for (int i = 0; i < count; i++) copy(length, step->v + (long)i * length, step->b + (long)(i - count) * n);
  struct panel panel = panel_of(count, length, step->v);
  factor(&panel);
  /* The band is kept transposed: A's rows end in a lower triangle, the band is upper. */
  for (int i = 0; i < count; i++)
    for (int j = 0; j <= i; j++) *band_at(band, k + j, k + i) = panel.triangle[i * count + j];
  double* products = zeros((long)below * count);
  multiply_add_f64(below, count, length, AS_ROWS(step->b, n), AS_ROWS(step->v, length), products, count, 0);
  multiply_add_f64(count, below, count, AS_COLUMNS(panel.minus_t, count), AS_ROWS(products, count), step->f, below, 0);
}

/* Turns the first columns of B + F'V into a triangle, by W; finds G for the others. */
static void clear_columns(const struct step* step, double* band, int k) {
  const int n = step->n, count = step->count, below = step->below, right = step->right, length = count + right;
  const double *b = step->b, *f = step->f, *v = step->v;
  double* w = step->w;
  for (int i = 0; i < below; i++)
    for (int j = 0; j < count; j++) w[(long)j * below + i] = b[(long)i * n + j];
  multiply_add_f64(count, below, count, AS_COLUMNS(v, length), AS_COLUMNS(f, below), w, below, 0);
  struct panel panel = panel_of(count, below, w);
  factor(&panel);
  for (int j = 0; j < count; j++)
    for (int i = 0; i <= j && i < below; i++) *band_at(band, k + j, k + count + i) = panel.triangle[j * count + i];
  double *wf = zeros(count * count), *products = zeros((long)count * right);
  multiply_add_f64(count, count, below, AS_ROWS(w, below), AS_ROWS(f, below), wf, count, 0);
  multiply_add_f64(count, right, below, AS_ROWS(w, below), AS_COLUMNS(b + count, n), products, right, 0);
  multiply_add_f64(count, right, count, AS_ROWS(wf, count), AS_COLUMNS(v + count, length), products, right, 0);
  multiply_add_f64(count, right, count, AS_COLUMNS(panel.minus_t, count), AS_COLUMNS(products, right), step->g + count, length,
                   0);
}

void reduce_to_band(int m, int n, double* a, double* band) {
  for (int k = 0; k < m; k += BANDWIDTH) {
    const unsigned start = mark();
    const struct step step = step_at(m, n, a, k);
    const int count = step.count, length = count + step.right;
    clear_rows(&step, band, k);
    if (step.below > 0) clear_columns(&step, band, k);
    multiply_add_f64(step.below, step.right, 2 * count, AS_COLUMNS(step.f, step.below), AS_COLUMNS(step.v + count, length),
                     step.b + count, n, 0);
    release(start);
  }
}
