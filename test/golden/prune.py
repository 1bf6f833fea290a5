"""Golden values of pruning: which weights become zero, by torch.nn.utils.prune where it has the method, else by definition.

Writes prune/network.onnx, a network with a weight in every orientation that exporters choose, prune/images.npy to calibrate
with, and prune.json: for every method and level the weights that are zero, as bits in the order of storage. Weights are
handled as PyTorch lays them out (outputs first) and stored by rules of their own, so that no index of ours is used.

torch is called with the number of weights, never with a share, which it rounds; `nm` is torch's WeightNormSparsifier on
`weight.flatten(1)`. LAMP and Wanda are written out from their definitions. No cut falls on a tie, but for
Wanda's inputs that are 0 for every image, whose weights go in the order of the row.

Run: /usr/bin/python3 test/golden/prune.py
"""

import base64
import math
import sys
from fractions import Fraction
from pathlib import Path

sys.dont_write_bytecode = True

from measures import provenance, write_json  # first: it sets the number of threads

import numpy as np
import onnx
import torch
import torch.nn.functional as F
from onnx import TensorProto, helper, numpy_helper
from torch.ao.sparsity import WeightNormSparsifier
from torch.nn.utils import prune

OUT = Path(__file__).parent / "prune"
SEED = 20171
LEVELS = ["0.1", "0.29", "0.5", "0.8", "0.95"]
N, SIZE = 24, 8


class Layer:
    """A weight as PyTorch has it, outputs × inputs × kernel, and how the file has it."""

    def __init__(self, name, rng, shape, store=lambda w: w, dtype=np.float32, bias=True):
        self.name, self.store, self.dtype = name, store, dtype
        spread = rng.uniform(0.5, 2) * math.sqrt(2 / math.prod(shape[1:]))
        self.weight = (rng.normal(size=shape) * spread).astype(dtype)
        # Of float16 several would be equal, and which of them torch takes is not said.
        while len(np.unique(np.abs(self.weight))) < self.weight.size:
            index = np.unique(np.abs(self.weight), return_index=True)[1]
            repeated = np.setdiff1d(np.arange(self.weight.size), index)
            self.weight.ravel()[repeated] = (rng.normal(size=len(repeated)) * spread).astype(dtype)
        self.bias = (0.2 * rng.normal(size=shape[0])).astype(np.float32) if bias else None

    def stored(self):
        return np.ascontiguousarray(self.store(self.weight))


def grouped_transposed(groups):
    """Outputs × inputs/groups × kernel as ONNX wants it of a ConvTranspose: inputs × outputs/groups × kernel."""

    def store(w):
        parts = np.split(w, groups)
        return np.concatenate([np.swapaxes(part, 0, 1) for part in parts])

    return store


def layers_of(rng):
    transposed = lambda w: w.T
    return [
        Layer("conv", rng, (8, 4, 3, 3)),
        Layer("depthwise", rng, (8, 1, 2, 2)),
        Layer("grouped", rng, (12, 4, 3, 3), bias=False),
        Layer("deconv", rng, (8, 6, 2, 2), grouped_transposed(2)),
        Layer("gemm-transposed", rng, (16, 8)),
        Layer("gemm", rng, (12, 16), transposed),
        Layer("matmul", rng, (16, 12), transposed),
        Layer("qkv", rng, (48, 16), transposed),
        Layer("behind-transpose", rng, (16, 48), bias=False),
        Layer("left", rng, (20, 16), bias=False),
        Layer("half", rng, (16, 20), transposed, np.float16),
        Layer("double", rng, (12, 16), transposed, np.float64),
        Layer("reshaped", rng, (8, 12), lambda w: w.T.reshape(3, 4, 8), bias=False),
        Layer("head", rng, (10, 8)),
    ]


# ---------------------------------------------------------------- the network


