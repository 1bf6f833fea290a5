"""numpy's and scipy's time for one task of bench/static.ts, as JSON: the best of some runs, the first left out."""

import json
import sys
import time

import numpy
import scipy
from scipy.stats import rankdata

generator = numpy.random.default_rng(0)


def normal(n, p):
    return generator.standard_normal((n, p), dtype=numpy.float32)


def centred(x):
    return (x - x.mean(0, dtype=numpy.float64)).astype(numpy.float32)


def layer_map(layers, p, n):
    """Each Gram matrix once, which numpy makes by a symmetric product, then one product of all their entries in chunks."""
    xs = [normal(n, p) for _ in range(2 * layers)]
    entries = numpy.empty((2 * layers, n * n), numpy.float32)

    def run():
        for k, x in enumerate(xs):
            x = centred(x)
            gram = entries[k].reshape(n, n)
            numpy.matmul(x, x.T, out=gram)
            numpy.fill_diagonal(gram, 0)
            rows = gram.sum(1, dtype=numpy.float64)
            shift = (rows / (n - 2) - rows.sum() / (2 * (n - 1) * (n - 2))).astype(numpy.float32)
            gram -= shift[:, None]
            gram -= shift[None, :]
            numpy.fill_diagonal(gram, 0)
        products = numpy.zeros((layers, layers))
        for start in range(0, n * n, 100 * n):
            part = entries[:, start : start + 100 * n]
            products += part[:layers] @ part[layers:].T
        own = numpy.array([numpy.dot(a, a) for a in entries], dtype=numpy.float64)
        return products / numpy.sqrt(numpy.outer(own[:layers], own[layers:]))

    return run


def debiased(n, p):
    """By features: X'Y, X'X and Y'Y, of which numpy makes the last two by symmetric products."""
    x, y = normal(n, p), normal(n, p)

    def product(cross, k, l):
        total = numpy.sum(cross.astype(numpy.float64) ** 2)
        return total - n / (n - 2) * k.dot(l) + k.sum() * l.sum() / ((n - 1) * (n - 2))

    def run():
        a, b = centred(x), centred(y)
        k, l = (numpy.einsum("ij,ij->i", c, c, dtype=numpy.float64) for c in (a, b))
        return product(a.T @ b, k, l) / numpy.sqrt(product(a.T @ a, k, k) * product(b.T @ b, l, l))

    return run


def mutual(n, p, dtype, choose, k=10):
    x, y = normal(n, p).astype(dtype), normal(n, p).astype(dtype)

    def nearest(x):
        unit = x / numpy.linalg.norm(x, axis=1, keepdims=True)
        cosines = unit @ unit.T
        numpy.fill_diagonal(cosines, -numpy.inf)
        return choose(cosines, k)

    def run():
        a, b = nearest(x), nearest(y)
        near = numpy.zeros((n, n), bool)
        rows = numpy.arange(n)[:, None]
        near[rows, a] = True
        return near[rows, b].sum() / (n * k)

    return run


def partitioned(cosines, k):
    return numpy.argpartition(cosines, len(cosines) - k, axis=1)[:, -k:]


def sorted_out(cosines, k):
    return numpy.argsort(cosines, axis=1)[:, -k:]


def rsa(n, p):
    x, y = normal(n, p), normal(n, p)
    upper = numpy.triu_indices(n, 1)

    def run():
        a, b = (rankdata(1 - numpy.corrcoef(z)[upper]) for z in (x, y))
        return numpy.corrcoef(a, b)[0, 1]

    return run


TASKS = {
    "map 24 x 24": (lambda: layer_map(24, 512, 2000), 5),
    "debiased CKA": (lambda: debiased(10000, 2048), 5),
    "mutual kNN, float32 partition": (lambda: mutual(5000, 512, "float32", partitioned), 3),
    "mutual kNN, float64 sort": (lambda: mutual(5000, 512, "float64", sorted_out), 1),
    "RSA": (lambda: rsa(5000, 512), 1),
}


def milliseconds(run, rounds):
    run()
    times = []
    for _ in range(rounds):
        started = time.perf_counter()
        run()
        times.append(1000 * (time.perf_counter() - started))
    return min(times)


name = sys.argv[1]
make, rounds = TASKS[name]
print(json.dumps({"versions": f"numpy {numpy.__version__}, scipy {scipy.__version__}", "milliseconds": milliseconds(make(), rounds)}))
