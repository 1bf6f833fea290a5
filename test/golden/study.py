"""Golden values of the statistics of a study: by scipy and scikit-learn where they have them, else by brute force.

Writes study.json. Run: /usr/bin/python3 test/golden/study.py
"""
import itertools
import json
import platform
from pathlib import Path

import numpy as np
import scipy
import sklearn
from scipy import optimize, stats
from scipy.cluster.hierarchy import linkage
from scipy.spatial.distance import squareform
from sklearn.metrics import roc_auc_score, silhouette_samples

SEED = 11
DIGITS = 6


def rounded(values):
    """Few digits to store: both sides compute with the same rounded numbers."""
    return np.round(values, DIGITS)


def euclidean(points):
    return rounded(np.sqrt(((points[:, None] - points[None]) ** 2).sum(-1)))


def pseudo_f(distances, labels):
    """By the doubly centred matrix and the hat matrix of the groups (McArdle & Anderson 2001)."""
    m = len(labels)
    centring = np.eye(m) - 1 / m
    gower = -centring @ distances**2 @ centring / 2
    groups = sorted(set(labels))
    design = np.array([[label == group for group in groups] for label in labels], float)
    hat = design @ np.linalg.inv(design.T @ design) @ design.T
    between, within = np.trace(hat @ gower), np.trace((np.eye(m) - hat) @ gower)
    return between / (len(groups) - 1) / (within / (m - len(groups))), between / (between + within)


def permanova_case(rng, labels, shift):
    points = rng.normal(size=(len(labels), 3)) + shift * np.array([[ord(label)] for label in labels])
    distances = euclidean(points)
    f, r2 = pseudo_f(distances, labels)
    orders = set(itertools.permutations(labels))
    p = np.mean([pseudo_f(distances, order)[0] >= f * (1 - 1e-9) for order in orders])
    return {"distances": distances.tolist(), "labels": list(labels), "f": f, "r2": r2, "p": p}


def mantel_case(rng, m, noise):
    x = rng.normal(size=(m, m))
    x = rounded(x + x.T)
    y = rng.normal(size=(m, m))
    y = rounded(x + noise * (y + y.T))
    upper = np.triu_indices(m, 1)
    r = stats.pearsonr(x[upper], y[upper])[0]
    reached = [
        np.corrcoef(x[upper], y[np.ix_(order, order)][upper])[0, 1] >= r - 1e-10
        for order in itertools.permutations(range(m))
    ]
    return {"x": x.tolist(), "y": y.tolist(), "r": r, "p": np.mean(reached)}


def linkage_case(rng, m):
    distances = euclidean(rng.normal(size=(m, 2)))
    merges = linkage(squareform(distances), "average")
    members = {i: [i] for i in range(m)}
    clusters = []
    for k, (a, b, height, _) in enumerate(merges):
        members[m + k] = sorted(members[int(a)] + members[int(b)])
        clusters.append({"height": height, "members": members[m + k]})
    return {"distances": distances.tolist(), "clusters": clusters}


def scaling_case(distances):
    m = len(distances)
    centring = np.eye(m) - 1 / m
    values, vectors = np.linalg.eigh(-centring @ distances**2 @ centring / 2)
    values, vectors = values[::-1], vectors[:, ::-1]
    axes = []
    for k in range(2):
        axis = vectors[:, k] * np.sqrt(max(values[k], 0))
        axes.append((axis * np.sign(axis[np.argmax(np.abs(axis))])).tolist())
    positive, negative = values[values > 0].sum(), -values[values < 0].sum()
    return {
        "distances": distances.tolist(),
        "axes": axes,
        "share": values[:2].sum() / positive,
        "negative": negative / (positive + negative),
    }


def residuals(curves, groups):
    """What a regression on one intercept a group and level leaves."""
    m, levels = curves.shape
    names = sorted(set(groups))
    design = np.zeros((m * levels, len(names) * levels))
    for i, group in enumerate(groups):
        for k in range(levels):
            design[i * levels + k, names.index(group) * levels + k] = 1
    flat = curves.reshape(-1)
    return flat - design @ np.linalg.lstsq(design, flat, rcond=None)[0]


def pooled_r(c, a, groups):
    return np.corrcoef(residuals(c, groups), residuals(a, groups))[0, 1]


