"""Writes decode/: one small picture in every way that image sets hold them, and the bytes that Pillow makes of each.

    TRISIM_FIELD=… python3 test/golden/decode.py

decode/expected.json has each file's size and its pixels after `Image.open(file).convert("RGB")`, row by row, as base 64.
"""

import base64
import hashlib
import io
import json
import os
import struct
import zlib
from pathlib import Path

import numpy as np
import PIL
from PIL import Image, ImageCms

FOLDER = Path(__file__).with_suffix("")
FOLDER.mkdir(exist_ok=True)
HEIGHT, WIDTH = 19, 26
rng = np.random.default_rng(7)


def scene(channels):
    """Soft gradients with an edge and some noise, uint8."""
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH]
    planes = [
        127 + 90 * np.sin((x * (1 + c) + y * (2 - c / 2)) / 7) + 30 * (x > 13) + rng.normal(0, 6, x.shape)
        for c in range(channels)
    ]
    return np.clip(np.stack(planes, -1), 0, 255).astype(np.uint8).squeeze()


RGB = Image.fromarray(scene(3))
GRAY = Image.fromarray(scene(1))
ALPHA = Image.fromarray(np.where(np.indices((HEIGHT, WIDTH)).sum(0) % 3, scene(1), 0).astype(np.uint8))


def png16(channels, colour_type, clear=None):
    """A 16-bit PNG, written by hand: Pillow cannot. One colour of it may be named as clear."""
    deep = rng.integers(0, 65536, (HEIGHT, WIDTH, channels)).astype(">u2")
    deep[:4] //= 300  # Few enough that a clip at 255 shows.
    rows = b"".join(b"\0" + row.tobytes() for row in deep)
    chunk = lambda name, data: struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 16, colour_type, 0, 0, 0)
    named = b"" if clear is None else chunk(b"tRNS", struct.pack(f">{channels}H", *[clear] * channels))
    data = chunk(b"IDAT", zlib.compress(rows, 9))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + named + data + chunk(b"IEND", b"")


def saved(image, kind, **options):
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def rgba(image):
    image = image.copy()
    image.putalpha(ALPHA)
    return image


def profile():
    """sRGB with red and blue changed about: followed, it would change every pixel. Its date is always the same."""
    made = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    made[24:36] = struct.pack(">6H", 2020, 1, 1, 0, 0, 0)
    made[84:100] = bytes(16)
    red, blue = made.index(b"rXYZ"), made.index(b"bXYZ")
    made[red : red + 4], made[blue : blue + 4] = b"bXYZ", b"rXYZ"
    return bytes(made)


def exif(orientation):
    found = Image.Exif()
    found[0x0112] = orientation
    return found.tobytes()


palette = RGB.quantize(32)
cut = saved(RGB, "JPEG", quality=90)
files = {
    "rgb-444.jpg": saved(RGB, "JPEG", quality=90, subsampling=0),
    "rgb-422.jpg": saved(RGB, "JPEG", quality=85, subsampling=1),
    "rgb-420.jpg": saved(RGB, "JPEG", quality=75, subsampling=2),
    "progressive.jpg": saved(RGB, "JPEG", quality=80, progressive=True),
    "gray.jpg": saved(GRAY, "JPEG", quality=85),
    "cmyk.jpg": saved(Image.fromarray(scene(4), "CMYK"), "JPEG", quality=92),
    "rotated.jpg": saved(RGB, "JPEG", quality=90, exif=exif(6)),
    "profile.jpg": saved(RGB, "JPEG", quality=90, icc_profile=profile()),
    "rgb.png": saved(RGB, "PNG"),
    "gray.png": saved(GRAY, "PNG"),
    "gray-alpha.png": saved(rgba(GRAY), "PNG"),
    "rgb-alpha.png": saved(rgba(RGB), "PNG"),
    "palette.png": saved(palette, "PNG"),
    "palette-transparent.png": saved(palette, "PNG", transparency=3),
    "palette-2bit.png": saved(RGB.quantize(4), "PNG", bits=2),
    "one-bit.png": saved(GRAY.convert("1"), "PNG"),
    "gray-16.png": png16(1, 0),
    "gray-alpha-16.png": png16(2, 4),
    "rgb-16.png": png16(3, 2),
    "rgb-alpha-16.png": png16(4, 6),
    "gif.gif": saved(palette, "GIF"),
    "gray.gif": saved(GRAY, "GIF"),
    "gif-transparent.gif": saved(palette, "GIF", transparency=3),
    "lossy.webp": saved(RGB, "WEBP", quality=80),
    "lossless.webp": saved(RGB, "WEBP", lossless=True),
    "lossless-alpha.webp": saved(rgba(RGB), "WEBP", lossless=True, exact=True),
    "rgb.tiff": saved(RGB, "TIFF", compression="tiff_lzw"),
    "rotated.tiff": saved(RGB, "TIFF", tiffinfo={0x0112: 6}),
    "gray.tiff": saved(GRAY, "TIFF"),
    "cut-off.jpg": cut[: -len(cut) // 5],
    "cut-off.png": saved(RGB, "PNG")[:-300],
    "empty.jpg": b"",
    "text.jpg": b"This is no picture.\n",
    "bitmap.bmp": saved(RGB, "BMP"),
    "gray-16-transparent.png": png16(1, 0, clear=5),
    "rgb-16-transparent.png": png16(3, 2, clear=5),
}

images = {}
for name, data in files.items():
    (FOLDER / name).write_bytes(data)
    try:
        image = Image.open(FOLDER / name)
        mode = image.mode
        pixels = np.asarray(image.convert("RGB"))
    except (OSError, SyntaxError):
        images[name] = None  # Pillow refuses it.
        continue
    encoded = base64.b64encode(pixels.tobytes()).decode()
    images[name] = {"mode": mode, "height": image.height, "width": image.width, "rgb": encoded}

(FOLDER / "expected.json").write_text(json.dumps({"pillow": PIL.__version__, "seed": 7, "images": images}, indent=1) + "\n")

# The photographs themselves are not ours to keep: with TRISIM_FIELD given, the beginning of a hash of each is.
if "TRISIM_FIELD" in os.environ:
    root = Path(os.environ["TRISIM_FIELD"]) / "data/imagenet-sample"
    hashes = {
        path.relative_to(root).as_posix(): hashlib.sha256(np.asarray(Image.open(path).convert("RGB")).tobytes()).hexdigest()[:16]
        for path in sorted(root.glob("*/*"))
    }
    (FOLDER / "photographs.json").write_text(json.dumps(hashes, indent=1) + "\n")
