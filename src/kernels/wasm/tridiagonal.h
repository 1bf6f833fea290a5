/* Eigenvalues and eigenvectors of a symmetric matrix by way of a tridiagonal one: A = Q T Q'. */
#pragma once

/*
 * T's diagonals from A, n × n, of which only what lies on the diagonal and right of it is read. Leaves the reflections
 * H_0 H_1 … = Q in A: row i has the v of H_i right of its diagonal.
 */
void reduce_to_tridiagonal(int n, double* a, double* diagonal, double* beside, double* tau);
/* Q', n × n, from these reflections. */
void transposed_basis(int n, const double* a, const double* tau, double* basis);
/*
 * Overwrites T's diagonal with its eigenvalues, in no order, and Q' with S'Q', whose rows are the eigenvectors of A, where
 * T = S Λ S'. Returns 0 where they do not converge.
 */
int diagonalise(int n, double* diagonal, double* beside, double* basis);
