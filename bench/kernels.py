"""numpy's or scipy's time for one task of bench/kernels.ts, as JSON: the best of five runs or of a quarter second."""

import json
import sys
import time

import numpy
import scipy
from scipy import stats
from scipy.spatial.distance import pdist

generator = numpy.random.default_rng()


def normal(rows, columns, kind="f64"):
    return generator.normal(size=(rows, columns)).astype({"f32": "float32", "f64": "float64"}[kind])


def nuclear_norm(n):
    a = normal(n, n)
    return lambda: numpy.linalg.svd(a, compute_uv=False).sum()


def features(n, kind):
    x, y = normal(n, n, kind), normal(n, n, kind)
    return lambda: x.T @ y


def rows(n, kind):
    x, y = normal(n, n, kind), normal(n, n, kind)
    return lambda: x @ y.T


def gram():
    x = normal(2000, 256)
    return lambda: x @ x.T


def eigenvectors(n):
    x = normal(n, n)
    s = x @ x.T
    return lambda: numpy.linalg.eigh(s)


def distances():
    x = normal(2000, 256)
    return lambda: pdist(x, "sqeuclidean")


def largest(k=10):
    x = normal(5000, 5000)

    def run():
        some = numpy.argpartition(-x, k, axis=1)[:, :k]
        order = numpy.argsort(-numpy.take_along_axis(x, some, axis=1), axis=1)
        return numpy.take_along_axis(some, order, axis=1)

    return run


def ranks():
    x = normal(1, 5000 * 4999 // 2)[0]
    return lambda: stats.rankdata(x)


TASKS = {
    **{f"nuclear norm {n}": (nuclear_norm, n) for n in (64, 256, 512, 1024, 2048)},
    **{f"A'B {n} {kind}": (features, n, kind) for n in (256, 1024, 2000) for kind in ("f32", "f64")},
    **{f"AB' {n} {kind}": (rows, n, kind) for n in (256, 1024, 2000) for kind in ("f32", "f64")},
    "AA' 2000 x 256 f64": (gram,),
    **{f"eigenvectors {n}": (eigenvectors, n) for n in (100, 500, 1000)},
    "distances 2000 x 256": (distances,),
    "10 largest of 5000 x 5000": (largest,),
    "ranks of 12.5 million": (ranks,),
}


def milliseconds(run):
    run()
    times = []
    begun = time.perf_counter()
    while len(times) < 5 or time.perf_counter() < begun + 0.25:
        started = time.perf_counter()
        run()
        times.append(time.perf_counter() - started)
    return 1000 * min(times)


name = sys.argv[1]
made = TASKS[name][0](*TASKS[name][1:]) if name else lambda: None
versions = f"numpy {numpy.__version__}, scipy {scipy.__version__}"
print(json.dumps({"versions": versions, "milliseconds": milliseconds(made)}))
