"""Golden values of the other static measures and of the statistics of all: brute force, close to the definitions.

Reads the cases that measures.py wrote, and writes one JSON file each to test/golden/static/: scores, closed-form
statistics, and the scores under a few row orders and within a few batches, both written down.
Run: /usr/bin/python3 test/golden/static.py
"""

import base64
import json
import math
import zlib

from measures import (  # the environment of numpy is set there, before numpy is loaded
    CASES,
    OUT,
    all_permutations,
    centred,
    cka_score,
    gram,
    is_constant,
    jackknife,
    pearson_iii,
    procrustes_score,
    provenance,
    third_moment,
    u_centred,
    without,
    write_json,
)

import numpy as np
from scipy import linalg, stats

STATIC = OUT.parent / "static"
K = 10  # neighbours
TIE = 1e-12
RANK = 1e-10


# ---------------------------------------------------------------- debiased CKA of any kernel


def rbf(x, sigma):
    x = x.astype(np.float64)
    d2 = ((x[:, None, :] - x[None, :, :]) ** 2).sum(axis=2)
    return np.exp(-d2 / (2 * sigma**2))


def median_distance(x):
    x = x.astype(np.float64)
    d = np.sqrt(((x[:, None, :] - x[None, :, :]) ** 2).sum(axis=2))
    return float(np.median(d[np.triu_indices(len(x), 1)]))


def cosine_of(a, b):
    return float((a * b).sum() / math.sqrt((a * a).sum() * (b * b).sum()))


def vanishes(k):
    return (u_centred(k) ** 2).sum() <= 1e-12 * (k**2).sum()


def fisher(score, values):
    if 1 - score < 1e-12:
        return [1, 1]
    if any(v is None or 1 - abs(v) < 1e-12 for v in values):
        return None
    centre, half = math.atanh(score), jackknife([math.atanh(v) for v in values])
    return [math.tanh(centre - half), math.tanh(centre + half)]


def calibrated(score, threshold):
    return None if threshold >= 1 - 1e-12 else (score - threshold) / (1 - threshold)


def closed(score, p, threshold, interval):
    return {
        "score": score,
        "chance": 0,
        "threshold": float(threshold),
        "calibrated": calibrated(score, threshold),
        "pValue": max(float(p), 0.001),
        "interval": interval,
    }


def cka_rbf(x, y):
    if is_constant(x) or is_constant(y):
        return None
    sx, sy = median_distance(x), median_distance(y)
    if sx == 0 or sy == 0:
        return None
    k, m = rbf(x, sx), rbf(y, sy)
    if vanishes(k) or vanishes(m):
        return None
    a, b, n = u_centred(k), u_centred(m), len(k)
    score = cosine_of(a, b)
    if n <= 7:
        null = all_permutations(a, b) / math.sqrt((a * a).sum() * (b * b).sum())
        p, threshold = np.mean(null >= score - TIE), np.quantile(null, 0.95)
    else:
        sd = math.sqrt(2 / (n * (n - 3)))
        variance = (a * a).sum() * (b * b).sum() * sd**2
        p, z = pearson_iii(score / sd, float(third_moment(a, b) / variance**1.5))
        threshold = sd * z
    interval = None
    if n > 4:
        keep = [np.delete(np.arange(n), i) for i in range(n)]
        parts = [(k[np.ix_(r, r)], m[np.ix_(r, r)]) for r in keep]  # the bandwidths stay those of all examples
        values = [None if vanishes(a) or vanishes(b) else cosine_of(u_centred(a), u_centred(b)) for a, b in parts]
        interval = fisher(score, values)
    return {**closed(score, p, threshold, interval), "bandwidthX": sx, "bandwidthY": sy}


def batched(x, y, batches):
    """(Σ⟨A,B⟩, Σ⟨A,A⟩, Σ⟨B,B⟩) over the batches of four or more."""
    sums = np.zeros(3)
    for rows in batches:
        if len(rows) >= 4:
            a, b = u_centred(gram(x[rows])), u_centred(gram(y[rows]))
            sums += [(a * b).sum(), (a * a).sum(), (b * b).sum()]
    return sums


def cka_minibatch(x, y, batches):
    if is_constant(x) or is_constant(y):
        return None

    def score_of(parts):
        ab, aa, bb = batched(x, y, parts)
        return ab / math.sqrt(aa * bb) if aa > 0 and bb > 0 else None

    norms = [sum((gram(m[rows]) ** 2).sum() for rows in batches) for m in (x, y)]
    _, aa, bb = batched(x, y, batches)
    if aa <= 1e-12 * norms[0] or bb <= 1e-12 * norms[1]:
        return None
    score = score_of(batches)
    variance = third = 0
    for rows in batches:
        a, b, n = u_centred(gram(x[rows])), u_centred(gram(y[rows])), len(rows)
        variance += (a * a).sum() * (b * b).sum() * 2 / (n * (n - 3))
        third += third_moment(a, b)
    sd = math.sqrt(variance / (aa * bb))
    p, z = pearson_iii(score / sd, float(third / variance**1.5))
    values = [score_of([[r for r in rows if r != i] for rows in batches]) for rows in batches for i in rows]
    return {**closed(float(score), p, sd * z, fisher(score, values)), "leaveOneOut": [v if v is None else float(v) for v in values]}


