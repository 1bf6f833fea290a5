/* How large numbers are, and all of them times a factor: in place, because a copy of many takes longer than the scaling. */
#include <wasm_simd128.h>

#include "memory.h"
#include "vector.h"

static inline pair larger_magnitudes(pair a, const double* x) {
  return (pair)wasm_f64x2_max((v128_t)a, wasm_f64x2_abs((v128_t)load(x)));
}

/* The largest magnitude among so many numbers; NaN where one of them is. */
double EXPORT(largest_magnitude)(int count, const double* x) {
  pair a = both(0), b = a;
  int k = 0;
  for (; k + 4 <= count; k += 4) a = larger_magnitudes(a, x + k), b = larger_magnitudes(b, x + k + 2);
  for (; k < count; k++) {
    const double one[2] = {x[k], 0};
    a = larger_magnitudes(a, one);
  }
  a = (pair)wasm_f64x2_max((v128_t)a, (v128_t)b);
  return wasm_f64x2_extract_lane(wasm_f64x2_max((v128_t)a, (v128_t)both(a[1])), 0);
}

/* x ← factor · x */
void EXPORT(multiply)(int count, double* x, double factor) {
  for (int k = 0; k < count; k++) x[k] *= factor;
}
