"""Golden values of the static measures: brute force, as close to the definitions as code can be.

Writes one JSON file a case to test/golden/measures/. Run: /usr/bin/python3 test/golden/measures.py
"""

import base64
import itertools
import json
import math
import os
import platform
import re
import zlib
from pathlib import Path

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # one thread: one order of summation, the same bytes every time

import numpy as np
import scipy
import torch
from scipy import stats

OUT = Path(__file__).parent / "measures"
TIE = 1e-12  # values of the null this near are one value: rows that are exchangeable give it again up to rounding


# ---------------------------------------------------------------- representations


def centred(x):
    """n × p in float64, every column's mean taken off."""
    x = x.astype(np.float64)
    return x - x.mean(axis=0)


def is_constant(x):
    return np.abs(centred(x)).max() <= 1e-12 * np.abs(x.astype(np.float64)).max()


def gram(x):
    return centred(x) @ centred(x).T


def u_centred(k):
    """The n × n Gram, its diagonal set to zero, U-centred."""
    n = len(k)
    k = k - np.diag(np.diag(k))
    r = k.sum(axis=1)
    a = k - (r[:, None] + r[None, :]) / (n - 2) + r.sum() / ((n - 1) * (n - 2))
    np.fill_diagonal(a, 0)
    return a


def effective_rank(x):
    """exp of the entropy of the variances along the principal axes, or None for a constant representation."""
    if is_constant(x):
        return None
    variances = np.linalg.svd(centred(x), compute_uv=False) ** 2
    shares = variances[variances > 0] / variances.sum()
    return math.exp(-(shares * np.log(shares)).sum())


# ---------------------------------------------------------------- debiased CKA


def is_empty(x):
    """Nothing is left after U-centring: one row alive, or all rows equally far apart."""
    k = gram(x)
    return (u_centred(k) ** 2).sum() <= 1e-12 * (k**2).sum()


def cka_score(x, y):
    """The debiased CKA alone, or None where it is undefined."""
    if is_constant(x) or is_constant(y) or is_empty(x) or is_empty(y):
        return None
    a, b = u_centred(gram(x)), u_centred(gram(y))
    return float((a * b).sum() / math.sqrt((a * a).sum() * (b * b).sum()))


def without(x, i):
    return np.delete(x, i, axis=0)


def leave_one_out(x, y):
    """The score without example i, for every i, by really deleting the row."""
    return [cka_score(without(x, i), without(y, i)) for i in range(len(x))]


def falling(n, v):
    return math.prod(range(n - v + 1, n + 1))


def third_moment(a, b):
    """E[T³] of T = ⟨A, PBP'⟩ over all row permutations P."""
    n = len(a)

    def terms(m):
        u, w = (m**3).sum(), np.trace(m @ m @ m)
        return (u, -u, 2 * u, w, 2 * u, u - w, 2 * w - 4 * u, 16 * u - 8 * w)

    counts, sizes = (4, 24, 6, 8, 8, 24, 12, 1), (2, 3, 4, 3, 4, 4, 5, 6)
    return sum(
        count * ta * tb / falling(n, v)
        for count, v, ta, tb in zip(counts, sizes, terms(a), terms(b))
        if falling(n, v) != 0
    )


def all_permutations(a, b):
    """T for each of the n! row permutations, the identity first."""
    orders = map(list, itertools.permutations(range(len(a))))
    return np.array([(a * b[np.ix_(order, order)]).sum() for order in orders])


def skewness(x, y):
    a, b = u_centred(gram(x)), u_centred(gram(y))
    n = len(a)
    variance = (a * a).sum() * (b * b).sum() * 2 / (n * (n - 3))
    return float(third_moment(a, b) / variance**1.5)


