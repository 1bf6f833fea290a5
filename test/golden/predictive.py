"""Golden values of the predictive measures: brute force over examples, really leaving each one out.

Writes predictive.json. Run: /usr/bin/python3 test/golden/predictive.py
"""

import json
import math
import platform
import sys
from fractions import Fraction
from pathlib import Path

sys.dont_write_bytecode = True

import mpmath
import numpy as np

from quantiles import student_quantile, wilson

SEED = 11
DRAWS = 5


# ---------------------------------------------------------------- scores of n examples


def softmax(logits):
    weights = np.exp(logits - logits.max(axis=1, keepdims=True))
    return weights / weights.sum(axis=1, keepdims=True)


def entropy(p):
    return -(p * np.log2(np.where(p > 0, p, 1))).sum(axis=1)


def divergences(p, q):
    return entropy((p + q) / 2) - (entropy(p) + entropy(q)) / 2


def kappa(a, b):
    """Cohen's kappa as a fraction, or None where chance alone agrees always."""
    n = len(a)
    observed = Fraction(int((a == b).sum()), n)
    chance = sum(Fraction(int((a == c).sum()) * int((b == c).sum()), n * n) for c in set(a) | set(b))
    return None if chance == 1 else (observed - chance) / (1 - chance)


def scaled_disagreement(a, b, y, classes):
    """(D − least)/(most − least) as a fraction, or None where there is no range."""
    n = len(y)
    wrong_a, wrong_b = (Fraction(int((x != y).sum()), n) for x in (a, b))
    least = abs(wrong_a - wrong_b)
    most = min(wrong_a + wrong_b, 2 - wrong_a - wrong_b if classes == 2 else 1)
    return None if most == least else (Fraction(int((a != b).sum()), n) - least) / (most - least)


def coinciding(a, b, y, classes):
    """Mean over the examples missed by both of the chance that independent wrong answers are the same."""
    missed = (a != y) & (b != y)
    if not missed.any():
        return None
    shares_a, shares_b = ([float((x[missed] == c).mean()) for c in range(classes)] for x in (a, b))
    values = []
    for label in y[missed]:
        others = [c for c in range(classes) if c != label]
        free_a, free_b = (sum(shares[c] for c in others) for shares in (shares_a, shares_b))
        values.append(sum(shares_a[c] / free_a * shares_b[c] / free_b for c in others))
    return sum(values) / len(values)


# ---------------------------------------------------------------- intervals


def jackknife(statistic, to, back, *columns):
    """±t·se on a scale, from the statistic without each example in turn.

    None where the scale does not reach, or where every example left out gives the same.
    """
    n = len(columns[0])
    try:
        values = [to(statistic(*(np.delete(column, i) for column in columns))) for i in range(n)]
        centre = to(statistic(*columns))
    except (TypeError, ValueError, ZeroDivisionError):
        return None
    if max(values) - min(values) < 1e-12:
        return None
    mean = math.fsum(values) / n
    half = float(student_quantile(0.975, n - 1)) * math.sqrt((n - 1) / n * math.fsum((v - mean) ** 2 for v in values))
    return [back(centre - half), back(centre + half)]


def floats(pair):
    return [float(end) for end in pair]


def kappa_interval(a, b, to, back):
    n, disagreements = len(a), int((a != b).sum())
    if disagreements < 3:
        return None
    agreed = [int(((a == c) & (b == c)).sum()) for c in set(a) | set(b)]
    if disagreements >= 20 and sum(agreed) - max(agreed) >= 5:
        return jackknife(kappa, to, back, a, b)
    chance = sum(float((a == c).mean() * (b == c).mean()) for c in set(a) | set(b))
    low, high = ((end - chance) / (1 - chance) for end in floats(wilson(n - disagreements, n)))
    return [max(low, -1), high]


# ---------------------------------------------------------------- measures


def permutations(n, count, seed):
    """Fisher–Yates on the Mersenne Twister, the draws below a bound by rejection and remainder."""
    raw = np.random.RandomState(seed)._bit_generator.random_raw

    def below(bound):
        usable = 2**32 if bound <= 2 else 2**32 // bound * bound
        # the generator is read as a signed number, then shifted up to start from 0
        value = (int(raw()) + 2**31) % 2**32
        while value >= usable:
            value = (int(raw()) + 2**31) % 2**32
        return value % bound

    orders = []
    for _ in range(count):
        order = list(range(n))
        for last in range(n - 1, 0, -1):
            chosen = below(last + 1)
            order[last], order[chosen] = order[chosen], order[last]
        orders.append(order)
    return orders


def jsd(p, q, seed):
    n, values = len(p), divergences(p, q)
    mean = values.mean()
    if n == 1:
        return score(mean, None, None)
    chance = np.mean([divergences(p, q[order]).mean() for order in permutations(n, DRAWS, seed)])
    if (p == q).all():
        return score(0, chance, [0, 0])
    if values.sum() ** 2 / (values**2).sum() < 15:
        return score(mean, chance, wilson(float(values.sum()), n))
    half = float(student_quantile(0.975, n - 1)) * values.std(ddof=1) / math.sqrt(n) / mean
    return score(mean, chance, [mean * math.exp(-half), min(1, mean * math.exp(half))])


