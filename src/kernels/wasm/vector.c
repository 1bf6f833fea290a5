#include "vector.h"

/* Four sums side by side: an addition takes three cycles, and none waits for the one before it. */
double dot(int length, const double* a, const double* b) {
  pair s0 = both(0), s1 = s0, s2 = s0, s3 = s0;
  int k = 0;
  for (; k + 8 <= length; k += 8) {
    s0 += load(a + k) * load(b + k);
    s1 += load(a + k + 2) * load(b + k + 2);
    s2 += load(a + k + 4) * load(b + k + 4);
    s3 += load(a + k + 6) * load(b + k + 6);
  }
  double rest = 0;
  for (; k < length; k++) rest += a[k] * b[k];
  return total((s0 + s1) + (s2 + s3)) + rest;
}

void add_scaled(int length, double* y, double factor, const double* x) {
  int k = 0;
  for (; k + 2 <= length; k += 2) store(y + k, load(y + k) + both(factor) * load(x + k));
  for (; k < length; k++) y[k] += factor * x[k];
}

void set_zero(long length, double* x) { __builtin_memset(x, 0, length * sizeof(double)); }

void copy(long length, double* to, const double* from) { __builtin_memmove(to, from, length * sizeof(double)); }
