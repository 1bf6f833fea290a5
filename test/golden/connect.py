"""Golden values of linear mode connectivity: the straight line between two networks of one architecture.

Reads a.onnx and the images of compare.py; writes a-other.onnx, norm.onnx and norm-other.onnx, and one JSON file a pair,
to test/golden/compare/. The second network of each pair keeps half of the first one's body and has its own head, under
other names. Parameters are interpolated in float64 and rounded to float32, as stored; the networks are evaluated in
float64.

Run: /usr/bin/python3 test/golden/connect.py
"""

import sys

sys.dont_write_bytecode = True

from compare import (  # first: it sets the number of threads
    CLASSES,
    N,
    N_FIT,
    OPERATORS,
    OUT,
    SEED,
    Graph,
    draw_images,
    evaluate,
    fitted_head,
    gemm_head,
    smooth,
    softmax,
)
from measures import jackknife, provenance, write_json

import numpy as np
import onnx
import torch.nn.functional as F
from onnx import numpy_helper

POINTS = 11
#: Share of the first network's body in the second one's, so that the way between them is neither flat nor at chance.
KEPT = 0.5
PAIRS = [("a", "a-other"), ("norm", "norm-other")]

OPERATORS["BatchNormalization"] = lambda at, x, scale, bias, mean, variance: F.batch_norm(
    x, mean, variance, scale, bias, training=False, eps=at["epsilon"]
)


# ---------------------------------------------------------------- networks


def batch_norm(graph, name, source, width):
    rng = graph.rng
    values = {
        "scale": 1 + 0.2 * rng.normal(size=width),
        "bias": 0.2 * rng.normal(size=width),
        "mean": 0.2 * rng.normal(size=width),
        "variance": np.exp(0.3 * rng.normal(size=width)),
    }
    inputs = [graph.parameter(f"{name}.{key}", value) for key, value in values.items()]
    return graph.node("BatchNormalization", [source, *inputs], f"{name}.out", epsilon=1e-5)


def make_norm(rng, fit):
    """Two convolutions, each with its BatchNormalization kept, and a learned scale without a dimension."""
    graph = Graph(rng)
    source = "images"
    for number, (fan_in, fan_out) in enumerate([(3, 12), (12, 16)], start=1):
        source = graph.conv(f"conv{number}", source, fan_in, fan_out, 3, stride=number)
        source = batch_norm(graph, f"norm{number}", source, fan_out)
        source = graph.node("Relu", [source], f"relu{number}")
    source = graph.node("Mul", [source, graph.constant("gain", np.array(1.5, np.float32))], "gained")
    source = graph.node("Flatten", [graph.node("GlobalAveragePool", [source], "gap")], "flat", axis=1)
    gemm_head(graph, source, *fitted_head(graph, source, *fit))
    onnx.save(graph.model("norm", 13), OUT / "norm.onnx")


def make_other(name, rng, fit):
    """The same architecture with other weights, and every initialiser and inner tensor under another name."""
    model = onnx.load(OUT / f"{name}.onnx")
    body = [i for i in model.graph.initializer if not i.name.startswith("head.")]
    for initialiser in body:
        old = numpy_helper.to_array(initialiser)
        spread = old.std() if old.ndim else 0.2
        fresh = old.mean() + spread * rng.normal(size=old.shape)
        if initialiser.name.endswith(".variance"):
            fresh = np.exp(0.3 * rng.normal(size=old.shape))
        mixed = np.asarray(KEPT * old + (1 - KEPT) * fresh, dtype=np.float32)
        initialiser.CopyFrom(numpy_helper.from_array(mixed, initialiser.name))
    graph = Graph(rng)
    graph.nodes, graph.initialisers = [n for n in model.graph.node if n.output[0] != "logits"], body
    gemm_head(graph, "flat", *fitted_head(graph, "flat", *fit))
    rename(graph)
    onnx.save(graph.model(f"{name}-other", 13), OUT / f"{name}-other.onnx")


