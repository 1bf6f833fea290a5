"""Golden values of zero-shot classification: cosines one by one, sums without rounding errors.

Writes zero-shot.json. Run: /usr/bin/python3 test/golden/zero-shot.py
"""

import json
import math
import platform
from pathlib import Path

import numpy as np

SEED = 5


def unit(vector):
    length = math.sqrt(math.fsum(x * x for x in vector))
    return [x / length if length > 0 else 0.0 for x in vector]


def class_embedding(captions):
    """The ensemble of Radford et al. 2021, section 3.1.4: the mean of unit vectors, not yet of length 1."""
    units = [unit(caption) for caption in captions]
    return [math.fsum(column) / len(units) for column in zip(*units)]


def logit(image, text, scale):
    return scale * math.fsum(x * y for x, y in zip(unit(image), unit(text)))


def case(name, images, captions, templates, scale):
    groups = [captions[start : start + templates] for start in range(0, len(captions), templates)]
    classes = [class_embedding(group) for group in groups]
    return {
        "name": name,
        "features": images.shape[1],
        "templates": templates,
        "scale": scale,
        "images": images.ravel().tolist(),
        "captions": captions.ravel().tolist(),
        "classes": [x for row in classes for x in row],
        "logits": [logit(image, text, scale) for image in images.tolist() for text in classes],
    }


def cases():
    rng = np.random.default_rng(SEED)
    normal = lambda rows, features: rng.normal(size=(rows, features)).round(3)
    yield case("one template", normal(6, 5), normal(4, 5), 1, 100.0)
    lengths = np.array([[1e-3], [1.0], [1e4]] * 5)
    yield case("an ensemble of captions of unlike length", normal(9, 7), normal(15, 7) * lengths, 3, 14.285)
    dead = normal(5, 4)
    dead[2] = 0
    yield case("an image without direction", dead, normal(6, 4), 2, 10.0)
    opposite = normal(1, 4)
    yield case("captions that cancel", normal(3, 4), np.concatenate([opposite, -opposite, normal(2, 4)]), 2, 50.0)
    yield case("many features", normal(3, 65), normal(6, 65), 2, 100.0)


def main():
    golden = {"seed": SEED, "python": platform.python_version(), "numpy": np.__version__, "cases": list(cases())}
    Path(__file__).with_suffix(".json").write_text(json.dumps(golden) + "\n")


if __name__ == "__main__":
    main()
