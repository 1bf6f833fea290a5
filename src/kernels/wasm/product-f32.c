/* C += A B' of float32 numbers: few terms at a time in float32, the rest in float64. */
#include <wasm_simd128.h>

#include "memory.h"
#include "vector.h"

#define NAME multiply_add_f32
#define REAL float
/* A sum of 100 float32 terms is wrong by 1e-6 of the terms at most; of thousands it would lose a digit more. */
#define DEPTH 100
#define SPLAT(address) wasm_v128_load32_splat(address)
#define TERM(a, b) ((a) * (b))
#define ADD_TO(c, sums)                                                                            \
  do {                                                                                             \
    typedef float half_vector __attribute__((vector_size(8)));                                     \
    const half_vector low = __builtin_shufflevector(sums, sums, 0, 1);                             \
    const half_vector high = __builtin_shufflevector(sums, sums, 2, 3);                            \
    store((c), load(c) + __builtin_convertvector(low, pair));                                      \
    store((c) + 2, load((c) + 2) + __builtin_convertvector(high, pair));                           \
  } while (0)
#include "tiled-sums.h"