# ---------------------------------------------------------------- Procrustes


def procrustes_interval(x, y):
    """From the exact gradient; ([lo, hi] of the similarity, of the angle) or None."""
    s = procrustes_score(x, y)
    if s is None:
        return None
    xc, yc = centred(x), centred(y)
    if 1 - s < 1e-12:
        return [1, 1]
    n = len(xc)
    u, sigma, vt = np.linalg.svd(xc.T @ yc, full_matrices=False)
    used = sigma > 1e-13 * sigma[0]
    u, vt = u[:, used], vt[used]
    nuclear, nx, ny = sigma.sum(), (xc**2).sum(), (yc**2).sum()
    values = []
    for i in range(n):
        left = nuclear - n / (n - 1) * (xc[i] @ u) @ (vt @ yc[i])
        a, b = nx - n / (n - 1) * (xc[i] ** 2).sum(), ny - n / (n - 1) * (yc[i] ** 2).sum()
        value = left / math.sqrt(a * b) if a > 1e-12 * nx and b > 1e-12 * ny else 1
        values.append(value if abs(value) < 1 else None)
    interval = fisher(s, values)
    return interval and [max(0, interval[0]), interval[1]]


# ---------------------------------------------------------------- canonical correlations


def axes(x, share):
    """An orthonormal basis of the leading axes with a share of the variance, or None where it spans n − 1."""
    u, s, _ = np.linalg.svd(centred(x), full_matrices=False)
    rank = int((s > RANK * s[0]).sum())
    if share < 1:
        cumulated = np.cumsum(s[:rank] ** 2) / (s[:rank] ** 2).sum()
        rank = int(np.argmax(cumulated >= share)) + 1
    return None if rank >= len(x) - 1 else u[:, :rank]


def mean_correlation(x, y, share):
    if is_constant(x) or is_constant(y):
        return None
    qx, qy = axes(x, share), axes(y, share)
    if qx is None or qy is None:
        return None
    return float(np.linalg.svd(qx.T @ qy, compute_uv=False).mean())


def cca_by_eigenvalues(x, y):
    """The same from the generalised eigenproblem of the covariances: for full column rank only."""
    xc, yc = centred(x), centred(y)
    sxx, syy, sxy = xc.T @ xc, yc.T @ yc, xc.T @ yc
    values = linalg.eigh(sxy @ np.linalg.solve(syy, sxy.T), sxx, eigvals_only=True)
    return float(np.sqrt(np.clip(np.sort(values)[::-1][: min(x.shape[1], y.shape[1])], 0, None)).mean())


def pwcca(x, y):
    if is_constant(x) or is_constant(y):
        return None
    qx, qy = axes(x, 1), axes(y, 1)
    if qx is None or qy is None:
        return None
    u, rho, _ = np.linalg.svd(qx.T @ qy, full_matrices=False)
    h = qx @ u
    alpha = np.abs(h.T @ centred(x)).sum(axis=1)
    return float((alpha * rho).sum() / alpha.sum())


# ---------------------------------------------------------------- rows as they are


def ranks(values):
    """Mean ranks; what lies within 1e-12 of its neighbour is tied with it."""
    order = np.argsort(values, kind="stable")
    group = np.concatenate([[0], np.cumsum(np.diff(values[order]) > TIE)])
    same = np.empty(len(values))
    same[order] = group
    return stats.rankdata(same)


def rsa(x, y):
    if is_constant(x) or is_constant(y):
        return None
    both = []
    for m in (x.astype(np.float64), y.astype(np.float64)):
        deviations = m - m.mean(axis=1, keepdims=True)
        if (np.abs(deviations).max(axis=1) <= 1e-12 * np.abs(m).max(axis=1)).any():
            return None
        r = ranks((1 - np.corrcoef(m))[np.triu_indices(len(m), 1)])
        if np.ptp(r) == 0:
            return None
        both.append(r)
    return float(np.corrcoef(*both)[0, 1])


def neighbour_order(x):
    """Every example's others, the largest cosine first, of equals the lower index; None where it is undefined."""
    m = x.astype(np.float64)
    lengths = np.linalg.norm(m, axis=1, keepdims=True)
    if is_constant(x) or K >= len(m) - 1 or (lengths == 0).any():
        return None
    cosines = (m / lengths) @ (m / lengths).T
    np.fill_diagonal(cosines, -np.inf)
    return np.argsort(-cosines, axis=1, kind="stable")[:, :-1]


def overlap(nx, ny):
    return sum(len(set(a[:K]) & set(b[:K])) for a, b in zip(nx, ny)) / (K * len(nx))


