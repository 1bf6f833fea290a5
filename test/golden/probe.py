"""Golden values of the probe: multinomial logistic regression by Newton's method with the whole Hessian.

The penalty stands before half the squared weights of rows that are centred and scaled until their variances sum to 1, and
beside the mean cross-entropy. Where there are more than two classes scikit-learn must find the same to 1e-4; its C stands
before the sum of the cross-entropies: C = 1/(n·penalty).

Writes probe.json. Run: /usr/bin/python3 test/golden/probe.py
"""

import json
import platform
from pathlib import Path

import numpy as np
import sklearn
from sklearn.linear_model import LogisticRegression

SEED = 11


def softmax(logits):
    weights = np.exp(logits - logits.max(axis=1, keepdims=True))
    return weights / weights.sum(axis=1, keepdims=True)


def newton(z, labels, classes, penalty):
    """Weights, (p + 1) × C, the last row the intercept, which is not penalised."""
    n = len(z)
    design = np.hstack([z, np.ones((n, 1))])
    target = np.eye(classes)[labels]
    shrunk = np.repeat(np.r_[np.full(z.shape[1], penalty), 0.0], classes)
    theta = np.zeros(design.shape[1] * classes)
    value = lambda t: (
        -np.log((softmax(design @ t.reshape(-1, classes)) * target).sum(axis=1)).mean() + (shrunk * t * t).sum() / 2
    )
    for _ in range(200):
        p = softmax(design @ theta.reshape(-1, classes))
        gradient = (design.T @ (p - target) / n).ravel() + shrunk * theta
        curvature = np.diag(shrunk)
        for row, q in zip(design, p):
            curvature += np.kron(np.outer(row, row), np.diag(q) - np.outer(q, q)) / n
        step = np.linalg.lstsq(curvature, -gradient, rcond=1e-13)[0]
        length = 1.0
        while value(theta + length * step) > value(theta) and length > 1e-12:
            length /= 2
        theta = theta + length * step
        if np.abs(step).max() * length < 1e-13:
            break
    assert np.abs(gradient).max() < 1e-10, np.abs(gradient).max()
    return theta.reshape(-1, classes)


def case(name, x, labels, others, penalty):
    mean = x.mean(axis=0)
    unit = np.sqrt(((x - mean) ** 2).sum() / len(x))
    z = (others - mean) / unit
    classes = int(labels.max()) + 1
    weights = newton((x - mean) / unit, labels, classes, penalty)
    probabilities = softmax(np.hstack([z, np.ones((len(z), 1))]) @ weights)
    if classes > 2:
        peer = LogisticRegression(multi_class="multinomial", C=1 / (len(x) * penalty), tol=1e-8, max_iter=100_000)
        found = peer.fit((x - mean) / unit, labels).predict_proba(z)
        assert np.abs(found - probabilities).max() < 1e-4, np.abs(found - probabilities).max()
    return {
        "name": name,
        "n": len(x),
        "p": x.shape[1],
        "classes": classes,
        "penalty": penalty,
        "x": x.ravel().tolist(),
        "labels": labels.tolist(),
        "others": others.ravel().tolist(),
        "probabilities": probabilities.ravel().tolist(),
    }


def clouds(rng, n, p, classes, distance):
    centres = distance * rng.normal(size=(classes, p))
    labels = np.arange(n) % classes
    return (centres[labels] + rng.normal(size=(n, p))).round(3), labels


def cases():
    rng = np.random.default_rng(SEED)
    x, labels = clouds(rng, 30, 4, 3, 0.7)
    yield case("three classes that overlap", x, labels, x[:6] + 0.5, 1e-2)
    yield case("hardly any penalty", x, labels, x[:6] + 0.5, 1e-6)
    x, labels = clouds(rng, 12, 20, 2, 0.4)
    yield case("more features than rows, two classes", x, labels, x[:5][:, ::-1], 1e-3)
    x, labels = clouds(rng, 40, 5, 5, 2.0)
    yield case("an offset and features of unlike size", x * [1, 10, 0.1, 3, 1] + 1000, labels, x[:7] + 1000, 1e-4)


def main():
    versions = {"python": platform.python_version(), "numpy": np.__version__, "sklearn": sklearn.__version__}
    golden = {"seed": SEED, **versions, "cases": list(cases())}
    Path(__file__).with_suffix(".json").write_text(json.dumps(golden) + "\n")


if __name__ == "__main__":
    main()
