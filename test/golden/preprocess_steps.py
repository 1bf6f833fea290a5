"""What transformers and timm do to the sizes of images, from their documentation, with Pillow resizing."""

import math

import numpy
from PIL import Image

FILTERS = {"nearest": 0, "lanczos": 1, "bilinear": 2, "bicubic": 3, "box": 4, "hamming": 5}


def resize(image, height, width, resample):
    return image.resize((width, height), resample)


def resize_shortest(image, edge, resample):
    width, height = image.size
    short, long = min(width, height), max(width, height)
    long = int(edge * long / short)
    return resize(image, *((long, edge) if width <= height else (edge, long)), resample)


def transformers_center_crop(image, height, width):
    """Pads with zeros first, on a canvas that holds both; then cuts the middle out."""
    pixels = numpy.asarray(image)
    rows, columns = pixels.shape[:2]
    top, left = (rows - height) // 2, (columns - width) // 2
    canvas = numpy.zeros((max(height, rows), max(width, columns), *pixels.shape[2:]), dtype=numpy.uint8)
    down, right = math.ceil((canvas.shape[0] - rows) / 2), math.ceil((canvas.shape[1] - columns) / 2)
    canvas[down : down + rows, right : right + columns] = pixels
    top, left = top + down, left + right
    return Image.fromarray(canvas[top : top + height, left : left + width])


def torchvision_center_crop(image, height, width, fill):
    columns, rows = image.size
    if width > columns or height > rows:
        left, top = max(0, (width - columns) // 2), max(0, (height - rows) // 2)
        right, bottom = max(0, (width - columns + 1) // 2), max(0, (height - rows + 1) // 2)
        padded = Image.new(image.mode, (left + columns + right, top + rows + bottom), fill)
        padded.paste(image, (left, top))
        image, (columns, rows) = padded, padded.size
    top, left = int(round((rows - height) / 2.0)), int(round((columns - width) / 2.0))
    return image.crop((left, top, left + width, top + height))


def pair(size):
    return (size["height"], size["width"]) if isinstance(size, dict) else (size, size)


def edge(size):
    return size["shortest_edge"] if isinstance(size, dict) else size


def crop_pct_rule(image, file, resample):
    """ConvNeXT's and, by the same class, ResNet's."""
    size = edge(file["size"])
    if size >= 384:
        return resize(image, size, size, resample)
    crop_pct = file.get("crop_pct") or 224 / 256
    return transformers_center_crop(resize_shortest(image, int(size / crop_pct), resample), size, size)


DEFAULT_FILTER = {"ViT": 2, "MobileNetV1": 2, "MobileNetV2": 2}


def transformers_pipeline(image, file):
    kind = (file.get("image_processor_type") or file["feature_extractor_type"]).removesuffix("Fast")
    kind = kind.removesuffix("ImageProcessor").removesuffix("FeatureExtractor")
    resample = file.get("resample")
    resample = DEFAULT_FILTER.get(kind, 3) if resample is None else resample
    if kind == "ConvNext":
        return crop_pct_rule(image, file, resample)
    if file.get("do_resize", True):
        if kind in ("ViT", "DeiT", "Siglip"):
            image = resize(image, *pair(file["size"]), resample)
        else:
            image = resize_shortest(image, edge(file["size"]), resample)
    if kind not in ("ViT", "Siglip") and file.get("do_center_crop", True):
        image = transformers_center_crop(image, *pair(file["crop_size"]))
    return image


def keep_ratio(image, height, width, longest, resample):
    rows, columns = image.size[1], image.size[0]
    ratios = rows / height, columns / width
    ratio = max(ratios) * longest + min(ratios) * (1.0 - longest)
    return resize(image, round(rows * 1.0 / ratio), round(columns * 1.0 / ratio), resample)


def timm_pipeline(image, file):
    cfg = file["pretrained_cfg"]
    height, width = cfg["input_size"][1:]
    resample = FILTERS[cfg["interpolation"]]
    crop_pct = cfg.get("crop_pct") or 0.875
    scaled = math.floor(height / crop_pct), math.floor(width / crop_pct)
    mode = cfg.get("crop_mode") or "center"
    if mode == "border":
        # Pillow's fill needs one value a channel; timm's images are RGB by then.
        fill = tuple(round(255 * value) for value in cfg["mean"])
        image = keep_ratio(image.convert("RGB"), *scaled, 1.0, resample)
        return torchvision_center_crop(image, height, width, fill)
    if mode == "squash":
        image = resize(image, *scaled, resample)
    elif scaled[0] == scaled[1]:
        image = resize_shortest(image, scaled[0], resample)
    else:
        # timm hands its interpolation on in border mode only.
        image = keep_ratio(image, *scaled, 0.0, FILTERS["bilinear"])
    return torchvision_center_crop(image, height, width, 0)


def pipeline(image, file):
    return timm_pipeline(image, file) if "pretrained_cfg" in file else transformers_pipeline(image, file)
