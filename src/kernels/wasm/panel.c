#include "panel.h"

#include "memory.h"
#include "product.h"
#include "reflector.h"
#include "vector.h"

struct panel panel_of(int count, int length, double* v) {
  return (struct panel){
      .count = count,
      .length = length,
      .v = v,
      .minus_t = numbers(count * count),
      .triangle = numbers(count * count),
  };
}

void factor(struct panel* panel) {
  const int count = panel->count, length = panel->length;
  const unsigned start = mark();
  double* tau = numbers(count);
  set_zero(count * count, panel->triangle);
  for (int i = 0; i < count; i++) {
    double* row = panel->v + (long)i * length;
    /* What the reflections before this one left of the row stays; behind it begins the vector of this one. */
    const int pivot = smaller(i, length);
    copy(pivot, panel->triangle + i * count, row);
    set_zero(pivot, row);
    tau[i] = 0;
    if (i >= length) continue;
    panel->triangle[i * count + i] = reflector(length - i, row + i, &tau[i]);
    reflect_rows(count - i - 1, length - i, row + length + i, length, tau[i], row + i);
  }
  join_reflections(panel, tau);
  release(start);
}

void join_reflections(struct panel* panel, const double* tau) {
  const int count = panel->count, length = panel->length;
  const unsigned start = mark();
  double *minus_t = panel->minus_t, *gram = numbers(count * count);
  set_zero(count * count, gram);
  set_zero(count * count, minus_t);
  multiply_add_f64(count, count, length, AS_ROWS(panel->v, length), AS_ROWS(panel->v, length), gram, count, 1);
  /* Column i of −T: −tau_i (−T) V v_i above the diagonal, and −tau_i on it. */
  for (int i = 0; i < count; i++) {
    minus_t[i * count + i] = -tau[i];
    for (int j = 0; j < i; j++) {
      double sum = 0;
      for (int k = j; k < i; k++) sum += minus_t[j * count + k] * gram[k * count + i];
      minus_t[j * count + i] = -tau[i] * sum;
    }
  }
  release(start);
}

/* A ← A(1 − V'SV), with S = T or its transpose as rows. */
static void apply(const struct panel* panel, int rows, double* a, int stride, double* work, int t_outer, int t_inner) {
  const int count = panel->count, length = panel->length;
  double *products = work, *factors = work + (long)rows * count;
  set_zero(2l * rows * count, work);
  multiply_add_f64(rows, count, length, AS_ROWS(a, stride), AS_ROWS(panel->v, length), products, count, 0);
  multiply_add_f64(rows, count, count, AS_ROWS(products, count), panel->minus_t, t_outer, t_inner, factors, count, 0);
  multiply_add_f64(rows, length, count, AS_ROWS(factors, count), AS_COLUMNS(panel->v, length), a, stride, 0);
}

void apply_from_right(const struct panel* panel, int rows, double* a, int stride, double* work) {
  apply(panel, rows, a, stride, work, 1, panel->count);
}

void apply_reversed_from_right(const struct panel* panel, int rows, double* a, int stride, double* work) {
  apply(panel, rows, a, stride, work, panel->count, 1);
}