def network(layers):
    of = {layer.name: layer for layer in layers}
    weights = [numpy_helper.from_array(layer.stored(), layer.name) for layer in layers]
    biases = [numpy_helper.from_array(layer.bias, f"{layer.name}.bias") for layer in layers if layer.bias is not None]
    others = [numpy_helper.from_array(np.array([12, 8]), "shape")]
    nodes = []

    def node(operator, inputs, output, **attributes):
        nodes.append(helper.make_node(operator, inputs, [output], name=f"node.{output}", **attributes))

    def added(source, name, output):
        node("Add", [source, f"{name}.bias"], output)

    node("Conv", ["images", "conv", "conv.bias"], "a1", pads=[1] * 4, kernel_shape=[3, 3])
    node("Relu", ["a1"], "b1")
    node("Conv", ["b1", "depthwise", "depthwise.bias"], "a2", group=8, kernel_shape=[2, 2])
    node("Relu", ["a2"], "b2")
    node("Conv", ["b2", "grouped"], "a3", group=2, kernel_shape=[3, 3])
    node("Relu", ["a3"], "b3")
    node("ConvTranspose", ["b3", "deconv", "deconv.bias"], "a4", group=2, kernel_shape=[2, 2])
    node("Relu", ["a4"], "b4")
    node("GlobalAveragePool", ["b4"], "gap")
    node("Flatten", ["gap"], "flat", axis=1)
    node("Gemm", ["flat", "gemm-transposed", "gemm-transposed.bias"], "a5", transB=1)
    node("Relu", ["a5"], "b5")
    node("Gemm", ["b5", "gemm", "gemm.bias"], "a6")
    node("Relu", ["a6"], "b6")
    node("MatMul", ["b6", "matmul"], "p7")
    added("p7", "matmul", "a7")
    node("Relu", ["a7"], "b7")
    node("MatMul", ["b7", "qkv"], "p8")
    added("p8", "qkv", "b8")
    node("Transpose", ["behind-transpose"], "turned", perm=[1, 0])
    node("MatMul", ["b8", "turned"], "a9")
    node("Transpose", ["a9"], "b9", perm=[1, 0])
    node("MatMul", ["left", "b9"], "a10")
    node("Transpose", ["a10"], "b10", perm=[1, 0])
    node("Cast", ["half"], "half.single", to=TensorProto.FLOAT)
    node("MatMul", ["b10", "half.single"], "p11")
    added("p11", "half", "b11")
    node("Cast", ["double"], "double.single", to=TensorProto.FLOAT)
    node("MatMul", ["b11", "double.single"], "p12")
    added("p12", "double", "b12")
    node("Reshape", ["reshaped", "shape"], "flat.weight")
    node("MatMul", ["b12", "flat.weight"], "b13")
    node("Gemm", ["b13", "head", "head.bias"], "logits", transB=1)
    images = helper.make_tensor_value_info("images", TensorProto.FLOAT, ["n", 4, SIZE, SIZE])
    logits = helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["n", 10])
    graph = helper.make_graph(nodes, "network", [images], [logits], [*weights, *biases, *others])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.checker.check_model(model)
    return model, of


def input_features(of, images):
    """For each layer what goes into it, one row an image or a position, one column an input feature; in float64."""
    w = {name: torch.from_numpy(layer.weight.astype(np.float64)) for name, layer in of.items()}
    b = {name: None if layer.bias is None else torch.from_numpy(layer.bias.astype(np.float64)) for name, layer in of.items()}
    found = {}

    def seen(name, x):
        found[name] = (x.movedim(1, -1) if x.ndim == 4 else x).reshape(-1, x.shape[1]).numpy()
        return x

    def linear(name, x):
        return F.linear(seen(name, x), w[name], b[name])

    x = torch.from_numpy(images.astype(np.float64))
    x = torch.relu(F.conv2d(seen("conv", x), w["conv"], b["conv"], padding=1))
    x = torch.relu(F.conv2d(seen("depthwise", x), w["depthwise"], b["depthwise"], groups=8))
    x = torch.relu(F.conv2d(seen("grouped", x), w["grouped"], groups=2))
    stored = torch.from_numpy(of["deconv"].stored().astype(np.float64))
    x = torch.relu(F.conv_transpose2d(seen("deconv", x), stored, b["deconv"], groups=2))
    x = x.mean(dim=(2, 3))
    for name in ("gemm-transposed", "gemm", "matmul"):
        x = torch.relu(linear(name, x))
    for name in ("qkv", "behind-transpose", "left", "half", "double", "reshaped"):
        x = linear(name, x)
    return found | {"head": seen("head", x).numpy()}


# ---------------------------------------------------------------- methods: True where a weight becomes zero


def count_of(level, n):
    return math.floor(Fraction(level) * n)


def modules_of(layers):
    modules = []
    for layer in layers:
        module = torch.nn.Module()
        module.weight = torch.nn.Parameter(torch.from_numpy(layer.weight.astype(np.float64)))
        modules.append(module)
    return modules


def masks_of(modules):
    return [module.weight_mask.numpy() == 0 for module in modules]


def global_(layers, level, norms):
    modules = modules_of(layers)
    total = sum(layer.weight.size for layer in layers)
    parameters = [(module, "weight") for module in modules]
    prune.global_unstructured(parameters, pruning_method=prune.L1Unstructured, amount=count_of(level, total))
    return masks_of(modules)


def layer_(layers, level, norms):
    modules = modules_of(layers)
    for module in modules:
        prune.l1_unstructured(module, "weight", amount=count_of(level, module.weight.numel()))
    return masks_of(modules)


