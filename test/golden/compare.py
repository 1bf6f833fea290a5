"""Golden values of a whole comparison: four small networks, 64 images, and what `trisim compare` says of them.

Writes the models, the data and one JSON file a pair to test/golden/compare/. The networks are random features with a
head fitted by ridge regression: nothing is trained, so nothing depends on the order in which gradients are summed. They
are evaluated here, in float64, from the ONNX files as written.

Run: /usr/bin/python3 test/golden/compare.py
"""

import json
import math
import sys
from fractions import Fraction
from pathlib import Path

sys.dont_write_bytecode = True

from measures import (  # first: it sets the number of threads
    cka_score,
    effective_rank,
    jackknife,
    procrustes_score,
    provenance,
    static_measures,
    without,
    write_json,
)

import numpy as np
import onnx
import torch
import torch.nn.functional as F
from onnx import TensorProto, helper, numpy_helper
from scipy import stats

torch.set_num_threads(1)

OUT = Path(__file__).parent / "compare"
SEED = 7
CLASSES, N, N_FIT = 10, 64, 2000
MEAN, STD = [0.5, 0.45, 0.4], [0.25, 0.24, 0.26]
LEVELS = ["0", "0.1", "0.2", "0.3", "0.4", "0.5", "0.6", "0.7", "0.8", "0.9", "0.95", "0.99"]
PAIRS = [("a", "b"), ("a", "vit"), ("a", "half")]


# ---------------------------------------------------------------- data


def smooth(rng, *shape):
    """Random 8 × 8 × 3 patterns of low frequency, unit variance."""
    coefficients = rng.normal(size=(*shape, 3, 3, 3))
    waves = np.cos(np.pi * np.outer(np.arange(3), np.arange(8) + 0.5) / 8)
    return np.einsum("...uvc,ui,vj->...ijc", coefficients, waves, waves) / 2


def draw_images(rng, prototypes, n):
    """n uint8 images (n × 8 × 8 × 3) and their classes: the class's pattern under smooth and pixel noise."""
    labels = rng.integers(CLASSES, size=n)
    noise = 0.7 * smooth(rng, n) + 0.3 * rng.normal(size=(n, 8, 8, 3))
    pixels = 120 + 40 * (prototypes[labels] + noise)
    return np.clip(np.round(pixels), 0, 255).astype(np.uint8), labels.astype(np.int64)


def preprocessed(images):
    """uint8 N×H×W×C to float64 N×C×H×W."""
    return torch.from_numpy(((images / 255 - MEAN) / STD).transpose(0, 3, 1, 2).copy())


# ---------------------------------------------------------------- building networks


