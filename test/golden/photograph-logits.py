"""What three networks say of the photographs that TRISIM_FIELD names. Writes photograph-logits.json: numbers, no pixels or weights.

    TRISIM_FIELD=… /usr/bin/python3 test/golden/photograph-logits.py

Images are decoded, resized and cropped by Pillow and normalised by numpy; the networks are evaluated here, operator by operator,
in float64.
"""

import json
import os
import sys
from pathlib import Path

import numpy
import onnx
import PIL
import torch
import torch.nn.functional as F
from onnx import numpy_helper
from PIL import Image

TO_ONE = {"do_rescale": True, "rescale_factor": 1 / 127.5, "image_mean": [1, 1, 1], "image_std": [1, 1, 1]}
BYTES = {"do_rescale": False, "image_mean": [104, 117, 123], "image_std": [1, 1, 1], "channel_order": "bgr"}
# Model → edge resized to, side cropped, values, the number of the first class.
MODELS = {
    "mobilenet_v2_1.0_224": (256, 224, TO_ONE, 1),
    "mobilenet_v1_0.25_128": (146, 128, TO_ONE, 1),
    "squeezenet_1.0_227": (256, 227, BYTES, 0),
}
COUNTED = 8
BATCH = 20


# ---------------------------------------------------------------- images


def cropped(image, edge, side):
    """The shorter edge resized to `edge`, the other in proportion and cut to whole pixels; then the middle."""
    width, height = image.size
    short, long = min(width, height), max(width, height)
    other = int(edge * long / short)
    image = image.resize((edge, other) if width <= height else (other, edge), Image.Resampling.BILINEAR)
    left, top = (image.width - side) // 2, (image.height - side) // 2
    return image.crop((left, top, left + side, top + side))


def values(image, config):
    """H×W×3 bytes to the 3×H×W float32 that a network takes."""
    array = numpy.asarray(image).astype(numpy.float64)
    if config.get("channel_order") == "bgr":
        array = array[:, :, ::-1]
    if config["do_rescale"]:
        array = array * config["rescale_factor"]
    array = (array - config["image_mean"]) / config["image_std"]
    return numpy.moveaxis(array, -1, 0).astype(numpy.float32)


# ---------------------------------------------------------------- networks


def sides(pads):
    """ONNX's [top, left, bottom, right] as torch pads: the last axis first."""
    top, left, bottom, right = pads
    return [left, right, top, bottom]


def conv(at, x, weight, bias):
    return F.conv2d(F.pad(x, sides(at["pads"])), weight, bias, at["strides"], groups=at.get("group", 1))


OPERATORS = {
    "Conv": conv,
    "Clip": lambda at, x, low, high: torch.clamp(x, low.item(), high.item()),
    "Relu": lambda at, x: torch.relu(x),
    "Add": lambda at, x, y: x + y,
    "Concat": lambda at, *parts: torch.cat(parts, at["axis"]),
    "MaxPool": lambda at, x: F.max_pool2d(x, at["kernel_shape"], at["strides"], ceil_mode=bool(at.get("ceil_mode"))),
    "AveragePool": lambda at, x: F.avg_pool2d(x, at["kernel_shape"], at["strides"]),
    "GlobalAveragePool": lambda at, x: x.mean((2, 3), keepdim=True),
    "Flatten": lambda at, x: x.flatten(at.get("axis", 1)),
}
# What is not looked at above must not be set.
KNOWN = {"pads", "strides", "group", "axis", "kernel_shape", "ceil_mode"}


def network(path):
    graph = onnx.load(str(path)).graph
    weights = {one.name: torch.from_numpy(numpy_helper.to_array(one).astype(numpy.float64)) for one in graph.initializer}
    nodes = [(n, {a.name: onnx.helper.get_attribute_value(a) for a in n.attribute}) for n in graph.node]
    assert all(set(at) <= KNOWN for _, at in nodes)
    assert all("pads" not in at or n.op_type == "Conv" for n, at in nodes)
    (source,) = [one.name for one in graph.input if one.name not in weights]

    def run(x):
        tensors = {**weights, source: x}
        for node, at in nodes:
            tensors[node.output[0]] = OPERATORS[node.op_type](at, *(tensors[name] for name in node.input))
        return tensors[graph.output[0].name]

    return run


# ---------------------------------------------------------------- what is written


def logits_of(name, root, paths):
    edge, side, config, _ = MODELS[name]
    run = network(root / "models" / "imagenet" / f"{name}.onnx")
    found = []
    for start in range(0, len(paths), BATCH):
        opened = [Image.open(path).convert("RGB") for path in paths[start : start + BATCH]]
        batch = numpy.stack([values(cropped(image, edge, side), config) for image in opened])
        with torch.no_grad():
            found.append(run(torch.from_numpy(batch).double()).numpy())
    return numpy.concatenate(found)


def entry(name, root, paths, ids):
    edge, side, config, offset = MODELS[name]
    logits = logits_of(name, root, paths)
    top = logits.argmax(1)
    ordered = numpy.sort(logits, 1)
    margin = (ordered[:, -1] - ordered[:, -2]).min()
    print(f"{name}: the closest prediction leads by {margin:.1e}", file=sys.stderr)
    # None hangs on float32 rounding.
    assert margin > 1e-4
    labels = numpy.array([int(one.split("/")[0]) for one in ids])
    classes = [round((k + 0.5) * logits.shape[1] / COUNTED) for k in range(COUNTED)]
    resize = {"do_resize": True, "size": {"shortest_edge": edge}, "resample": 2}
    crop = {"do_center_crop": True, "crop_size": {"height": side, "width": side}}
    return {
        "preprocess": {**resize, **crop, "do_normalize": True, **config},
        "labelOffset": offset,
        "accuracy": float((top == labels + offset).mean()),
        "classes": classes,
        "photographs": {
            one: [int(top[i]), *(round(float(value), 5) for value in (logits[i, top[i]], *logits[i, classes]))]
            for i, one in enumerate(ids)
        },
    }


def write(root):
    folder = root / "data" / "imagenet-sample"
    paths = sorted(folder.glob("*/*.JPEG"))
    ids = [path.relative_to(folder).as_posix() for path in paths]
    libraries = {"numpy": numpy, "pillow": PIL, "torch": torch, "onnx": onnx}
    versions = {"python": sys.version.split()[0], **{name: one.__version__ for name, one in libraries.items()}}
    written = {"versions": versions, "models": {name: entry(name, root, paths, ids) for name in MODELS}}
    for name, one in written["models"].items():
        print(f"{name}: accuracy {one['accuracy']:.3f} on {len(ids)} photographs", file=sys.stderr)
    Path(__file__).with_suffix(".json").write_text(json.dumps(written, separators=(",", ":")) + "\n")


if "TRISIM_FIELD" not in os.environ:
    print("photograph-logits.py: TRISIM_FIELD names no folder; photograph-logits.json stays as it is", file=sys.stderr)
else:
    torch.set_num_threads(1)
    write(Path(os.environ["TRISIM_FIELD"]))
