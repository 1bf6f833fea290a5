/* C += A B' in float64. */
#include <wasm_simd128.h>

#include "memory.h"
#include "vector.h"

#define NAME multiply_add_f64
#define REAL double
/* Panels of this depth, five rows of A and four of B, take 18 kB: about half of a first-level cache. */
#define DEPTH 256
#define SPLAT(address) wasm_v128_load64_splat(address)
#define TERM(a, b) ((a) * (b))
#define ADD_TO(c, sums) store((c), load(c) + (sums))
#include "tiled-sums.h"
