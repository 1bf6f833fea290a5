"""Writes parquet/: image data sets as Hugging Face's `datasets` writes them, by Arrow's own library.

    python3 test/golden/parquet.py

Needs pyarrow, which Debian does not package (`pip install pyarrow`, in an environment of its own); without it the files stay
as they are, and that is said. parquet/expected.json has the SHA-256 of every image, in order, and the labels.
"""

import hashlib
import io
import json
import sys
from pathlib import Path

import numpy as np
from PIL import Image

try:
    import pyarrow as pa
    import pyarrow.parquet as pq
except ImportError:
    sys.exit(print("parquet.py: no pyarrow; parquet/ stays as it is", file=sys.stderr))

FOLDER = Path(__file__).with_suffix("")
FOLDER.mkdir(exist_ok=True)
rng = np.random.default_rng(11)
IMAGE = pa.struct([("bytes", pa.binary()), ("path", pa.string())])
NAMES = ["cat", "dog", "owl"]


def png():
    buffer = io.BytesIO()
    Image.fromarray(rng.integers(0, 256, (8, 8, 3), np.uint8)).save(buffer, "PNG")
    return buffer.getvalue()


def label(names):
    return {"names": names, "_type": "ClassLabel"}


def write(name, columns, features=None, **options):
    fields = [pa.field(key, kind) for key, (kind, _) in columns.items()]
    metadata = None if features is None else {"huggingface": json.dumps({"info": {"features": features}})}
    table = pa.table(
        {key: pa.array(values, kind) for key, (kind, values) in columns.items()},
        schema=pa.schema(fields, metadata=metadata),
    )
    pq.write_table(table, FOLDER / name, **options)


def images(count):
    return [{"bytes": png(), "path": f"{i}.png"} for i in range(count)]


IMAGES = {"image": {"_type": "Image"}}
ten = images(10)
labels = [2, 0, 1, 1, 0, 2, 2, 0, 1, 0]
pair = {"image": (IMAGE, ten), "label": (pa.int64(), labels)}
known = {**IMAGES, "label": label(NAMES)}
write("snappy.parquet", pair, known, row_group_size=4)
write("zstd.parquet", pair, known, row_group_size=3, compression="zstd", data_page_version="2.0")
(FOLDER / "shards").mkdir(exist_ok=True)
for part, (start, end) in enumerate([(0, 4), (4, 10)]):
    rows = {"image": (IMAGE, ten[start:end]), "label": (pa.int64(), labels[start:end])}
    write(f"shards/test-0000{part}-of-00002.parquet", rows, known)
write("plain.parquet", {"img": (IMAGE, ten), "label": (pa.int32(), labels)})
write("unlabelled.parquet", {"image": (IMAGE, ten), "label": (pa.int64(), [-1] * 10)}, known)
two = {"image": (IMAGE, ten), "fine": (pa.int64(), labels), "coarse": (pa.int64(), [l % 2 for l in labels])}
write("two-labels.parquet", two, {**IMAGES, "fine": label(NAMES), "coarse": label(["beast", "bird"])})
write("bad-label.parquet", {"image": (IMAGE, ten), "label": (pa.int64(), [3, *labels[1:]])}, known)
outside = [{"bytes": None, "path": f"/data/{i}.png"} for i in range(3)]
write("outside.parquet", {"image": (IMAGE, outside), "label": (pa.int64(), [0, 1, 2])}, known)
write("text.parquet", {"text": (pa.string(), ["a", "b"]), "label": (pa.int64(), [0, 1])}, {"label": label(NAMES)})
write("two-images.parquet", {"left": (IMAGE, ten), "right": (IMAGE, ten)})

digests = [hashlib.sha256(image["bytes"]).hexdigest() for image in ten]
written = {"pyarrow": pa.__version__, "seed": 11, "classNames": NAMES, "labels": labels, "sha256": digests}
(FOLDER / "expected.json").write_text(json.dumps(written, indent=1) + "\n")
