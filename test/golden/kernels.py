"""Golden values of the kernels. Writes kernels.json.

Matrices are too large to keep: both sides make them from a generator of 32-bit integers that is three lines long.
"""

import json
import sys
from pathlib import Path

import numpy
import scipy
from scipy import stats
from scipy.spatial.distance import pdist, squareform
from uniform import uniform


def matrix(rows, columns, seed, kind):
    a = uniform(rows * columns, seed).reshape(rows, columns)
    if kind == "decay":
        # Powers of two, so that it is exact.
        a = a * 2.0 ** -numpy.arange(columns)
    if kind == "low rank":
        a = numpy.array([[1 + (i * (j % 5 + 1)) % 7 for j in range(columns)] for i in range(rows)], dtype=float)
    if kind == "huge entry":
        a[rows // 2, columns // 3] = 2.0**40
    return a


def spectrum(rows, columns, seed, kind):
    values = numpy.linalg.svd(matrix(rows, columns, seed, kind), compute_uv=False)
    step = max(1, len(values) // 20)
    return {
        "rows": rows,
        "columns": columns,
        "seed": seed,
        "kind": kind,
        # Summed exactly: numpy.sum would round.
        "nuclearNorm": float(sum(map(numpy.longdouble, values))),
        "step": step,
        "everyStep": values[::step].tolist(),
    }


def eigenvalues(size, seed):
    a = matrix(size, size, seed, "uniform")
    return {"size": size, "seed": seed, "values": numpy.linalg.eigvalsh(a + a.T)[::-1].tolist()}


def ranked(count, seed, levels):
    values = numpy.floor(levels * uniform(count, seed))
    return {"count": count, "seed": seed, "levels": levels, "ranks": stats.rankdata(values).tolist()}


def nearest(size, seed, k, levels):
    a = numpy.floor(levels * matrix(size, size, seed, "uniform"))
    numpy.fill_diagonal(a, -numpy.inf)
    order = numpy.argsort(-a, axis=1, kind="stable")[:, :k]
    return {"size": size, "seed": seed, "k": k, "levels": levels, "columns": order.ravel().tolist()}


def distances(rows, columns, seed):
    x = matrix(rows, columns, seed, "uniform")
    return {
        "rows": rows,
        "columns": columns,
        "seed": seed,
        "squared": squareform(pdist(x, "sqeuclidean")).ravel().tolist(),
    }


shapes = [(1, 1), (1, 9), (7, 7), (32, 33), (64, 40), (97, 97), (150, 129), (90, 300), (513, 512), (700, 701)]
kinds = ["uniform", "decay", "low rank", "huge entry"]
values = json.dumps(
    {
        "python": sys.version.split()[0],
        "numpy": numpy.__version__,
        "scipy": scipy.__version__,
        "spectra": [
            spectrum(rows, columns, 1000 * rows + columns, kind)
            for rows, columns in shapes
            for kind in (kinds if rows < 400 else ["uniform", "decay"])
        ],
        "eigenvalues": [eigenvalues(size, size) for size in (1, 2, 5, 32, 65, 130)],
        "ranks": [ranked(count, count, levels) for count, levels in ((1, 5), (10, 3), (300, 40), (700, 10**9))],
        "nearest": [nearest(size, size, k, levels) for size, k, levels in ((5, 4, 3), (60, 7, 20), (120, 10, 10**9))],
        "distances": [distances(rows, columns, rows) for rows, columns in ((1, 3), (5, 9), (30, 40))],
    },
    indent=None,
)
Path(__file__).with_name("kernels.json").write_text(values)