def score(value, chance, interval):
    as_float = lambda number: None if number is None else float(number)
    return {"score": as_float(value), "chance": as_float(chance), "interval": interval and floats(interval)}


UNDEFINED = score(None, None, None)


def disagreement(a, b, y, classes):
    value = scaled_disagreement(a, b, y, classes)
    if value is None:
        return UNDEFINED
    coincide = 1 if classes == 2 else coinciding(a, b, y, classes)
    chance = None
    if coincide is not None:
        qa, qb = float((a != y).mean()), float((b != y).mean())
        most = min(qa + qb, 2 - qa - qb if classes == 2 else 1)
        expected = qa * (1 - qb) + (1 - qa) * qb + qa * qb * (1 - coincide)
        chance = (expected - abs(qa - qb)) / (most - abs(qa - qb))
    logit = lambda s: math.log(s / (1 - s))
    statistic = lambda a, b, y: scaled_disagreement(a, b, y, classes)
    return score(value, chance, jackknife(statistic, logit, lambda z: 1 / (1 + math.exp(-z)), a, b, y))


def corrected(a, b, to, back):
    value = kappa(a, b)
    return UNDEFINED if value is None else score(value, 0, kappa_interval(a, b, to, back))


def same_error(a, b, y, classes):
    missed = (a != y) & (b != y)
    if not missed.any():
        return UNDEFINED
    same = int((a == b)[missed].sum())
    return score((a == b)[missed].mean(), coinciding(a, b, y, classes), wilson(same, int(missed.sum())))


def measures(logits_a, logits_b, y, seed):
    n, classes = logits_a.shape
    a, b = logits_a.argmax(axis=1), logits_b.argmax(axis=1)
    chance = sum(float((a == c).mean() * (b == c).mean()) for c in range(classes))
    return {
        "agreement": score((a == b).mean(), chance, wilson(int((a == b).sum()), n)),
        "disagreement": disagreement(a, b, y, classes),
        "jsd": jsd(softmax(logits_a), softmax(logits_b), seed),
        "kappa": corrected(a, b, lambda k: -math.log(1 - k), lambda f: 1 - math.exp(-f)),
        "errorConsistency": corrected((a == y).astype(int), (b == y).astype(int), math.atanh, math.tanh),
        "sameError": same_error(a, b, y, classes),
    }


# ---------------------------------------------------------------- cases


def related(rng, n, classes, own):
    """Labels, and two models' logits that share a part; `own` is what each adds by itself."""
    y = rng.integers(classes, size=n)
    shared = 1.5 * np.eye(classes)[y] + rng.normal(size=(n, classes))
    a, b = (shared + own * rng.normal(size=(n, classes)) for _ in range(2))
    return a.round(2), b.round(2), y


def one_hot(classes_of_examples, classes, height):
    return height * np.eye(classes)[classes_of_examples]


def cases():
    rng = np.random.default_rng(SEED)
    a, b, y = related(rng, 200, 10, 0.7)
    yield "typical", a, b, y, 0
    yield "another seed", a, b, y, 12345
    yield "identical", a, a, y, 0
    constant = np.tile(np.eye(10)[3], (200, 1))
    yield "one model constant", a, constant, y, 0
    yield "both models constant", constant, 2 * constant, y, 0
    yield "one model perfect", a, one_hot(y, 10, 3.0), y, 0
    yield "two classes", *related(rng, 150, 2, 0.8), 0
    yield "few disagreements", *related(rng, 120, 4, 0.12), 0
    yield "fewer disagreements", *related(rng, 60, 4, 0.02), 0
    yield "unlike accuracies", *related(rng, 100, 5, 3.0), 0
    errors = np.random.default_rng(SEED + 1)
    y = errors.integers(5, size=400)
    apart, both = np.arange(400) // 15, np.arange(400) < 4
    a, b = ((y + (both | (apart == k))) % 5 for k in (1, 2))
    yield "errors seldom shared", one_hot(a, 5, 9.0), one_hot(b, 5, 9.0), y, 0
    yield "few examples carry the divergence", one_hot(y, 5, 9.0), one_hot((y + (apart == 0) * (np.arange(400) % 2)) % 5, 5, 5.0), y, 0
    y = np.arange(40) % 4
    yield "disjoint", one_hot(y, 4, 2000.0), one_hot((y + 1) % 4, 4, 2000.0), y, 0
    y = np.arange(40) % 2
    halves = (np.arange(40) < 20).astype(int)
    yield "opposite", one_hot(halves, 2, 1.0), one_hot(1 - halves, 2, 1.0), y, 0
    for n in (1, 2, 3):
        yield f"n = {n}", *related(rng, n, 3, 1.0), 0


def main():
    golden = {
        "seed": SEED,
        "python": platform.python_version(),
        "numpy": np.__version__,
        "mpmath": mpmath.__version__,
        "cases": [
            {
                "name": name,
                "classes": a.shape[1],
                "seed": seed,
                "a": a.ravel().tolist(),
                "b": b.ravel().tolist(),
                "labels": y.tolist(),
                "expected": measures(a, b, y, seed),
            }
            for name, a, b, y, seed in cases()
        ],
    }
    Path(__file__).with_suffix(".json").write_text(json.dumps(golden) + "\n")


if __name__ == "__main__":
    main()