class Graph:
    """An ONNX graph in the making: initialisers in the order of the nodes that use them."""

    def __init__(self, rng, half=False):
        self.rng, self.half, self.nodes, self.initialisers = rng, half, [], []

    def node(self, operator, inputs, output, **attributes):
        self.nodes.append(helper.make_node(operator, inputs, [output], name=f"node.{output}", **attributes))
        return output

    def constant(self, name, values):
        self.initialisers.append(numpy_helper.from_array(np.asarray(values), name))
        return name

    def parameter(self, name, values):
        """A float32 initialiser; in a half graph a float16 one behind a Cast."""
        if not self.half:
            return self.constant(name, values.astype(np.float32))
        self.constant(f"{name}.half", values.astype(np.float16))
        return self.node("Cast", [f"{name}.half"], name, to=TensorProto.FLOAT)

    def conv(self, name, source, fan_in, fan_out, kernel, stride=1, gain=2.0):
        shape = (fan_out, fan_in, kernel, kernel)
        weight = self.parameter(f"{name}.weight", self.rng.normal(size=shape) * math.sqrt(gain / math.prod(shape[1:])))
        bias = self.parameter(f"{name}.bias", 0.2 * self.rng.normal(size=fan_out))
        pad = (kernel - 1) // 2
        return self.node(
            "Conv",
            [source, weight, bias],
            f"{name}.out",
            kernel_shape=[kernel, kernel],
            strides=[stride, stride],
            pads=[pad] * 4,
        )

    def linear(self, name, source, fan_in, fan_out, gain=1.0, shared=None):
        """source @ weight + bias; the weight may be another layer's, through Identity."""
        if shared:
            weight = self.node("Identity", [shared], f"{name}.weight")
        else:
            values = self.rng.normal(size=(fan_in, fan_out)) * math.sqrt(gain / fan_in)
            weight = self.parameter(f"{name}.weight", values)
        product = self.node("MatMul", [source, weight], f"{name}.product")
        bias = self.parameter(f"{name}.bias", 0.1 * self.rng.normal(size=fan_out))
        return self.node("Add", [product, bias], f"{name}.out")

    def norm(self, name, source, width):
        scale = self.parameter(f"{name}.scale", 1 + 0.1 * self.rng.normal(size=width))
        bias = self.parameter(f"{name}.bias", 0.1 * self.rng.normal(size=width))
        return self.node("LayerNormalization", [source, scale, bias], f"{name}.out", axis=-1, epsilon=1e-5)

    def model(self, name, opset):
        graph = helper.make_graph(
            self.nodes,
            name,
            [helper.make_tensor_value_info("images", TensorProto.FLOAT, ["n", 3, 8, 8])],
            [helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["n", CLASSES])],
            self.initialisers,
        )
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", opset)], producer_name="trisim-golden")
        model.ir_version = 8
        onnx.checker.check_model(model, full_check=True)
        return model


def residual_block(graph, name, source, fan_in, fan_out):
    """Conv, Relu, Conv, plus the input; a wider block halves the image and projects its input."""
    stride = 1 if fan_in == fan_out else 2
    hidden = graph.conv(f"{name}.conv1", source, fan_in, fan_out, 3, stride)
    hidden = graph.node("Relu", [hidden], f"{name}.relu1")
    branch = graph.conv(f"{name}.conv2", hidden, fan_out, fan_out, 3, gain=1.0)
    skip = source if stride == 1 else graph.conv(f"{name}.skip", source, fan_in, fan_out, 1, stride, gain=1.0)
    total = graph.node("Add", [branch, skip], f"{name}.sum")
    return graph.node("Relu", [total], f"{name}.relu2")


def cnn_body(graph, stem, widths):
    source = graph.node("Relu", [graph.conv("stem", "images", 3, stem, 3)], "stem.relu")
    for number, (fan_in, fan_out) in enumerate(zip([stem, *widths], widths), start=1):
        source = residual_block(graph, f"block{number}", source, fan_in, fan_out)
    return source


def attention(graph, name, source, width, heads):
    def split(part):
        values = graph.linear(f"{name}.{part}", source, width, width, gain=2.0)
        return graph.node("Reshape", [values, "attention.split"], f"{name}.{part}.heads")

    query = graph.node("Transpose", [split("query")], f"{name}.query.t", perm=[0, 2, 1, 3])
    key = graph.node("Transpose", [split("key")], f"{name}.key.t", perm=[0, 2, 3, 1])
    value = graph.node("Transpose", [split("value")], f"{name}.value.t", perm=[0, 2, 1, 3])
    scores = graph.node("MatMul", [query, key], f"{name}.scores")
    scaled = graph.node("Div", [scores, "attention.root"], f"{name}.scaled")
    weights = graph.node("Softmax", [scaled], f"{name}.weights", axis=-1)
    mixed = graph.node("MatMul", [weights, value], f"{name}.mixed")
    tokens = graph.node("Transpose", [mixed], f"{name}.mixed.t", perm=[0, 2, 1, 3])
    return graph.node("Reshape", [tokens, "attention.join"], f"{name}.joined")


def gelu(graph, name, source):
    erf = graph.node("Erf", [graph.node("Div", [source, "gelu.root"], f"{name}.div")], f"{name}.erf")
    product = graph.node("Mul", [source, graph.node("Add", [erf, "gelu.one"], f"{name}.add")], f"{name}.mul")
    return graph.node("Mul", [product, "gelu.half"], f"{name}.out")


