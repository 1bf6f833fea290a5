"""The embedded images, as idx files: 2,000 Fashion-MNIST test images and 1,000 handwritten digits, so many of each class."""

import gzip
import struct
from pathlib import Path

import numpy as np
import torch
from fashion import stored
from torch.nn import functional as F

LICENCE = Path("/usr/share/doc/dataset-fashion-mnist/copyright")
DIGITS = Path("/usr/lib/python3/dist-packages/sklearn/datasets/data/digits.csv.gz")


DIGITS_LICENCE = """\
Optical Recognition of Handwritten Digits, by E. Alpaydin and C. Kaynak (1998), UCI Machine Learning Repository,
https://doi.org/10.24432/C50P49. Licensed under the Creative Commons Attribution 4.0 International licence (CC BY 4.0),
https://creativecommons.org/licenses/by/4.0/legalcode.

Changed: the first 100 test images of each class, enlarged from 8 x 8 to 24 x 24 pixels in a frame of 2 pixels.
"""


def write_images(folder):
    folder.mkdir(exist_ok=True)
    write_idx(folder / "fashion", *balanced(*stored("t10k"), 200))
    (folder / "fashion" / "LICENCE").write_bytes(LICENCE.read_bytes())
    write_idx(folder / "digits", *balanced(*digits(), 100))
    (folder / "digits" / "LICENCE").write_text(DIGITS_LICENCE)


def digits():
    """1,797 digits of 8×8 pixels from 0 to 16, each enlarged to 24×24 (bicubic) in a frame of 2 pixels."""
    table = np.loadtxt(DIGITS, delimiter=",")
    small = torch.from_numpy(table[:, :64].reshape(-1, 1, 8, 8))
    large = F.interpolate(small * (255 / 16), size=24, mode="bicubic", align_corners=False)
    framed = F.pad(large, (2, 2, 2, 2)).round().clamp(0, 255)
    return framed[:, 0].numpy().astype(np.uint8), table[:, 64].astype(np.uint8)


def balanced(images, labels, count):
    """The first so many of each class, in their order."""
    chosen = np.sort(np.concatenate([np.flatnonzero(labels == label)[:count] for label in np.unique(labels)]))
    return images[chosen], labels[chosen]


def write_idx(folder, images, labels):
    folder.mkdir(exist_ok=True)
    write_packed(folder / "images-idx3-ubyte.gz", struct.pack(">4I", 0x0803, *images.shape) + images.tobytes())
    write_packed(folder / "labels-idx1-ubyte.gz", struct.pack(">2I", 0x0801, len(labels)) + labels.tobytes())


def write_packed(path, content):
    # Without a time, the same content gives the same bytes.
    path.write_bytes(gzip.compress(content, 9, mtime=0))