def pearson_iii(z, gamma):
    """Upper tail of z, and the .95 quantile, of the standardised Pearson III with skewness gamma."""
    if abs(gamma) < 1e-9:
        return stats.norm.sf(z), stats.norm.ppf(0.95)
    k = 4 / gamma**2
    if gamma > 0:
        return stats.gamma.sf(k + z * math.sqrt(k), k), (stats.gamma.ppf(0.95, k) - k) / math.sqrt(k)
    return stats.gamma.cdf(k - z * math.sqrt(k), k), -(stats.gamma.ppf(0.05, k) - k) / math.sqrt(k)


def null_of_cka(x, y, score):
    """(p-value, threshold): all n! permutations for n <= 7, the Pearson III beyond."""
    n = len(x)
    if n <= 7:
        a, b = u_centred(gram(x)), u_centred(gram(y))
        null = all_permutations(a, b) / math.sqrt((a * a).sum() * (b * b).sum())
        p, threshold = np.mean(null >= score - TIE), np.quantile(null, 0.95)
    else:
        sd = math.sqrt(2 / (n * (n - 3)))
        p, z = pearson_iii(score / sd, skewness(x, y))
        threshold = sd * z
    return max(float(p), 0.001), float(threshold)


def jackknife(values):
    """Half the width of the 95 % interval from n leave-one-out values."""
    n, v = len(values), np.array(values)
    se = math.sqrt((n - 1) / n * ((v - v.mean()) ** 2).sum())
    return float(stats.t.ppf(0.975, n - 1) * se)


def cka_interval(x, y, score):
    """([lo, hi] or None, reason or None)."""
    if 1 - score < 1e-12:
        return [1, 1], "identical"
    if len(x) == 4:
        return None, "4 examples: none can be left out"
    values = leave_one_out(x, y)
    if None in values:
        return None, f"undefined without example {values.index(None)}"
    centre, half = math.atanh(score), jackknife([math.atanh(v) for v in values])
    return [math.tanh(centre - half), math.tanh(centre + half)], None


def undefined(reason, keys):
    return {**dict.fromkeys(keys), "reasons": {"score": reason}}


def cka(x, y):
    keys = ("score", "chance", "threshold", "calibrated", "pValue", "interval")
    if is_constant(x) or is_constant(y):
        return undefined("constant", keys)
    score = cka_score(x, y)
    if score is None:
        return undefined("one row alive, or all rows equally far apart", keys)
    p, threshold = null_of_cka(x, y, score)
    calibrated = None if threshold >= 1 - TIE else (score - threshold) / (1 - threshold)
    interval, why = cka_interval(x, y, score)
    reasons = {"calibrated": "the threshold is 1" if calibrated is None else None, "interval": why}
    reasons = {key: text for key, text in reasons.items() if text is not None}
    return dict(zip(keys, (score, 0, threshold, calibrated, p, interval)), reasons=reasons)


# ---------------------------------------------------------------- the other measures


def cka_biased(x, y):
    if is_constant(x) or is_constant(y):
        return undefined("constant", ("score", "chance"))
    k, m, n = gram(x), gram(y), len(x)
    norms = np.linalg.norm(k) * np.linalg.norm(m)
    chance = np.trace(k) * np.trace(m) / ((n - 1) * norms)
    return {"score": float((k * m).sum() / norms), "chance": float(chance), "reasons": {}}


def procrustes_score(x, y):
    """Nuclear norm of P'Q, or None; what is 1 up to rounding is 1 (arccos would see 1e-16 as 1e-8)."""
    if is_constant(x) or is_constant(y):
        return None
    p, q = (m / np.linalg.norm(m) for m in (centred(x), centred(y)))
    s = float(np.linalg.svd(p.T @ q, compute_uv=False).sum())
    return 1.0 if abs(1 - s) < 1e-14 else s


def procrustes(x, y):
    s = procrustes_score(x, y)
    return undefined("constant", ("score",)) if s is None else {"score": s, "reasons": {}}


