"""Golden values of the special functions. Writes special.json.

Tails come from mpmath at 40 digits, since scipy's lose theirs for huge shapes and far from the mean; quantiles come
from scipy.
"""

import json
import sys
from pathlib import Path

import mpmath
import numpy
import scipy
from mpmath import mp, mpf
from scipy import special, stats

mp.dps = 40
SEED = 0
generator = numpy.random.default_rng(SEED)

log_gamma = [1e-5, 1e-2, 0.3, 0.5, 0.999, 1.0001, 1.4, 1.999, 2.001, 2.5, 3, 9.9, 10, 11.5, 171, 1e6, 1e18]
shapes = [0.01, 0.1, 0.5, 0.9, 1, 1.5, 5, 20, 300, 9e4, 1.1e5, 1e7, 1e12, 1e18]
deviates = [-5, -2, -0.5, 0, 0.3, 1, 3, 8]
probabilities = [0.001, 0.05, 0.3, 0.5, 0.8, 0.95, 0.999]
skews = [-20, -4, -1, -0.1, -1e-3, 1e-3, 0.02, 0.5, 2, 7, 20]
# Where the shape is huge, scipy's quantile of the median cancels to few digits.
skews_with_quantile = [-20, -4, -1, -0.1, 0.5, 2, 7, 20]


def tails(shape, excess):
    """Both tails at shape + excess: closed forms, or for large shapes the density integrated in standard units."""
    shape, excess = mpf(shape), mpf(excess)
    if shape < 100:
        if excess <= -shape:
            return mpf(0), mpf(1)
        return (
            mpmath.gammainc(shape, 0, shape + excess, regularized=True),
            mpmath.gammainc(shape, shape + excess, regularized=True),
        )
    root = mpmath.sqrt(shape)
    # log of the density's constant, times √shape: Stirling's series replaces a difference of huge numbers.
    stirling = 1 / (12 * shape) - 1 / (360 * shape**3) + 1 / (1260 * shape**5) - 1 / (1680 * shape**7)

    def density(z):
        mu = z / root
        return mpmath.exp((shape - 1) * mpmath.log1p(mu) - shape * mu - stirling) / mpmath.sqrt(2 * mp.pi)

    z = excess / root
    left = max(-root, mpf(-40))
    lower = mpmath.quad(density, sorted([left, *[mpf(k) for k in range(-14, 15, 2) if left < k < z], z]))
    upper = mpmath.quad(density, sorted([z, *[mpf(k) for k in range(-14, 40, 2) if k > z], mpf(60)]))
    return lower, upper


def points(shape):
    spread = [shape + z * numpy.sqrt(shape) for z in deviates]
    small = list(10.0 ** generator.uniform(-8, 1, 6)) if shape < 2 else []
    return [float(x) for x in spread + small if x > 0]


def gamma_tails(shape, x):
    lower, upper = tails(shape, mpf(x) - mpf(shape))
    return {"shape": shape, "x": x, "lower": float(lower), "upper": float(upper)}


def pearson3(skewness, z):
    shape = 4 / mpf(skewness) ** 2
    spread = mpf(z) * mpmath.sqrt(shape)
    upper = tails(shape, spread)[1] if skewness > 0 else tails(shape, -spread)[0]
    return {"skewness": skewness, "z": z, "upper": float(upper)}


values = json.dumps(
    {
        "seed": SEED,
        "python": sys.version.split()[0],
        "numpy": numpy.__version__,
        "scipy": scipy.__version__,
        "mpmath": mpmath.__version__,
        "logGamma": [{"x": x, "value": float(mpmath.loggamma(mpf(x)))} for x in log_gamma],
        "gammaTails": [gamma_tails(a, x) for a in [1e-6, *shapes] for x in points(a)],
        "gammaQuantile": [
            {"shape": a, "p": p, "value": float(special.gammaincinv(a, p))} for a in shapes for p in probabilities
        ],
        "pearson3": [pearson3(g, z) for g in skews for z in deviates],
        "pearson3Quantile": [
            {"skewness": g, "p": p, "value": float(stats.pearson3.ppf(p, g))}
            for g in skews_with_quantile
            for p in probabilities
        ],
    },
    indent=1,
)
Path(__file__).with_name("special.json").write_text(values)
