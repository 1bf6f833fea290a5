"""Golden values of repaired networks: the ones halfway between the pairs of connect.py, with their statistics set right.

Reads what compare.py and connect.py wrote. Of `norm`, which keeps BatchNormalization, the statistics of the batch of all
images, as in training; of `a`, whose convolutions have none, REPAIR (Jordan et al. 2023): each convolution's output gets the
mean and standard deviation halfway between those of the two ends. All in float64. Writes repair.json.

Run: /usr/bin/python3 test/golden/repair.py
"""

import sys

sys.dont_write_bytecode = True

from compare import OPERATORS, OUT, SEED, evaluate  # first: it sets the number of threads
from connect import between
from measures import provenance, write_json

import numpy as np
import onnx
import torch
import torch.nn.functional as F

ALPHA = 0.5
#: Images whose logits are written.
SHOWN = 4
CONVOLUTION = OPERATORS["Conv"]


def run(graph, images, parameters, **operators):
    before = {name: OPERATORS[name] for name in operators}
    OPERATORS.update(operators)
    try:
        return evaluate(graph.node, graph.initializer, images, parameters)["logits"].numpy()
    finally:
        OPERATORS.update(before)


def moments(y):
    return y.mean(dim=(0, 2, 3)), y.var(dim=(0, 2, 3), unbiased=False)


def batch_normalised(a, b, images):
    found = []

    def batch_norm(at, x, scale, bias, mean, variance):
        found.append(moments(x))
        return F.batch_norm(x, None, None, scale, bias, training=True, eps=at["epsilon"])

    logits = run(a, images, between(a, b, ALPHA), BatchNormalization=batch_norm)
    statistics = [{"mean": mean.tolist(), "variance": variance.tolist()} for mean, variance in found]
    return {"statistics": statistics, "logits": logits[:SHOWN].tolist()}


def repaired(a, b, images):
    ends = []
    for graph in (a, b):
        found = []

        def measured(at, x, weight, bias, found=found):
            y = CONVOLUTION(at, x, weight, bias)
            found.append(moments(y))
            return y

        run(graph, images, None, Conv=measured)
        ends.append(found)
    targets = iter(list(zip(*ends)))
    column = lambda values: values[None, :, None, None]

    def repairing(at, x, weight, bias):
        y = CONVOLUTION(at, x, weight, bias)
        mean, variance = moments(y)
        (mean_a, variance_a), (mean_b, variance_b) = next(targets)
        deviation = (1 - ALPHA) * variance_a.sqrt() + ALPHA * variance_b.sqrt()
        centre = (1 - ALPHA) * mean_a + ALPHA * mean_b
        return (y - column(mean)) / column(variance.sqrt()) * column(deviation) + column(centre)

    logits = run(a, images, between(a, b, ALPHA), Conv=repairing)
    return {"layers": len(ends[0]), "logits": logits[:SHOWN].tolist()}


def main():
    images = np.load(OUT / "images.npy")
    graph = lambda name: onnx.load(OUT / f"{name}.onnx").graph
    golden = {
        "alpha": ALPHA,
        "batchNorm": batch_normalised(graph("norm"), graph("norm-other"), images),
        "repair": repaired(graph("a"), graph("a-other"), images),
    }
    write_json(OUT.parent / "repair.json", {**provenance("test/golden/repair.py", SEED), **golden})


if __name__ == "__main__":
    main()
