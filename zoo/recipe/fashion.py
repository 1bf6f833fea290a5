"""Fashion-MNIST from Debian's package, and the batches that networks are trained on."""

import gzip
from pathlib import Path

import numpy as np
import torch

FOLDER = Path("/usr/share/datasets/fashion-mnist")
CLASS_NAMES = ("T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot")

# Of the training images' pixels, divided by 255.
MEAN, DEVIATION = 0.2860, 0.3530
BATCH = 128


def stored(part):
    """Images n×28×28 and labels n, bytes as they are stored. part: "train" or "t10k"."""
    images = gzip.decompress((FOLDER / f"{part}-images-idx3-ubyte.gz").read_bytes())
    labels = gzip.decompress((FOLDER / f"{part}-labels-idx1-ubyte.gz").read_bytes())
    return np.frombuffer(images, np.uint8, offset=16).reshape(-1, 28, 28), np.frombuffer(labels, np.uint8, offset=8)


def normalised(part):
    """Images n×1×28×28 as networks take them, and labels."""
    images, labels = stored(part)
    x = (torch.from_numpy(images.copy()).float() / 255 - MEAN) / DEVIATION
    return x[:, None], torch.from_numpy(labels.astype(np.int64))


def batches(images, labels, order_seed, epoch):
    """One epoch: every image once, in an order of its own, half of them mirrored. The seed and the epoch decide both."""
    generator = torch.Generator().manual_seed(1_000_003 * order_seed + epoch)
    order = torch.randperm(len(images), generator=generator)
    mirrored = torch.rand(len(images), generator=generator) < 0.5
    for start in range(0, len(images) - BATCH + 1, BATCH):
        chosen = order[start : start + BATCH]
        x = images[chosen]
        yield torch.where(mirrored[chosen][:, None, None, None], x.flip(3), x), labels[chosen]
