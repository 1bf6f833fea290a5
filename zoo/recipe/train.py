"""Trains one model of the zoo and writes its ONNX files: python3 train.py NAME FOLDER"""

import hashlib
import sys
from datetime import date
from pathlib import Path

import torch
from entries import FORK_EPOCH, entry_named
from export import export_classifier, export_towers
from fashion import normalised
from training import evaluate, train

# What decides the weights.
SOURCES = ("captions.py", "entries.py", "fashion.py", "networks.py", "training.py")


def recipe():
    """Name and SHA-256 of the code that decides the weights."""
    digest = hashlib.sha256()
    for source in SOURCES:
        digest.update((Path(__file__).parent / source).read_bytes())
    return f"zoo/recipe sha256:{digest.hexdigest()}"


def main(name, folder):
    torch.set_num_threads(1)
    entry = entry_named(name)
    network, fork_point, minutes = train(entry, *normalised("train"))
    accuracy, loss = evaluate(network, *normalised("t10k"))
    print(f"{name}: accuracy {accuracy:.4f}, loss {loss:.4f}", flush=True)
    metadata = {
        "recipe": recipe(),
        "name": name,
        "family": entry.family,
        "architecture": entry.architecture,
        "seed": str(entry.seed),
        "epochs": str(entry.epochs),
        "fork_of": entry.fork_of or "",
        "fork_epoch": str(FORK_EPOCH),
        "fork_point": fork_point,
        "date": date.today().isoformat(),
        "minutes": f"{minutes:.1f}",
        "torch": torch.__version__,
        "accuracy": f"{accuracy:.4f}",
    }
    if entry.family == "vlm":
        export_towers(entry, network, folder / name, metadata)
    else:
        export_classifier(entry, network, folder / f"{name}.onnx", metadata)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
