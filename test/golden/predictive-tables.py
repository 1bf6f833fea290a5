"""Golden values of the class tables, the disputed examples and the temperatures of predictive.py's cases.

Writes predictive-tables.json. Run: /usr/bin/python3 test/golden/predictive-tables.py
"""

import json
import platform
import sys
from pathlib import Path

sys.dont_write_bytecode = True

import numpy as np
import scipy
from scipy.optimize import brentq
from scipy.special import logsumexp

from predictive import SEED, cases, divergences, floats, softmax
from quantiles import wilson

DISPUTED = 10


def by_class(a, b, of, labels):
    rows = []
    for c in sorted(set(of.tolist())):
        at = np.flatnonzero(of == c)
        accuracy = {"a": None, "b": None} if labels is None else {k: float((x[at] == c).mean()) for k, x in (("a", a), ("b", b))}
        same = int((a[at] == b[at]).sum())
        agreement = {"score": same / len(at), "interval": floats(wilson(same, len(at)))}
        rows.append({"class": c, "n": len(at), "agreement": agreement, "accuracy": accuracy})
    return rows


def confused(a, b, classes):
    counts = np.zeros((classes, classes), dtype=int)
    np.add.at(counts, (a, b), 1)
    cells = [(-int(counts[i, j]), i, j) for i in range(classes) for j in range(classes) if i != j and counts[i, j] > 0]
    frequent = [{"a": i, "b": j, "count": -count} for count, i, j in sorted(cells)]
    return {"n": len(a), "same": int(np.trace(counts)), "counts": counts.tolist(), "frequent": frequent}


def disputed(p, q, a, b):
    values = divergences(p, q)
    # values that differ by rounding alone are ties
    order = sorted(np.flatnonzero(a != b).tolist(), key=lambda i: (-round(float(values[i]), 12), i))
    verdict = lambda classes, probabilities, i: {"class": int(classes[i]), "probability": float(probabilities[i, classes[i]])}
    return [{"index": i, "a": verdict(a, p, i), "b": verdict(b, q, i), "jsd": float(values[i])} for i in order[:DISPUTED]]


def temperature(logits, y):
    """T that minimises the cross-entropy of logits / T, None where it falls or rises for ever."""
    own = logits[np.arange(len(y)), y]

    def slope(beta):
        weights = np.exp(beta * logits - logsumexp(beta * logits, axis=1, keepdims=True))
        return float(((weights * logits).sum(axis=1) - own).mean())

    if (own == logits.max(axis=1)).all() or slope(0) >= 0:
        return None
    high = 1.0
    while slope(high) < 0:
        high *= 2
    return 1 / brentq(slope, 0, high, xtol=1e-15, rtol=1e-14)


def tables(logits_a, logits_b, y):
    a, b = logits_a.argmax(axis=1), logits_b.argmax(axis=1)
    p, q = softmax(logits_a), softmax(logits_b)
    return {
        "byLabel": by_class(a, b, y, y),
        "byPrediction": by_class(a, b, a, None),
        "confusion": confused(a, b, logits_a.shape[1]),
        "disputed": disputed(p, q, a, b),
        "temperature": {"a": temperature(logits_a, y), "b": temperature(logits_b, y)},
    }


def main():
    golden = {
        "seed": SEED,
        "python": platform.python_version(),
        "numpy": np.__version__,
        "scipy": scipy.__version__,
        "cases": [{"name": name, **tables(a, b, y)} for name, a, b, y, _ in cases()],
    }
    Path(__file__).with_suffix(".json").write_text(json.dumps(golden) + "\n")


if __name__ == "__main__":
    main()