def fisher_jackknife(value, without):
    m = len(without)
    z = np.arctanh(without)
    error = np.sqrt((m - 1) / m * ((z - z.mean()) ** 2).sum())
    reach = stats.t.ppf(0.975, m - 1) * error
    return np.tanh([np.arctanh(value) - reach, np.arctanh(value) + reach]).tolist()


def pooled_case(rng, groups, tie):
    m, levels = len(groups), 4
    start = rng.normal(size=(m, 1))
    c = rounded(0.9 - 0.1 * np.arange(levels) + 0.05 * start + 0.02 * rng.normal(size=(m, levels)))
    a = rounded(0.9 - 0.2 * np.arange(levels) + tie * start + 0.02 * rng.normal(size=(m, levels)))
    r = pooled_r(c, a, groups)
    orders = [
        order
        for order in itertools.permutations(range(m))
        if all(groups[i] == groups[at] for i, at in enumerate(order))
    ]
    p = np.mean([pooled_r(c, a[list(order)], groups) >= r - 1e-10 for order in orders])
    kept = [[j for j in range(m) if j != i] for i in range(m)]
    without = np.array([pooled_r(c[k], a[k], [groups[j] for j in k]) for k in kept])
    return {
        "groups": list(groups),
        "c": c.tolist(),
        "a": a.tolist(),
        "r": r,
        "p": p,
        "orders": len(orders),
        "interval": fisher_jackknife(r, without),
    }


def mean_case(rng, m, shift):
    values = rounded(rng.normal(size=m) + shift)
    signs = np.array(list(itertools.product([1, -1], repeat=m)))
    p = np.mean(signs @ values >= values.sum() - 1e-9)
    low, high = stats.t.interval(0.95, m - 1, loc=values.mean(), scale=stats.sem(values))
    return {"values": values.tolist(), "mean": values.mean(), "p": p, "interval": [low, high]}


def separation_case(rng, labels, shift):
    m = len(labels)
    noise = rng.normal(size=(m, m))
    alike = np.array([[one == other for other in labels] for one in labels])
    similarity = rounded((noise + noise.T) / 2 + shift * alike)

    def pairs(kept):
        both = [(i, j) for i in kept for j in kept if i < j]
        return (
            np.array([alike[i, j] for i, j in both]),
            np.array([similarity[i, j] for i, j in both]),
        )

    def auc(kept):
        return roc_auc_score(*pairs(kept))

    def gap(kept):
        same, values = pairs(kept)
        return values[same].mean() - values[~same].mean()

    def d_prime(kept):
        same, values = pairs(kept)
        return gap(kept) / np.sqrt((values[same].var(ddof=1) + values[~same].var(ddof=1)) / 2)

    def jackknife(statistic, there=lambda value: value, back=lambda value: value):
        value = statistic(range(m))
        without = there(np.array([statistic([j for j in range(m) if j != i]) for i in range(m)]))
        error = np.sqrt((m - 1) / m * ((without - without.mean()) ** 2).sum())
        reach = stats.t.ppf(0.975, m - 1) * error
        return {"value": value, "interval": [float(back(there(value) + sign * reach)) for sign in (-1, 1)]}

    def arcsine(share):
        return np.arcsin(np.sqrt(share))

    def share(angle):
        return np.sin(np.clip(angle, 0, np.pi / 2)) ** 2

    return {
        "labels": list(labels),
        "similarity": similarity.tolist(),
        "auc": jackknife(auc, arcsine, share),
        "gap": jackknife(gap),
        "dPrime": jackknife(d_prime),
    }


def equicoordinate(correlations, limit, two_sided):
    """P(no normal variable is beyond the limit), by scipy's integration."""
    levels = len(correlations)
    upper = np.full(levels, limit)
    lower = -upper if two_sided else np.full(levels, -np.inf)
    return stats.multivariate_normal.cdf(
        upper, np.zeros(levels), correlations, maxpts=400_000, abseps=1e-7, releps=1e-7, lower_limit=lower
    )


