/* C += A B', A: m × depth and B: n × depth, each a choice of strides. See tiled-sums.h. */
#pragma once

void multiply_add_f64(int m, int n, int depth, const double* a, int a_outer, int a_inner, const double* b, int b_outer,
                      int b_inner, double* c, int stride, int upper);

/* A matrix as it lies, and its transpose. */
#define AS_ROWS(data, stride) data, stride, 1
#define AS_COLUMNS(data, stride) data, 1, stride
