"""numpy's and scipy's times for bench/kernels.ts, as JSON: milliseconds by the name of the task."""

import json
import time

import numpy
import scipy
from scipy import stats
from scipy.spatial.distance import pdist

generator = numpy.random.default_rng()
times = {}


def measure(name, run, rounds=5):
    """The best of some runs, the first left out."""
    run()
    best = float("inf")
    for _ in range(rounds):
        started = time.perf_counter()
        run()
        best = min(best, time.perf_counter() - started)
    times[name] = 1000 * best


for n in (64, 256, 512, 1024, 2048):
    a = generator.normal(size=(n, n))
    measure(f"nuclear norm {n}", lambda: numpy.linalg.svd(a, compute_uv=False).sum())
for n in (256, 1024, 2000):
    x, y = generator.normal(size=(n, n)), generator.normal(size=(n, n))
    x32, y32 = x.astype("float32"), y.astype("float32")
    measure(f"A'B {n} f64", lambda: x.T @ y)
    measure(f"AB' {n} f64", lambda: x @ y.T)
    measure(f"A'B {n} f32", lambda: x32.T @ y32)
    measure(f"AB' {n} f32", lambda: x32 @ y32.T)
tall = generator.normal(size=(2000, 256))
measure("AA' 2000 x 256 f64", lambda: tall @ tall.T)
for n in (100, 500, 1000):
    s = generator.normal(size=(n, n))
    s = s @ s.T
    measure(f"eigenvectors {n}", lambda: numpy.linalg.eigh(s))
measure("distances 2000 x 256", lambda: pdist(tall, "sqeuclidean"))
square = generator.normal(size=(5000, 5000))


def largest(k=10):
    some = numpy.argpartition(-square, k, axis=1)[:, :k]
    order = numpy.argsort(-numpy.take_along_axis(square, some, axis=1), axis=1)
    return numpy.take_along_axis(some, order, axis=1)


measure("10 largest of 5000 x 5000", largest, 2)
pairs = square.ravel()[: 5000 * 4999 // 2]
measure("ranks of 12.5 million", lambda: stats.rankdata(pairs), 1)
print(json.dumps({"versions": f"numpy {numpy.__version__}, scipy {scipy.__version__}", "times": times}))
