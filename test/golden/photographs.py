"""What is made of the photographs that TRISIM_FIELD names. Writes photographs.json: beginnings of SHA-256, no pixels.

With the argument `decoded` it writes nothing but prints the photographs as Pillow decodes them, for tests without a decoder
of their own: for each a line of JSON, `{"path", "height", "width"}`, and the planar bytes.
"""

import hashlib
import json
import os
import sys
from pathlib import Path

import numpy
import PIL
from PIL import Image
from preprocess_files import FILES
from preprocess_steps import pipeline

NAMES = ["CLIP", "ViT", "ResNet", "timm, odd crop", "timm, squash", "timm, border alone", "timm, all of it"]


def planes(image):
    return numpy.ascontiguousarray(numpy.moveaxis(numpy.asarray(image), -1, 0))


def photographs():
    root = Path(os.environ["TRISIM_FIELD"]) / "data" / "imagenet-sample"
    for path in sorted(root.glob("*/*.JPEG")):
        # EXIF orientation and colour profiles are left alone, as torchvision's loader leaves them.
        yield path.relative_to(root).as_posix(), Image.open(path).convert("RGB")


def digest(image):
    return hashlib.sha256(planes(image).tobytes()).hexdigest()[:12]


def write():
    made = {path: [digest(pipeline(image, FILES[name])) for name in NAMES] for path, image in photographs()}
    versions = {"python": sys.version.split()[0], "numpy": numpy.__version__, "pillow": PIL.__version__}
    written = {"versions": versions, "files": {name: FILES[name] for name in NAMES}, "photographs": made}
    Path(__file__).with_name("photographs.json").write_text(json.dumps(written, separators=(",", ":")) + "\n")


def print_decoded():
    for path, image in photographs():
        header = {"path": path, "height": image.height, "width": image.width}
        sys.stdout.buffer.write(json.dumps(header).encode() + b"\n" + planes(image).tobytes())


if "TRISIM_FIELD" not in os.environ:
    print("photographs.py: TRISIM_FIELD names no folder of photographs; photographs.json stays as it is", file=sys.stderr)
elif sys.argv[1:] == ["decoded"]:
    print_decoded()
else:
    write()
