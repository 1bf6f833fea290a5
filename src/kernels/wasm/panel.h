/*
 * A few reflections at once: H_0 H_1 … H_(b−1) = 1 − V'TV, with T b × b upper triangular and the v_i the rows of V, b × length.
 *
 * The compact WY representation: Schreiber & Van Loan 1989; Golub & Van Loan 2013, section 5.1.7.
 */
#pragma once

struct panel {
  int count, length;
  /* count × length; row i begins with i zeros. */
  double* v;
  /* −T, count × count, upper triangular. */
  double* minus_t;
  /* count × count, lower triangular: what the reflections leave of the rows that they were made from. */
  double* triangle;
};

/* A panel of so many reflections of such a length, whose rows are at v. */
struct panel panel_of(int count, int length, double* v);
/* Finds the reflections that take the rows in V to a lower triangle, one row after the other, and overwrites V. */
void factor(struct panel* panel);
/* A ← A H_0 … H_(b−1), A: rows × length. `work` has room for 2 · rows · count numbers. */
void apply_from_right(const struct panel* panel, int rows, double* a, int stride, double* work);
/* A ← A H_(b−1) … H_0, A: rows × length. `work` as above. */
void apply_reversed_from_right(const struct panel* panel, int rows, double* a, int stride, double* work);
/* −T from V and the tau_i. */
void join_reflections(struct panel* panel, const double* tau);