def gain_case(rng, gains, errors, n):
    levels = len(gains)
    spread = rng.normal(size=(levels, 2 * levels))
    covariance = spread @ spread.T
    scale = np.sqrt(np.diag(covariance))
    correlations = rounded(covariance / np.outer(scale, scale))
    t = np.array(gains) / np.array(errors)
    best = int(t.argmax())
    z = -stats.norm.ppf(stats.t.sf(t[best], n - 1))
    limit = optimize.brentq(lambda q: equicoordinate(correlations, q, True) - 0.95, 1, 6, xtol=1e-5)
    reach = stats.t.isf(stats.norm.sf(limit), n - 1) * errors[best]
    return {
        "gain": gains,
        "standardError": errors,
        "correlations": correlations.tolist(),
        "n": n,
        "best": best,
        # The integration draws points: more digits would differ from run to run.
        "p": round(1 - equicoordinate(correlations, z, False), 4),
        "interval": [round(gains[best] - reach, 5), round(gains[best] + reach, 5)],
    }


def holm(p_values):
    """The smallest level at which step-down testing rejects, tried on a fine grid of candidates."""
    m = len(p_values)
    candidates = sorted({min(1, p * k) for p in p_values for k in range(1, m + 1)} | {1.0})

    def rejected(alpha):
        order = np.argsort(p_values, kind="stable")
        found = set()
        for before, i in enumerate(order):
            if p_values[i] * (m - before) > alpha:
                break
            found.add(int(i))
        return found

    return [next((alpha for alpha in candidates if i in rejected(alpha)), 1.0) for i in range(m)]


def main():
    rng = np.random.default_rng(SEED)
    points = rng.normal(size=(9, 3)) + np.repeat([[0], [1], [3]], [4, 4, 1], axis=0)
    distances, labels = euclidean(points), [0] * 4 + [1] * 4 + [2]
    auc_cases = [(rounded(rng.normal(size=p) + 1), np.round(rng.normal(size=q), 1)) for p, q in [(5, 8), (12, 3)]]
    auc_cases.append((np.round(rng.normal(size=9), 0), np.round(rng.normal(size=9), 0)))
    mixed = rounded(rng.random((7, 7)) + 0.1)
    mixed = np.triu(mixed, 1) + np.triu(mixed, 1).T
    p_values = [0.01, 0.04, 0.03, 0.005, 0.5, 0.04]

    golden = {
        "seed": SEED,
        "python": platform.python_version(),
        "numpy": np.__version__,
        "scipy": scipy.__version__,
        "sklearn": sklearn.__version__,
        "silhouettes": {
            "distances": distances.tolist(),
            "labels": labels,
            "each": silhouette_samples(distances, labels, metric="precomputed").tolist(),
        },
        "rocAuc": [
            {
                "positives": p.tolist(),
                "negatives": q.tolist(),
                "auc": roc_auc_score([1] * len(p) + [0] * len(q), np.concatenate([p, q])),
            }
            for p, q in auc_cases
        ],
        "separation": [separation_case(rng, "aaaabbbbccc", 0.8), separation_case(rng, "aaabbbcc", 0.1)],
        "permanova": [
            permanova_case(rng, "aaabbb", 0.5),
            permanova_case(rng, "aabbccd", 0.3),
            permanova_case(rng, "aaaabb", 0),
        ],
        "mantel": [mantel_case(rng, 6, 1), mantel_case(rng, 5, 3)],
        "linkage": [linkage_case(rng, m) for m in (2, 7, 12)],
        "scaling": [scaling_case(distances), scaling_case(mixed), scaling_case(euclidean(rng.normal(size=(5, 1))))],
        "pooled": [
            pooled_case(rng, "xxxxx", 0.05),
            pooled_case(rng, "xxxxxx", 0),
            pooled_case(rng, "aaabbb", 0.05),
        ],
        "mean": [mean_case(rng, 6, 1), mean_case(rng, 9, 0.2)],
        "gains": [
            gain_case(rng, [0.02, 0.03, 0.01], [0.01, 0.014, 0.02], 200),
            gain_case(rng, [-0.01, 0.012, 0.02, 0.025], [0.01, 0.01, 0.009, 0.02], 40),
        ],
        "holm": {"pValues": p_values, "adjusted": holm(p_values)},
        "studentUpper": [
            [t, df, stats.t.sf(t, df)]
            for df in (0.5, 1, 4, 9.5, 99, 4999)
            for t in (-30, -2, -0.1, 1e-6, 0.3, 1, 2.5, 12, 80)
        ],
    }
    Path(__file__).with_suffix(".json").write_text(json.dumps(golden, indent=1) + "\n")


if __name__ == "__main__":
    main()
