"""Golden values of linear assignment. Writes assignment.json.

Matrices are integers that both sides make exactly, from a generator that is three lines long, so that the largest sum is
exact too. Which assignment attains it is not written: there may be several.
"""

import json
import sys
from pathlib import Path

import numpy
import scipy
from scipy.optimize import linear_sum_assignment
from uniform import uniform


def gains(kind, n):
    random = uniform(n * n, n).reshape(n, n)
    i, j = numpy.meshgrid(numpy.arange(n), numpy.arange(n), indexing="ij")
    return {
        "many values": lambda: numpy.floor(random * 2.0**30),
        "few values": lambda: numpy.floor(random * 5),
        "two values": lambda: numpy.floor(random * 40 / n + 0.5 - 1 / n),
        "products": lambda: -(i + 1.0) * (j + 1),
        "rank one and noise": lambda: numpy.floor(uniform(n, 7)[i] * uniform(n, 9)[j] * 2.0**20 + random * 2.0**10),
        "planted": lambda: numpy.floor(random * 1000) + 900.0 * ((i * 7 + 3) % n == j),
        "dead": lambda: numpy.floor(random * 1000) * (i % 2) * (j % 2),
        "equal": lambda: 0.0 * random + 3,
    }[kind]()


KINDS = ["many values", "few values", "two values", "products", "rank one and noise", "planted", "dead", "equal"]
cases = []
for kind in KINDS:
    for n in (1, 2, 5, 33, 120, 300):
        matrix = gains(kind, n)
        rows, columns = linear_sum_assignment(matrix, maximize=True)
        cases.append({"kind": kind, "n": n, "largest": float(matrix[rows, columns].sum())})

golden = {"python": sys.version.split()[0], "numpy": numpy.__version__, "scipy": scipy.__version__, "cases": cases}
Path(__file__).with_suffix(".json").write_text(json.dumps(golden, indent=1) + "\n")
