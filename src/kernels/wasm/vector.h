/* Two float64 numbers in one register, and sums over contiguous float64 numbers. */
#pragma once

typedef double pair __attribute__((vector_size(16)));
/* Rows of a matrix begin where they begin: loads and stores must not count on an alignment. */
typedef pair unaligned_pair __attribute__((aligned(8), may_alias));

static inline pair load(const double* from) { return *(const unaligned_pair*)from; }
static inline void store(double* to, pair value) { *(unaligned_pair*)to = value; }
static inline pair both(double value) { return (pair){value, value}; }
static inline double total(pair value) { return value[0] + value[1]; }

static inline double magnitude(double x) { return __builtin_fabs(x); }
static inline double root(double x) { return __builtin_sqrt(x); }
static inline int smaller(int a, int b) { return a < b ? a : b; }

/* Σ a_k b_k */
double dot(int length, const double* a, const double* b);
/* y += factor · x */
void add_scaled(int length, double* y, double factor, const double* x);
void set_zero(long length, double* x);
void copy(long length, double* to, const double* from);
