"""Writes arrays/: every type, byte order, memory order and format version that trisim reads, as numpy writes it.

    python3 test/golden/arrays.py

The values of every file are in arrays/expected.json, row-major, and with them the numpy version that wrote it.
"""

import json
from pathlib import Path

import numpy as np

FOLDER = Path(__file__).with_suffix("")
FOLDER.mkdir(exist_ok=True)
TYPES = ["?", "i1", "u1", "i2", "u2", "i4", "u4", "i8", "u8", "f2", "f4", "f8"]
expected = {}


def values(kind):
    """2 x 3, the extremes of the type among them."""
    dtype = np.dtype(kind)
    if dtype.kind == "b":
        return np.array([[True, False, True], [False, False, True]])
    if dtype.kind == "f":
        return np.array([[0, -1.5, 1 / 3], [np.finfo(dtype).max, np.finfo(dtype).smallest_subnormal, 1e-3]], dtype)
    info = np.iinfo(dtype)
    low, high = max(info.min, -(2**53) + 1), min(info.max, 2**53 - 1)
    return np.array([[0, 1, 2], [low, high, 100]], dtype)


def save(name, array, version=None):
    with open(FOLDER / name, "wb") as file:
        np.lib.format.write_array(file, array, version)
    expected[name] = {"shape": array.shape, "data": array.astype("f8").ravel("C").tolist()}


for kind in TYPES:
    array = values(kind)
    save(f"{array.dtype.name}-little-c.npy", array)
    save(f"{array.dtype.name}-big-fortran.npy", np.asfortranarray(array.astype(array.dtype.newbyteorder(">"))))

cube = np.arange(24, dtype="f4").reshape(2, 3, 4)
save("cube-fortran.npy", np.asfortranarray(cube))
save("version2.npy", cube, (2, 0))
save("version3.npy", cube, (3, 0))
save("vector.npy", np.array([3.0, 4.0]))

pair = {"a": np.arange(6, dtype="f8").reshape(2, 3), "b": np.zeros((40, 5), "f4")}
np.savez(FOLDER / "stored.npz", **pair)
np.savez_compressed(FOLDER / "deflated.npz", **pair)
np.savez(FOLDER / "single.npz", only=pair["a"])

lines = ",\n".join(f" {json.dumps(name)}: {json.dumps(value)}" for name, value in expected.items())
text = f'{{"generator": "test/golden/arrays.py", "numpy": {json.dumps(np.__version__)}, "arrays": {{\n{lines}\n}}}}\n'
(FOLDER / "expected.json").write_text(text)
