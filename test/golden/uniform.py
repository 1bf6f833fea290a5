"""Numbers that Python and JavaScript make alike, for golden values of matrices that are too large to keep."""

import numpy


def uniform(count, seed):
    """Numbers in [−1/2, 1/2) on a grid of 2⁻³², exact in float64: the generator of Numerical Recipes."""
    values = numpy.empty(count)
    state = seed
    for i in range(count):
        state = (1664525 * state + 1013904223) % 2**32
        values[i] = state / 2**32 - 0.5
    return values
