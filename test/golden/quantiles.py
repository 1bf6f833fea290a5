"""Golden values of the normal distribution, the Student t quantile and Wilson's interval, to 17 digits by mpmath.

Every value is compared with scipy's before it is written.
Writes quantiles.json. Run: /usr/bin/python3 test/golden/quantiles.py
"""
import json
import platform
from pathlib import Path

import mpmath
import numpy as np
import scipy
from mpmath import mp, mpf
from scipy import stats

SEED = 7
mp.dps = 40


def normal_cdf(x):
    return mp.erfc(-mpf(x) / mp.sqrt(2)) / 2


def bisect(decreasing, low, high):
    """Where a decreasing function crosses 0."""
    low, high = mpf(low), mpf(high)
    for _ in range(120):
        middle = (low + high) / 2
        low, high = (middle, high) if decreasing(middle) > 0 else (low, middle)
    return low


def normal_quantile(p):
    return mpf(0) if p == 0.5 else bisect(lambda x: mpf(p) - normal_cdf(x), -40, 40)


def student_quantile(p, df):
    p, df = mpf(p), mpf(df)
    tail = min(p, 1 - p)
    if tail == mpf(1) / 2:
        return mpf(0)

    def excess(log_t):
        x = df / (df + mp.exp(2 * log_t))
        return mp.betainc(df / 2, mpf(1) / 2, 0, x, regularized=True) / 2 - tail

    return mp.sign(p - mpf(1) / 2) * mp.exp(bisect(excess, -60, 700))


def wilson(successes, n):
    z = normal_quantile(mpf(39) / 40)
    p = mpf(successes) / n
    half = z * mp.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return [(p + z * z / (2 * n) + sign * half) / (1 + z * z / n) for sign in (-1, 1)]


def checked(value, other, tolerance):
    value = float(value)
    if abs(other) == 1e100:  # scipy's largest Student quantile
        return value
    assert abs(value - other) <= tolerance * abs(value) + 1e-300, (value, other)
    return value


def main():
    rng = np.random.default_rng(SEED)
    xs = [-37.5, -25, -12.5, -8, -5, -3, -2, -1.5, -1.4999, -1, -0.3, -1e-8, 0, 1e-3, 0.7, 1.5, 2.5, 6, 9]
    xs += rng.normal(size=20).round(6).tolist()
    ps = [1e-300, 1e-100, 1e-20, 1e-9, 1e-4, 0.01, 0.025, 0.0668, 0.067, 0.2, 0.4999999, 0.5, 0.5000001, 0.75, 0.95, 0.975]
    ps += [0.999, 1 - 1e-10] + rng.random(20).round(6).tolist()
    dfs = [0.1, 0.3, 0.5, 1, 1.7, 2, 3, 9, 10.5, 29, 99, 199, 999, 4999, 49999]
    tps = [1e-20, 1e-6, 0.005, 0.025, 0.1, 0.3, 0.499999, 0.6, 0.75, 0.9, 0.975, 0.9995]
    counts = [[0, 1], [1, 1], [0, 30], [30, 30], [1, 3], [7, 10], [50, 100], [199, 200], [9_876, 50_000], [49_999, 50_000]]

    golden = {
        "seed": SEED,
        "python": platform.python_version(),
        "numpy": np.__version__,
        "scipy": scipy.__version__,
        "mpmath": mpmath.__version__,
        "normalCdf": [[x, checked(normal_cdf(x), stats.norm.cdf(x), 1e-12)] for x in xs],
        "normalQuantile": [[p, checked(normal_quantile(p), stats.norm.ppf(p), 1e-9)] for p in ps],
        "studentQuantile": [
            [p, df, checked(student_quantile(p, df), stats.t.ppf(p, df), 1e-8)] for df in dfs for p in tps
        ],
        "wilson": [
            [s, n, *(float(end) for end in wilson(s, n))]
            for s, n in counts
            if checked(wilson(s, n)[1], stats.binomtest(s, n).proportion_ci(method="wilson").high, 1e-9)
        ],
    }
    Path(__file__).with_suffix(".json").write_text(json.dumps(golden, indent=1) + "\n")


if __name__ == "__main__":
    main()
