/*
 * An upper band matrix: n × n, with elements (i, j), 0 ≤ j − i ≤ BANDWIDTH.
 *
 * Stored with room for the bulges that a chase makes, as if it were dense with rows of 3 · BANDWIDTH numbers: element
 * (i, j) is band[i * BAND_STRIDE + j + BANDWIDTH]. The next row begins one column later, so that rows of 3 · BANDWIDTH + 1
 * numbers around the diagonal follow one another without gap or overlap. Below the last row follow BANDWIDTH rows of zeros:
 * reflections near the end are as long as the others.
 */
#pragma once

/*
 * Wider bands make better products of the first step and more work of the second. Whole tiles of tiled-sums.h, so a multiple of
 * both their sides: 20. Measured at 512, 1024 and 2048 rows, 24 is 3, 3 and 1 % slower.
 */
#define BANDWIDTH 20
#define BAND_STRIDE (3 * BANDWIDTH)
#define BAND_SIZE(n) ((long)((n) + BANDWIDTH) * (BAND_STRIDE + 1))

static inline double* band_at(double* band, int i, int j) { return band + (long)i * BAND_STRIDE + j + BANDWIDTH; }

/* A band matrix with the singular values of A, m × n with m ≤ n; A is overwritten, the band, m × m, must be zeros. */
void reduce_to_band(int m, int n, double* a, double* band);
/* A bidiagonal matrix with the singular values of a band matrix, which is overwritten. */
void reduce_to_bidiagonal(int n, double* band, double* diagonal, double* beside);
/* Overwrites the diagonal with the singular values, in no order; returns 0 where they do not converge. */
int bidiagonal_values(int n, double* diagonal, double* beside);