def angular(x, y):
    s = procrustes_score(x, y)
    return undefined("constant", ("score",)) if s is None else {"score": 1 - 2 * math.acos(s) / math.pi, "reasons": {}}


def effective_ranks(x, y):
    ranks = {"x": effective_rank(x), "y": effective_rank(y)}
    return {**ranks, "reasons": {key: "constant" for key, rank in ranks.items() if rank is None}}


def static_measures(x, y):
    """Every static measure of one pair of representations."""
    return {
        "cka": cka(x, y),
        "cka-biased": cka_biased(x, y),
        "procrustes": procrustes(x, y),
        "angular": angular(x, y),
        "effectiveRank": effective_ranks(x, y),
    }


def details(x, y):
    """What a failure is traced with: the skewness of the null, and the score without each example."""
    if cka_score(x, y) is None:
        return None
    return {"skewness": skewness(x, y), "leaveOneOut": leave_one_out(x, y) if len(x) > 4 else None}


# ---------------------------------------------------------------- cases


def related(rng, n, p, q, noise=1.0, latent=6):
    """Two representations that share a few latent directions, each with noise of its own."""
    z = rng.normal(size=(n, latent))
    return tuple(z @ rng.normal(size=(latent, d)) / 2 + noise * rng.normal(size=(n, d)) for d in (p, q))


def small(n):
    return lambda rng: related(rng, n, 3, 4, noise=0.5, latent=2)


def shared_offset(rng):
    return tuple((m + 30).astype(np.float32) for m in related(rng, 60, 20, 12))


def large_dimensions(rng):
    """x: two dimensions around 1000 that hardly vary; y: two that vary by 1000."""
    x, y = related(rng, 60, 20, 12)
    x[:, [3, 7]] += 1000
    y[:, [0, 5]] *= 1000
    return x.astype(np.float32), y.astype(np.float32)


def constant_column(rng):
    x, y = related(rng, 40, 8, 6)
    x[:, 2] = 0.1
    return x, y


def constant(rng):
    x, y = related(rng, 40, 8, 6)
    x[:] = x[0]
    return x, y


def rotated(rng):
    x, _ = related(rng, 40, 8, 6)
    rotation, _ = np.linalg.qr(rng.normal(size=(8, 8)))
    return x, 3 * x @ rotation + 5


def identical(rng):
    x, _ = related(rng, 40, 8, 6)
    return x, x.copy()


def heavy_tails(rng):
    z = rng.standard_t(2, size=(80, 4))
    return tuple(z @ rng.normal(size=(4, d)) + rng.standard_t(2, size=(80, d)) for d in (10, 16))


def large_row(rng):
    x, y = related(rng, 50, 10, 10)
    x[17] *= 10
    return x, y


def alive(*rows):
    """x is zero but for the given rows."""

    def case(rng):
        x, y = related(rng, 30, 6, 5)
        dead = np.setdiff1d(np.arange(30), rows)
        x[dead] = 0
        return x.astype(np.float32), y.astype(np.float32)

    return case


def equidistant(rng):
    return np.eye(12), rng.normal(size=(12, 5))


def two_clusters(rng):
    """Three equal rows and three others: 72 of the 720 permutations give the score again, so the threshold is 1."""
    group = np.array([0, 0, 0, 1, 1, 1])
    return tuple(rng.integers(-4, 5, size=(2, d)).astype(np.float64)[group] for d in (2, 3))


def negative_skewness(rng):
    """x: equidistant rows without one direction, which is all that y has."""
    n = 16
    v = np.where(np.arange(n) % 2 == 0, 1.0, -1.0)
    x = np.eye(n) - np.outer(v, v) / n + 0.01 * rng.normal(size=(n, n))
    return x, rng.permutation(v)[:, None] + 0.1 * rng.normal(size=(n, 2))


def clustered(rng):
    """Five clusters, tight in x, loose in y."""
    label = rng.integers(0, 5, size=90)
    return tuple(scale * rng.normal(size=(5, d))[label] + rng.normal(size=(90, d)) for d, scale in ((12, 4.0), (7, 1.5)))