def knn(x, y):
    nx, ny = neighbour_order(x), neighbour_order(y)
    if nx is None or ny is None:
        return None
    n, score = len(nx), overlap(nx, ny)
    interval = [1, 1]
    if score < 1 and K >= n - 2:
        interval = None  # without an example everyone is a neighbour
    elif score < 1:
        values = []
        for i in range(n):
            lists = [[[j for j in row if j != i] for at, row in enumerate(m) if at != i] for m in (nx, ny)]
            values.append(overlap(*lists))
        half = jackknife(values)
        interval = [max(0, score - half), min(1, score + half)]
    return {"score": score, "chance": K / (n - 1), "interval": interval}


def hsic1(k, m):
    """Song's formula as it stands, times n(n − 3); the mean of both orders of its arguments."""
    n = len(k)
    k, m = k - np.diag(np.diag(k)), m - np.diag(np.diag(m))
    one = np.ones(n)
    cross = (one @ k @ m @ one + one @ m @ k @ one) / 2
    return np.trace(k @ m) + k.sum() * m.sum() / ((n - 1) * (n - 2)) - 2 / (n - 2) * cross


def cknna(x, y):
    nx, ny = neighbour_order(x), neighbour_order(y)
    if nx is None or ny is None:
        return None
    k, m, n = gram(x), gram(y), len(x)
    near = []
    for lists in (nx, ny):
        mask = np.zeros((n, n))
        for i, row in enumerate(lists):
            mask[i, row[:K]] = 1
        near.append(mask)
    a, b = near
    own = hsic1(a * k, a * k), hsic1(b * m, b * m)
    return float(hsic1(a * b * k, a * b * m) / math.sqrt(own[0] * own[1])) if min(own) > 0 else None


# ---------------------------------------------------------------- writing


def cka_biased_score(x, y):
    if is_constant(x) or is_constant(y):
        return None
    k, m = gram(x), gram(y)
    return float((k * m).sum() / (np.linalg.norm(k) * np.linalg.norm(m)))


def angle(s):
    return None if s is None else 1 - 2 * math.acos(min(1, s)) / math.pi


def rbf_score(x, y):
    if is_constant(x) or is_constant(y) or 0 in (median_distance(x), median_distance(y)):
        return None
    k, m = rbf(x, median_distance(x)), rbf(y, median_distance(y))
    return None if vanishes(k) or vanishes(m) else cosine_of(u_centred(k), u_centred(m))


def knn_score(x, y):
    nx, ny = neighbour_order(x), neighbour_order(y)
    return None if nx is None or ny is None else overlap(nx, ny)


SCORES = {
    "cka": cka_score,
    "cka-biased": cka_biased_score,
    "cka-rbf": rbf_score,
    "procrustes": procrustes_score,
    "angular": lambda x, y: angle(procrustes_score(x, y)),
    "cca": lambda x, y: mean_correlation(x, y, 1),
    "svcca": lambda x, y: mean_correlation(x, y, 0.99),
    "pwcca": pwcca,
    "rsa": rsa,
    "knn": knn_score,
    "cknna": cknna,
}


def decoded(matrix):
    values = np.frombuffer(base64.b64decode(matrix["data"]), dtype=np.dtype(matrix["dtype"]).newbyteorder("<"))
    return values.astype(matrix["dtype"]).reshape(matrix["rows"], matrix["columns"])


def cut(n, size, rng):
    """A shuffle cut into batches, a rest of fewer than four dropped."""
    order = [int(i) for i in rng.permutation(n)]
    return [batch for at in range(0, n, size) if len(batch := order[at : at + size]) >= 4]


def check():
    """Both ways to canonical correlations agree on a case of full column rank."""
    rng = np.random.default_rng(0)
    x, y = rng.normal(size=(40, 5)), rng.normal(size=(40, 7))
    y[:, :3] += x[:, :3]
    assert math.isclose(cca_by_eigenvalues(x, y), mean_correlation(x, y, 1), rel_tol=1e-10)


def main():
    check()
    STATIC.mkdir(exist_ok=True)
    for name in CASES:
        case = json.loads((OUT / f"{name}.json").read_text())
        x, y = decoded(case["x"]), decoded(case["y"])
        seed = zlib.crc32(name.encode()) + 1
        rng = np.random.default_rng(seed)
        orders = [rng.permutation(len(x)) for _ in range(4)]
        batches = cut(len(x), max(4, len(x) // 3), rng)
        scores = {measure: score(x, y) for measure, score in SCORES.items()}
        interval = procrustes_interval(x, y)
        write_json(
            STATIC / f"{name}.json",
            {
                **provenance("test/golden/static.py", seed),
                "name": name,
                "scores": scores,
                "orders": [[int(i) for i in order] for order in orders],
                "permuted": {
                    measure: [score(x, y[order]) for order in orders]
                    for measure, score in SCORES.items()
                    if scores[measure] is not None
                },
                "cka-rbf": cka_rbf(x, y),
                "batches": batches,
                "cka-minibatch": cka_minibatch(x, y, batches),
                "procrustesInterval": interval,
                "angularInterval": interval and [angle(end) for end in interval],
                "knn": knn(x, y),
            },
        )


if __name__ == "__main__":
    main()
