"""Golden values of what is done to the sizes of images. Writes preprocess.json.

Images are made from integers alone, so that both sides make the same; of results only the size and the beginning of the
SHA-256 of the planar bytes are kept.
"""

import hashlib
import json
import sys
from itertools import product
from pathlib import Path

import numpy
import PIL
from PIL import Image
from preprocess_files import FILES
from preprocess_steps import FILTERS, pipeline, resize


def noise(count, seed):
    """The upper bytes of the generator of Numerical Recipes."""
    state, values = seed, []
    for _ in range(count):
        state = (1664525 * state + 1013904223) % 2**32
        values.append(state >> 24)
    return values


def planes(height, width, channels, kind):
    """C×H×W bytes."""
    if kind == "noise":
        values = numpy.array(noise(channels * height * width, 1), dtype=numpy.uint8)
        return values.reshape(channels, height, width)
    c, y, x = numpy.indices((channels, height, width))
    if kind == "gradient":
        return ((x * 5 + y * 3 + c * 40) % 256).astype(numpy.uint8)
    # Edges of full contrast, where cubic filters overshoot: stripes that grow wider.
    return (((x * x // 16 + y // 3 + c) % 2) * 255).astype(numpy.uint8)


def to_image(array):
    return Image.fromarray(array[0] if len(array) == 1 else numpy.moveaxis(array, 0, -1))


def kept(image):
    pixels = numpy.asarray(image)
    array = pixels[None] if pixels.ndim == 2 else numpy.moveaxis(pixels, -1, 0)
    digest = hashlib.sha256(numpy.ascontiguousarray(array).tobytes()).hexdigest()
    return {"size": list(array.shape), "sha256": digest[:16]}


KINDS = ["noise", "gradient", "edges"]
RESIZES = [
    ((1, 1), (5, 3)),
    ((1, 9), (4, 2)),
    ((9, 1), (3, 7)),
    ((2, 3), (224, 224)),
    ((37, 53), (16, 24)),
    ((37, 53), (37, 20)),
    ((37, 53), (11, 53)),
    ((37, 53), (80, 121)),
    # Where Hamming's constants in double precision would give another byte.
    ((61, 83), (10, 19)),
    ((61, 83), (48, 43)),
    ((64, 48), (64, 48)),
    ((101, 67), (1, 1)),
    ((333, 500), (224, 336)),
]
IMAGES = [(375, 500), (500, 333), (224, 224), (97, 131), (256, 257), (383, 640), (1, 1), (1, 7), (5, 1)]

resizes = [
    {
        "from": [channels, *before],
        "to": list(after),
        "kind": kind,
        "filter": name,
        **kept(resize(to_image(planes(*before, channels, kind)), *after, FILTERS[name])),
    }
    for (before, after), name, channels, kind in product(RESIZES, FILTERS, (1, 3), KINDS)
]
fits = [
    {"file": name, "from": [channels, *size], "kind": kind, **kept(pipeline(to_image(planes(*size, channels, kind)), file))}
    for (name, file), size, (channels, kind) in product(FILES.items(), IMAGES, [(3, "noise"), (3, "edges"), (1, "gradient")])
]
versions = {"python": sys.version.split()[0], "numpy": numpy.__version__, "pillow": PIL.__version__}
written = {"seed": 1, "versions": versions, "files": FILES, "resizes": resizes, "fits": fits}
Path(__file__).with_name("preprocess.json").write_text(json.dumps(written, separators=(",", ":")) + "\n")