def vit_block(graph, name, source, width, heads, shared):
    normed = graph.norm(f"{name}.norm1", source, width)
    mixed = attention(graph, f"{name}.attention", normed, width, heads)
    joined = graph.linear(f"{name}.projection", mixed, width, width, shared=shared)
    source = graph.node("Add", [source, joined], f"{name}.attention.sum")
    normed = graph.norm(f"{name}.norm2", source, width)
    hidden = gelu(graph, f"{name}.gelu", graph.linear(f"{name}.mlp1", normed, width, 2 * width, gain=2.0))
    return graph.node("Add", [source, graph.linear(f"{name}.mlp2", hidden, 2 * width, width)], f"{name}.mlp.sum")


def vit_body(graph, width=20, heads=4):
    for name, values in {
        "patch.shape": [0, width, 16],
        "class.start": [0],
        "class.end": [1],
        "class.rest": [1, width],
        "class.index": 0,
        "attention.split": [0, 0, heads, width // heads],
        "attention.join": [0, 0, width],
    }.items():
        graph.constant(name, np.array(values, dtype=np.int64))
    scalars = {"attention.root": math.sqrt(width / heads), "gelu.root": math.sqrt(2), "gelu.one": 1, "gelu.half": 0.5}
    for name, value in scalars.items():
        graph.constant(name, np.array(value, dtype=np.float32))

    patches = graph.conv("patch", "images", 3, width, 2, stride=2, gain=1.0)
    patches = graph.node("Reshape", [patches, "patch.shape"], "patch.flat")
    patches = graph.node("Transpose", [patches], "patch.tokens", perm=[0, 2, 1])
    batch = graph.node("Slice", [graph.node("Shape", ["images"], "shape"), "class.start", "class.end"], "batch")
    shape = graph.node("Concat", [batch, "class.rest"], "class.shape", axis=0)
    token = graph.parameter("class.token", 0.5 * graph.rng.normal(size=(1, 1, width)))
    token = graph.node("Expand", [token, shape], "class.tokens")
    tokens = graph.node("Concat", [token, patches], "tokens", axis=1)
    positions = graph.parameter("positions", 0.5 * graph.rng.normal(size=(1, 17, width)))
    source = graph.node("Add", [tokens, positions], "embedded")

    source = vit_block(graph, "block1", source, width, heads, shared=None)
    source = vit_block(graph, "block2", source, width, heads, shared="block1.projection.weight")
    return graph.node("Gather", [graph.norm("norm", source, width), "class.index"], "class.row", axis=1)


def fitted_head(graph, penultimate, images, labels, scale=8.0, ridge=1e-2):
    """(C × p weight, bias) by ridge regression of the one-hot labels on the pooled penultimate tensor."""
    features = pooled(evaluate(graph.nodes, graph.initialisers, images)[penultimate])
    mean, targets = features.mean(axis=0), np.eye(CLASSES)[labels] - 1 / CLASSES
    centred = features - mean
    covariance = centred.T @ centred / len(images)
    penalty = ridge * np.trace(covariance) / len(covariance) * np.eye(len(covariance))
    weight = scale * np.linalg.solve(covariance + penalty, centred.T @ targets / len(images)).T
    return weight, -weight @ mean


def gemm_head(graph, penultimate, weight, bias):
    weight, bias = graph.parameter("head.weight", weight), graph.parameter("head.bias", bias)
    graph.node("Gemm", [penultimate, weight, bias], "logits", transB=1)


def conv_head(graph, penultimate, weight, bias):
    weight = graph.parameter("head.weight", weight[:, :, None, None])
    bias = graph.parameter("head.bias", bias)
    maps = graph.node("Conv", [penultimate, weight, bias], "head.maps", kernel_shape=[1, 1])
    graph.node("Flatten", [graph.node("GlobalAveragePool", [maps], "head.gap")], "logits", axis=1)


class Network:
    """A written model with the names of its layers."""

    def __init__(self, name, graph, opset, layers, penultimate):
        self.name, self.penultimate, self.layers = name, penultimate, [*layers, penultimate]
        onnx.save(graph.model(name, opset), OUT / f"{name}.onnx")
        written = onnx.load(OUT / f"{name}.onnx").graph
        self.nodes, self.initialisers = unshared(written)

    def run(self, images, replaced=None):
        return evaluate(self.nodes, self.initialisers, images, replaced)


def unshared(graph):
    """The graph with every Identity of an initialiser replaced by an initialiser of its own, equal to the first.

    Exporters store equal parameters once. Each is pruned as the parameter it is; one that two nodes name directly is one.
    """
    arrays = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    copies = [n for n in graph.node if n.op_type == "Identity" and n.input[0] in arrays]
    own = [numpy_helper.from_array(arrays[n.input[0]], n.output[0]) for n in copies]
    return [n for n in graph.node if n not in copies], [*graph.initializer, *own]


def make_cnn(name, rng, fit, stem, widths, head=gemm_head, half=False):
    graph = Graph(rng, half)
    penultimate = cnn_body(graph, stem, widths)
    if head is gemm_head:
        penultimate = graph.node("GlobalAveragePool", [penultimate], "gap")
        penultimate = graph.node("Flatten", [penultimate], "flat", axis=1)
    head(graph, penultimate, *fitted_head(graph, penultimate, *fit))
    layers = [f"block{number}.sum" for number in range(1, len(widths) + 1)]
    return Network(name, graph, 13, layers, penultimate)


def make_vit(name, rng, fit):
    graph = Graph(rng)
    penultimate = vit_body(graph)
    gemm_head(graph, penultimate, *fitted_head(graph, penultimate, *fit))
    return Network(name, graph, 17, ["block1.mlp.sum", "block2.mlp.sum"], penultimate)


# ---------------------------------------------------------------- evaluating an ONNX graph


def convolution(at, x, weight, bias):
    top, left, bottom, right = at.get("pads", [0] * 4)
    return F.conv2d(F.pad(x, (left, right, top, bottom)), weight, bias, stride=at.get("strides", 1))


def reshaped(at, x, shape):
    return x.reshape([x.shape[i] if size == 0 else size for i, size in enumerate(shape.tolist())])


OPERATORS = {
    "Add": lambda at, x, y: x + y,
    "Cast": lambda at, x: x,  # every float is a float64 here
    "Concat": lambda at, *xs: torch.cat(xs, dim=at["axis"]),
    "Conv": convolution,
    "Div": lambda at, x, y: x / y,
    "Erf": lambda at, x: torch.erf(x),
    "Expand": lambda at, x, shape: x.expand(shape.tolist()),
    "Flatten": lambda at, x: x.flatten(1),
    "Gather": lambda at, x, index: x.select(at["axis"], int(index)),
    "Gemm": lambda at, x, weight, bias: x @ weight.T + bias,
    "GlobalAveragePool": lambda at, x: x.mean(dim=(2, 3), keepdim=True),
    "Identity": lambda at, x: x,
    "LayerNormalization": lambda at, x, scale, bias: F.layer_norm(x, scale.shape, scale, bias, at["epsilon"]),
    "MatMul": lambda at, x, y: x @ y,
    "Mul": lambda at, x, y: x * y,
    "Relu": lambda at, x: torch.relu(x),
    "Reshape": reshaped,
    "Shape": lambda at, x: torch.tensor(x.shape),
    "Slice": lambda at, x, start, end: x[int(start) : int(end)],
    "Softmax": lambda at, x: torch.softmax(x, dim=at["axis"]),
    "Transpose": lambda at, x: x.permute(at["perm"]),
}


def evaluate(nodes, initialisers, images, replaced=None):
    """Every tensor of the graph by name, in float64; `replaced` puts arrays in the place of initialisers."""
    arrays = {i.name: numpy_helper.to_array(i) for i in initialisers} | (replaced or {})
    tensors = {
        name: torch.from_numpy(np.array(values, dtype=np.int64 if values.dtype == np.int64 else np.float64))
        for name, values in arrays.items()
    }
    tensors["images"] = preprocessed(images)
    for node in nodes:
        attributes = {a.name: helper.get_attribute_value(a) for a in node.attribute}
        tensors[node.output[0]] = OPERATORS[node.op_type](attributes, *(tensors[name] for name in node.input))
    return tensors


def pooled(tensor):
    """n × p: the mean over H and W, or over tokens, or the matrix as it is."""
    axes = {4: (2, 3), 3: 1, 2: ()}[tensor.ndim]
    return (tensor.mean(dim=axes) if axes else tensor).numpy()


# ---------------------------------------------------------------- pruning


def prunable(network):
    """The initialisers that weigh a Conv, Gemm or MatMul, in graph order, each once, seen through Cast."""
    origin = {node.output[0]: node.input[0] for node in network.nodes if node.op_type == "Cast"}
    arrays = {i.name: numpy_helper.to_array(i) for i in network.initialisers}
    found = {}
    for node in network.nodes:
        if node.op_type in ("Conv", "Gemm", "MatMul"):
            name = node.input[1]
            while name in origin:
                name = origin[name]
            if name in arrays:
                found[name] = arrays[name]
    return found


def pruned_count(level, n):
    """floor(s·N) for the decimal s; the product in floating point must not fall on the other side."""
    exact = math.floor(Fraction(level) * n)
    assert exact == math.floor(float(level) * n)
    return exact


def pruned(weights, count):
    """The weights with the `count` smallest of them all at zero, ties in graph order."""
    flat = np.concatenate([w.ravel() for w in weights.values()])
    flat[np.argsort(np.abs(flat), kind="stable")[:count]] = 0
    ends = np.cumsum([w.size for w in weights.values()])[:-1]
    return {name: part.reshape(w.shape) for (name, w), part in zip(weights.items(), np.split(flat, ends))}


def sweep(network, images, labels):
    """The network at every level: its penultimate representation, predictions and what follows from each alone."""
    weights = prunable(network)
    total = sum(w.size for w in weights.values())
    assert all((w != 0).all() for w in weights.values())
    levels = []
    for level in LEVELS:
        count = pruned_count(level, total)
        replaced = pruned(weights, count)
        zeros = sum(int((w == 0).sum()) for w in replaced.values())
        assert zeros == count
        tensors = network.run(images, replaced)
        logits, representation = tensors["logits"].numpy(), pooled(tensors[network.penultimate])
        assert_clear(logits, representation)
        levels.append(
            {
                "pruned": count,
                "realSparsity": zeros / total,
                "representation": representation,
                "predictions": logits.argmax(axis=1),
                "accuracy": float((logits.argmax(axis=1) == labels).mean()),
                "effectiveRank": effective_rank(representation),
            }
        )
    return levels


def assert_clear(logits, representation):
    """Nothing hangs on rounding to float32: no prediction, and not whether the representation is constant."""
    second, first = np.sort(logits, axis=1)[:, -2:].T
    assert (first - second).min() > 1e-4
    spread = np.abs(representation - representation.mean(axis=0)).max() / np.abs(representation).max()
    assert spread > 1e-2 or effective_rank(representation) is None


# ---------------------------------------------------------------- the functional side


def softmax(logits):
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def beyond_chance(observed, expected):
    """A kappa, or None where chance alone agrees always."""
    return None if expected == 1 else (observed - expected) / (1 - expected)


def chance_agreement(a, b):
    return float(sum((a == c).mean() * (b == c).mean() for c in range(CLASSES)))


def kappa(a, b):
    return beyond_chance(float((a == b).mean()), chance_agreement(a, b))


def jensen_shannon(p, q):
    """Mean over the examples, base 2."""
    m = (p + q) / 2
    return float(((p * np.log2(p / m)).sum(axis=1) / 2 + (q * np.log2(q / m)).sum(axis=1) / 2).mean())


def predictive(logits_a, logits_b, labels):
    a, b = logits_a.argmax(axis=1), logits_b.argmax(axis=1)
    right_a, right_b = a == labels, b == labels
    qa, qb = float(1 - right_a.mean()), float(1 - right_b.mean())
    agreement = float((a == b).mean())
    low, high = abs(qa - qb), min(qa + qb, 1)
    both_wrong = ~right_a & ~right_b
    consistency = beyond_chance(float((right_a == right_b).mean()), (1 - qa) * (1 - qb) + qa * qb)
    return {
        "agreement": {"score": agreement, "chance": chance_agreement(a, b)},
        "disagreement": {"score": (1 - agreement - low) / (high - low) if high > low else None},
        "jsd": {"score": jensen_shannon(softmax(logits_a), softmax(logits_b))},
        "kappa": {"score": kappa(a, b), "chance": 0},
        "errorConsistency": {"score": consistency, "chance": 0},
        "sameError": {"score": float((a == b)[both_wrong].mean()) if both_wrong.any() else None},
    }


# ---------------------------------------------------------------- the sparsity side


def less(x, y):
    return None if x is None or y is None else x - y


def own_curves(levels):
    """One model's curves over the levels, each pruned state against the dense one."""
    dense = levels[0]
    chance = 1 / CLASSES
    return {
        "pruned": [level["pruned"] for level in levels],
        "realSparsity": [level["realSparsity"] for level in levels],
        "cka": [cka_score(dense["representation"], level["representation"]) for level in levels],
        "accuracy": [level["accuracy"] for level in levels],
        "retentionBeyondChance": [(level["accuracy"] - chance) / (dense["accuracy"] - chance) for level in levels],
        "kappa": [kappa(dense["predictions"], level["predictions"]) for level in levels],
        "effectiveRank": [level["effectiveRank"] for level in levels],
    }


def failures(curves, s):
    """What the collapse guard says against one model at level s."""
    rank = curves["effectiveRank"][s]
    share = None if rank is None else rank / curves["effectiveRank"][0]
    retention = curves["retentionBeyondChance"][s]
    for value in (share, retention):  # neither may hang on rounding
        assert value is None or abs(value - 0.5) > 1e-3
    failed = {"accuracy": retention < 0.5, "effective rank": share is None or share < 0.5}
    return [name for name, fails in failed.items() if fails]


def cross_curves(levels_a, levels_b, curves_a, curves_b):
    cka = [cka_score(a["representation"], b["representation"]) for a, b in zip(levels_a, levels_b)]
    why = []
    for s, value in enumerate(cka):
        texts = [f"{name}: {text}" for name, c in (("a", curves_a), ("b", curves_b)) for text in failures(c, s)]
        texts += ["cross cka undefined"] if value is None else []
        why.append("; ".join(texts) or None)
    return {
        "cka": cka,
        "gain": [less(value, cka[0]) for value in cka],
        "counts": [text is None for text in why],
        "why": why,
    }


def robustness(levels_a, levels_b, counts):
    """1 − mean |c_A(s) − c_B(s)| over the levels > 0 where both are defined, with its jackknife interval.

    `guarded` is the same over those of them where the gain counts.
    """

    def differences(remove):
        def cka(levels, s):
            return cka_score(remove(levels[0]["representation"]), remove(levels[s]["representation"]))

        return {s: less(cka(levels_a, s), cka(levels_b, s)) for s in range(1, len(LEVELS))}

    def value(by_level, over):
        return 1 - float(np.mean([abs(by_level[s]) for s in over])) if over else None

    every_row = differences(lambda x: x)
    defined = [s for s, difference in every_row.items() if difference is not None]
    score = value(every_row, defined)
    left_out = [value(differences(lambda x, i=i: without(x, i)), defined) for i in range(N)]
    half = jackknife(left_out)
    return {
        "score": score,
        "chance": None,
        "interval": [score - half, score + half],
        "levels": [float(LEVELS[s]) for s in defined],
        "guarded": value(every_row, [s for s in defined if counts[s]]),
        "leaveOneOut": left_out,
    }


# ---------------------------------------------------------------- the comparison


def compared(a, b, images, labels):
    tensors_a, tensors_b = a.run(images), b.run(images)
    layers_a, layers_b = ([pooled(t[layer]) for layer in m.layers] for m, t in ((a, tensors_a), (b, tensors_b)))
    logits_a, logits_b = tensors_a["logits"].numpy(), tensors_b["logits"].numpy()
    levels_a, levels_b = sweep(a, images, labels), sweep(b, images, labels)
    curves_a, curves_b = own_curves(levels_a), own_curves(levels_b)
    static = static_measures(layers_a[-1], layers_b[-1])
    functional = predictive(logits_a, logits_b, labels)
    cross = cross_curves(levels_a, levels_b, curves_a, curves_b)
    robust = robustness(levels_a, levels_b, cross["counts"])
    return {
        "models": {"a": f"{a.name}.onnx", "b": f"{b.name}.onnx"},
        "data": {"images": "images.npy", "labels": "labels.npy", "preprocess": "preprocessor_config.json", "n": N},
        "static": {
            "representation": {"a": a.penultimate, "b": b.penultimate, **static},
            "layers": {
                "a": a.layers,
                "b": b.layers,
                "cka": [[cka_score(x, y) for y in layers_b] for x in layers_a],
                "procrustes": [[procrustes_score(x, y) for y in layers_b] for x in layers_a],
            },
        },
        "functional": {
            "accuracy": {"a": curves_a["accuracy"][0], "b": curves_b["accuracy"][0]},
            "predictive": functional,
        },
        "sparsity": {
            "method": "global",
            "levels": [float(level) for level in LEVELS],
            "a": curves_a,
            "b": curves_b,
            "cross": cross,
            "robustness": robust,
        },
        "triangle": {
            "static": static["cka"]["score"],
            "functional": 1 - functional["jsd"]["score"],
            "sparsity": robust["score"],
        },
    }


def described(network, images):
    """A model's tensors and its first four rows, to locate a failure."""
    tensors = network.run(images)
    weights = prunable(network)
    return {
        "tensors": [node.output[0] for node in network.nodes],
        "layers": network.layers,
        "penultimate": network.penultimate,
        "prunable": {name: list(w.shape) for name, w in weights.items()},
        "prunableCount": sum(w.size for w in weights.values()),
        "first4": {
            "penultimate": pooled(tensors[network.penultimate])[:4].tolist(),
            "logits": tensors["logits"][:4].tolist(),
        },
    }


def write_data(images, labels):
    np.save(OUT / "images.npy", images)
    np.save(OUT / "labels.npy", labels)
    config = {
        "do_resize": False,
        "do_center_crop": False,
        "do_rescale": True,
        "rescale_factor": 1 / 255,
        "do_normalize": True,
        "image_mean": MEAN,
        "image_std": STD,
    }
    (OUT / "preprocessor_config.json").write_text(json.dumps(config, indent=2) + "\n")


def main():
    OUT.mkdir(exist_ok=True)
    rng = np.random.default_rng(SEED)
    prototypes = smooth(rng, CLASSES)
    fit = draw_images(rng, prototypes, N_FIT)
    images, labels = draw_images(rng, prototypes, N)
    write_data(images, labels)
    networks = {
        "a": make_cnn("a", rng, fit, 12, [12, 16, 16]),
        "b": make_cnn("b", rng, fit, 16, [16, 20], head=conv_head),
        "vit": make_vit("vit", rng, fit),
        "half": make_cnn("half", rng, fit, 10, [10, 14], half=True),
    }
    origin = provenance("test/golden/compare.py", SEED)
    models = {f"{name}.onnx": described(network, images) for name, network in networks.items()}
    write_json(OUT / "models.json", {**origin, "models": models})
    for a, b in PAIRS:
        write_json(OUT / f"{a}-{b}.json", {**origin, **compared(networks[a], networks[b], images, labels)})


if __name__ == "__main__":
    main()