def structured(layers, level, norms):
    modules = modules_of(layers)
    for module in modules:
        prune.ln_structured(module, "weight", amount=count_of(level, len(module.weight)), n=2, dim=0)
    return masks_of(modules)


def nm(layers, level, norms):
    masks = []
    for layer in layers:
        matrix = torch.from_numpy(layer.weight.astype(np.float64)).flatten(1)
        module = torch.nn.Sequential(torch.nn.Linear(matrix.shape[1], matrix.shape[0], bias=False))
        module[0].weight.data = matrix
        sparsifier = WeightNormSparsifier(sparsity_level=1.0, sparse_block_shape=(1, 4), zeros_per_block=2, norm=1)
        sparsifier.prepare(module, config=[{"tensor_fqn": "0.weight"}])
        sparsifier.step()
        mask = module[0].parametrizations.weight[0].mask.numpy()
        assert (mask.reshape(-1, 4).sum(axis=1) == 2).all()
        masks.append(mask.reshape(layer.weight.shape) == 0)
    return masks


def lamp(layers, level, norms):
    scores = []
    for layer in layers:
        squares = layer.weight.astype(np.float64).ravel() ** 2
        order = np.argsort(squares, kind="stable")
        rest = np.cumsum(squares[order][::-1])[::-1]
        score = np.empty_like(squares)
        score[order] = squares[order] / rest
        scores.append(score)
    return smallest_of_all(scores, layers, level)


def smallest_of_all(scores, layers, level):
    flat = np.concatenate(scores)
    count = count_of(level, flat.size)
    order = np.argsort(flat, kind="stable")
    assert flat[order[count]] / flat[order[count - 1]] > 1 + 1e-9, "the cut falls on a tie"
    mask = np.zeros(flat.size, dtype=bool)
    mask[order[:count]] = True
    parts = np.split(mask, np.cumsum([layer.weight.size for layer in layers])[:-1])
    return [part.reshape(layer.weight.shape) for part, layer in zip(parts, layers)]


def wanda(layers, level, norms):
    masks = []
    for layer in layers:
        w = np.abs(layer.weight.astype(np.float64))
        groups = len(norms[layer.name]) // w.shape[1]
        feature = norms[layer.name].reshape(groups, w.shape[1])
        of_row = np.repeat(feature, len(w) // groups, axis=0)
        score = (w * of_row.reshape(of_row.shape + (1,) * (w.ndim - 2))).reshape(len(w), -1)
        order = np.argsort(score, axis=1, kind="stable")
        count = count_of(level, score.shape[1])
        if count > 0:
            last, first = np.take_along_axis(score, order[:, count - 1 : count + 1], axis=1).T
            assert ((first > last * (1 + 1e-5)) | (first == 0)).all(), "a cut hangs on the rounding of norms"
        mask = np.zeros(score.shape, dtype=bool)
        np.put_along_axis(mask, order[:, :count], True, axis=1)
        masks.append(mask.reshape(w.shape))
    return masks


METHODS = {"global": global_, "layer": layer_, "lamp": lamp, "structured": structured, "nm": nm, "wanda": wanda}


def packed(layer, mask):
    return bits(np.ascontiguousarray(layer.store(mask)).ravel())


def bits(mask):
    return base64.b64encode(np.packbits(mask).tobytes()).decode()


def main():
    OUT.mkdir(exist_ok=True)
    rng = np.random.default_rng(SEED)
    layers = layers_of(rng)
    model, of = network(layers)
    onnx.save(model, OUT / "network.onnx")
    images = rng.normal(size=(N, 4, SIZE, SIZE)).astype(np.float32)
    np.save(OUT / "images.npy", images)
    norms = {name: np.sqrt((x**2).sum(axis=0)) for name, x in input_features(of, images).items()}
    magnitudes = [np.abs(layer.weight.astype(np.float64)).ravel() for layer in layers]
    for level in LEVELS:
        smallest_of_all(magnitudes, layers, level)
    cases = []
    for name, method in METHODS.items():
        for level in ["0.5"] if name == "nm" else LEVELS:
            masks = method(layers, level, norms)
            zero = {layer.name: packed(layer, mask) for layer, mask in zip(layers, masks)}
            if name == "structured":
                channels = {layer.name: mask.reshape(len(mask), -1).all(axis=1) for layer, mask in zip(layers, masks)}
                zero |= {f"{layer.name}.bias": bits(channels[layer.name]) for layer in layers if layer.bias is not None}
            cases.append({"method": name, "level": float(level), "zero": zero})
    golden = provenance("test/golden/prune.py", SEED)
    golden["versions"]["onnx"] = onnx.__version__
    golden["inputNorms"] = {name: values.tolist() for name, values in norms.items()}
    golden["cases"] = cases
    write_json(Path(__file__).parent / "prune.json", golden)


main()
