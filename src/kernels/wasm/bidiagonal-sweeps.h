/* Sweeps of rotations over a block of a bidiagonal matrix. Golub & Van Loan 2013, algorithm 8.6.1. */
#pragma once

/* Below this share of the largest element nothing counts: far under the rounding of the sum of the values. */
#define NEGLIGIBLE 1e-22

/*
 * Two sweeps over the rows from `first` to `last`, which make the last elements beside the diagonal smaller. Every element
 * of the block is larger than NEGLIGIBLE, the largest of the matrix 1.
 */
void sweep_twice(double* d, double* e, int first, int last);
