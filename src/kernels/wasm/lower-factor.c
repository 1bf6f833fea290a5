/* The lower triangular L, m × m, with LL' = AA', from A: m × n with m ≤ n. */
#include "memory.h"
#include "panel.h"
#include "vector.h"

/* Rows factored at a time: fewer leave the products thin, more do the same work by vectors. */
#define WIDTH 32

/* Overwrites A. The L of an LQ decomposition, a few rows at a time: nothing is squared and no digits are lost. */
void EXPORT(lower_factor)(int m, int n, double* a, double* l) {
  set_zero((long)m * m, l);
  for (int k = 0; k < m; k += WIDTH) {
    const unsigned start = mark();
    const int count = smaller(WIDTH, m - k), below = m - k - count;
    struct panel panel = panel_of(count, n - k, numbers((long)count * (n - k)));
    double* rows = a + (long)k * n + k;
    for (int i = 0; i < count; i++) copy(n - k, panel.v + (long)i * (n - k), rows + (long)i * n);
    factor(&panel);
    apply_from_right(&panel, below, rows + (long)count * n, n, numbers(2l * below * count));
    for (int i = 0; i < count; i++) copy(count, l + (long)(k + i) * m + k, panel.triangle + i * count);
    for (int i = k + count; i < m; i++) copy(count, l + (long)i * m + k, a + (long)i * n + k);
    release(start);
  }
}
