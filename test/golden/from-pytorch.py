"""Three ways from PyTorch, as docs/from-pytorch.md shows them, on a small network with seeded weights.

Writes from-pytorch/*: the network as ONNX, two of its layers as .npz and as .safetensors, the images, and in
from-pytorch.json the debiased CKA of the two layers, in float64. Run: /usr/bin/python3 test/golden/from-pytorch.py
"""

import hashlib
import json
import platform
import struct
import warnings
from pathlib import Path

import numpy as np
import torch
from torch import nn

SEED = 41
N = 24
HERE = Path(__file__).parent
OUT = HERE / "from-pytorch"


def network():
    torch.manual_seed(SEED)
    return nn.Sequential(
        nn.Conv2d(3, 8, 3, padding=1), nn.ReLU(), nn.Conv2d(8, 12, 3, stride=2, padding=1), nn.ReLU(),
        nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(12, 5),
    ).eval()  # fmt: skip


def export(model, images):
    """Way 1."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            model,
            images[:2],
            str(OUT / "network.onnx"),
            input_names=["images"],
            output_names=["logits"],
            dynamic_axes={"images": {0: "n"}, "logits": {0: "n"}},
            opset_version=14,
        )


def hooked(model, images, names):
    """What the modules of these names give, one row an image, by forward hooks."""
    seen = {}

    def hook(name):
        def keep(module, inputs, output):
            pooled = output.mean((2, 3)) if output.ndim == 4 else output
            seen.setdefault(name, []).append(pooled.detach().cpu().float().numpy())

        return keep

    modules = dict(model.named_modules())
    handles = [modules[name].register_forward_hook(hook(name)) for name in names]
    with torch.no_grad():
        for batch in images.split(10):
            model(batch)
    for handle in handles:
        handle.remove()
    return {name: np.concatenate(rows) for name, rows in seen.items()}


def save_safetensors(path, arrays, ids):
    """8 bytes of length, JSON, data: what safetensors.numpy.save_file writes, without the library."""
    header = {
        "__metadata__": {
            "sample_ids": json.dumps(ids),
            "sample_hash": hashlib.sha256("\n".join(ids).encode()).hexdigest(),
        }
    }
    end = 0
    for name, array in arrays.items():
        header[name] = {"dtype": "F32", "shape": list(array.shape), "data_offsets": [end, end + array.nbytes]}
        end += array.nbytes
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text)
        for array in arrays.values():
            file.write(np.ascontiguousarray(array, "<f4").tobytes())


def debiased_cka(x, y):
    """Székely and Rizzo's U-centring, entry by entry."""

    def centred(rows):
        gram = rows @ rows.T
        np.fill_diagonal(gram, 0)
        n, sums = len(gram), gram.sum(1)
        out = gram - (sums[:, None] + sums) / (n - 2) + sums.sum() / ((n - 1) * (n - 2))
        np.fill_diagonal(out, 0)
        return out

    a, b = centred(x - x.mean(0)), centred(y - y.mean(0))
    return float((a * b).sum() / np.sqrt((a * a).sum() * (b * b).sum()))


def main():
    OUT.mkdir(exist_ok=True)
    model = network()
    images = torch.from_numpy(np.random.default_rng(SEED).normal(size=(N, 3, 8, 8)).astype(np.float32))
    np.save(OUT / "images.npy", images.numpy())
    export(model, images)
    arrays = hooked(model, images, ["1", "3"])
    arrays = {"relu1": arrays["1"], "relu2": arrays["3"]}
    np.savez(OUT / "activations.npz", **arrays)
    with torch.no_grad():
        logits = model(images).numpy()
    ids = [str(i) for i in range(N)]
    save_safetensors(OUT / "activations.safetensors", {**arrays, "logits": logits}, ids)
    exact = network().double()
    precise = hooked(exact, images.double(), ["1", "3"])
    golden = {
        "seed": SEED,
        "python": platform.python_version(),
        "torch": torch.__version__,
        "cka": debiased_cka(precise["1"].astype(np.float64), precise["3"].astype(np.float64)),
    }
    (HERE / "from-pytorch.json").write_text(json.dumps(golden) + "\n")


if __name__ == "__main__":
    main()