def rename(graph):
    """Numbers, as some exporters give them, in place of names; the penultimate tensor keeps its own."""
    kept = {"images", "logits", "flat"}
    names = [i.name for i in graph.initialisers] + [n.output[0] for n in graph.nodes]
    new = {old: old if old in kept else f"t{number}" for number, old in enumerate(names)}
    for initialiser in graph.initialisers:
        initialiser.name = new[initialiser.name]
    for node in graph.nodes:
        node.name = ""
        node.input[:] = [new.get(name, name) for name in node.input]
        node.output[:] = [new[name] for name in node.output]


# ---------------------------------------------------------------- the path


def slots(graph):
    """The initialisers of a graph in the order in which nodes read them, each once."""
    arrays = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    read = dict.fromkeys(name for node in graph.node for name in node.input if name in arrays)
    return {name: arrays[name] for name in read}


def between(a, b, alpha):
    """A's parameters by name, each mixed with what stands in its place in B."""
    mixed = {}
    for (name, x), y in zip(slots(a).items(), slots(b).values(), strict=True):
        assert x.shape == y.shape and x.dtype == y.dtype == np.float32
        mixed[name] = ((1 - alpha) * x.astype(np.float64) + alpha * y.astype(np.float64)).astype(np.float32)
    return mixed


def point(a, b, alpha, images, labels):
    logits = evaluate(a.node, a.initializer, images, between(a, b, alpha))["logits"].numpy()
    second, first = np.sort(logits, axis=1)[:, -2:].T
    assert (first - second).min() > 1e-5, (alpha, (first - second).min())  # no prediction hangs on rounding to float32
    loss = -np.log(softmax(logits)[np.arange(N), labels]).mean()
    return float(loss), logits.argmax(axis=1) == labels


def connected(a, b, images, labels):
    alphas = [k / (POINTS - 1) for k in range(POINTS)]
    losses, right = zip(*(point(a, b, alpha, images, labels) for alpha in alphas))
    errors = [1 - r.mean() for r in right]
    worst = int(np.argmax([(~r).sum() for r in right]))
    above_chance = (right[0].mean() + right[-1].mean()) / 2 - 1 / CLASSES

    def barrier(keep):
        error = lambda k: 1 - right[k][keep].mean()
        return error(worst) - (error(0) + error(-1)) / 2

    everyone = np.arange(N)
    frankle = barrier(everyone)
    half = jackknife([barrier(np.delete(everyone, i)) for i in range(N)])
    lmc = lambda b: float(1 - min(1, max(0, b / above_chance)))
    return {
        "n": N,
        "alphas": alphas,
        "naive": {
            "loss": list(losses),
            "accuracy": [float(r.mean()) for r in right],
            "barrier": {
                "frankle": float(frankle),
                "entezari": float(max(l - ((1 - t) * losses[0] + t * losses[-1]) for l, t in zip(losses, alphas))),
            },
        },
        "lmc": lmc(frankle),
        "lmcInterval": [lmc(frankle + half), lmc(frankle - half)],
    }


def main():
    rng = np.random.default_rng(SEED)
    fit = draw_images(rng, smooth(rng, CLASSES), N_FIT)  # those of compare.py
    images, labels = np.load(OUT / "images.npy"), np.load(OUT / "labels.npy")
    rng = np.random.default_rng(SEED + 1)
    make_norm(rng, fit)
    for a, b in PAIRS:
        make_other(a, rng, fit)
        graphs = [onnx.load(OUT / f"{name}.onnx").graph for name in (a, b)]
        found = {"models": {"a": f"{a}.onnx", "b": f"{b}.onnx"}, **connected(*graphs, images, labels)}
        write_json(OUT / f"{b}.json", {**provenance("test/golden/connect.py", SEED + 1), **found})


if __name__ == "__main__":
    main()
