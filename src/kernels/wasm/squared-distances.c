/* C += Σ_k (a_ik − b_jk)², difference by difference: nothing large is subtracted from anything large. */
#include <wasm_simd128.h>

#include "memory.h"
#include "vector.h"

#define NAME add_squared_distances
#define REAL double
#define DEPTH 256
#define SPLAT(address) wasm_v128_load64_splat(address)
#define TERM(a, b) (((a) - (b)) * ((a) - (b)))
#define ADD_TO(c, sums) store((c), load(c) + (sums))
#include "tiled-sums.h"