def low_rank(rng):
    """More features than examples, of rank 6 and 9."""
    return tuple(rng.normal(size=(30, r)) @ rng.normal(size=(r, d)) for r, d in ((6, 50), (9, 40)))


def shifted_activations(rng):
    """Rectified, as layers' outputs are: no negative number, means far from 0."""
    return tuple(np.maximum(m + 0.3, 0).astype(np.float32) for m in related(rng, 120, 24, 18, noise=0.7))


CASES = {
    "clustered": clustered,
    "low-rank": low_rank,
    "shifted-activations": shifted_activations,
    "related": lambda rng: related(rng, 60, 20, 12),
    "unrelated": lambda rng: (rng.normal(size=(60, 20)), rng.normal(size=(60, 12))),
    "wide": lambda rng: related(rng, 20, 200, 150),
    "four-examples": small(4),
    "five-examples": small(5),
    "seven-examples": small(7),
    "eight-examples": small(8),
    "float32-offset": shared_offset,
    "float32-large-dimensions": large_dimensions,
    "constant-column": constant_column,
    "constant": constant,
    "identical": identical,
    "rotated": rotated,
    "heavy-tails": heavy_tails,
    "large-row": large_row,
    "one-row-alive": alive(11),
    "two-rows-alive": alive(11, 20),
    "equidistant": equidistant,
    "two-clusters": two_clusters,
    "negative-skewness": negative_skewness,
    "float32-large": lambda rng: tuple(m.astype(np.float32) for m in related(rng, 300, 64, 96, noise=2.0)),
}


# ---------------------------------------------------------------- writing


def check_moments():
    """The second and third moments are those of all permutations (terms with (n)_v = 0 dropped below n = 6)."""
    for n in (4, 5, 6):
        x, y = related(np.random.default_rng(n), n, 3, 2)
        a, b = u_centred(gram(x)), u_centred(gram(y))
        null = all_permutations(a, b)
        scale = (a * a).sum() * (b * b).sum()
        assert abs(null.mean()) < 1e-12 * math.sqrt(scale)
        assert math.isclose((null**2).mean(), scale * 2 / (n * (n - 3)), rel_tol=1e-12)
        assert math.isclose((null**3).mean(), third_moment(a, b), rel_tol=1e-9, abs_tol=1e-12 * scale**1.5)


def provenance(generator, seed):
    return {
        "generator": generator,
        "seed": seed,
        "versions": {
            "python": platform.python_version(),
            "numpy": np.__version__,
            "scipy": scipy.__version__,
            "torch": torch.__version__,
        },
    }


def encoded(matrix):
    little_endian = np.ascontiguousarray(matrix.astype(matrix.dtype.newbyteorder("<")))
    return {
        "rows": matrix.shape[0],
        "columns": matrix.shape[1],
        "dtype": matrix.dtype.name,
        "data": base64.b64encode(little_endian.tobytes()).decode(),
    }


def write_json(path, value):
    """Indented, but a list of plain values stays on one line."""
    text = json.dumps(value, indent=2, allow_nan=False)
    text = re.sub(r"\[[^\[\]{}]*\]", lambda m: re.sub(r"\s+", " ", m[0]).replace("[ ", "[").replace(" ]", "]"), text)
    path.write_text(text + "\n")


def main():
    check_moments()
    OUT.mkdir(exist_ok=True)
    for name, make in CASES.items():
        seed = zlib.crc32(name.encode())
        x, y = make(np.random.default_rng(seed))
        write_json(
            OUT / f"{name}.json",
            {
                **provenance("test/golden/measures.py", seed),
                "name": name,
                "x": encoded(x),
                "y": encoded(y),
                "expected": static_measures(x, y),
                "details": details(x, y),
            },
        )


if __name__ == "__main__":
    main()
