/* Householder reflections H = 1 − tau·vv' with v_0 = 1. Golub & Van Loan 2013, section 5.1. */
#pragma once

/* Finds the H that takes x to (beta, 0, …, 0), overwrites x with its v, and returns beta. */
double reflector(int length, double* x, double* tau);
/* A ← A H: every row is reflected. Element (i, j) of A is a[i * stride + j]. */
void reflect_rows(int rows, int columns, double* a, int stride, double tau, const double* v);
