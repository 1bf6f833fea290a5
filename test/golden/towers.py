"""Golden zero-shot logits of small image–text models built as CLIP and SigLIP are, with seeded weights, never trained.

CLIP: a causal text tower, pooled at the token that ends the text (the largest number), both embeddings projected, cosines
times exp(logit_scale). SigLIP: texts filled up to a fixed length and no mask, the last token pooled, logits with a bias. Each is
written as published exports are: two towers with several outputs, or one graph of both. Logits are torch's in float64 from
token numbers by `towers_tokenizers.py`; prompts are averaged as CLIP does: unit length, mean over templates, unit length.

Writes towers/* and towers.json. Run: /usr/bin/python3 test/golden/towers.py
"""

import json
import math
import platform
import warnings
from pathlib import Path

import numpy as np
import torch
from torch import nn

from towers_tokenizers import TEXTS, TOKENIZERS

SEED = 23
WIDTH, HEADS, PROJECTED, LENGTH = 16, 2, 12, 16
HERE = Path(__file__).parent
TEMPLATES = ["a photo of a {}.", "the big {}!", "{}"]
CLASSES = ["cat", "dog", "frog", "airplane"]


class Block(nn.Module):
    def __init__(self):
        super().__init__()
        self.before, self.behind = nn.LayerNorm(WIDTH), nn.LayerNorm(WIDTH)
        self.qkv, self.out = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.mlp = nn.Sequential(nn.Linear(WIDTH, 2 * WIDTH), nn.GELU(), nn.Linear(2 * WIDTH, WIDTH))

    def forward(self, x, hidden=None):
        """`hidden` is added to the scores: very small where a token must not be looked at."""
        n, t, _ = x.shape
        q, k, v = self.qkv(self.before(x)).reshape(n, t, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        scores = q @ k.transpose(-1, -2) / math.sqrt(WIDTH // HEADS)
        scores = scores if hidden is None else scores + hidden
        x = x + self.out((scores.softmax(-1) @ v).transpose(1, 2).reshape(n, t, WIDTH))
        return x + self.mlp(self.behind(x))


class Vision(nn.Module):
    """Returns the embedding and the tokens."""

    def __init__(self, projected):
        super().__init__()
        self.patches = nn.Conv2d(3, WIDTH, 4, 4)
        self.cls, self.positions = nn.Parameter(torch.randn(1, 1, WIDTH)), nn.Parameter(torch.randn(1, 5, WIDTH))
        self.block, self.norm = Block(), nn.LayerNorm(WIDTH)
        self.projection = nn.Linear(WIDTH, projected, bias=False)

    def forward(self, pixel_values):
        patches = self.patches(pixel_values).flatten(2).transpose(1, 2)
        x = torch.cat([self.cls.expand(patches.shape[0], -1, -1), patches], 1) + self.positions
        hidden = self.block(x)
        return self.projection(self.norm(hidden[:, 0])), hidden


class ClipText(nn.Module):
    def __init__(self, vocabulary):
        super().__init__()
        self.words, self.positions = nn.Embedding(vocabulary, WIDTH), nn.Parameter(torch.randn(LENGTH, WIDTH))
        self.block, self.norm = Block(), nn.LayerNorm(WIDTH)
        self.projection = nn.Linear(WIDTH, PROJECTED, bias=False)

    def forward(self, input_ids, attention_mask=None):
        t = input_ids.shape[1]
        causal = torch.ones(LENGTH, LENGTH, dtype=torch.bool).triu(1)[:t, :t]
        hidden = torch.zeros(LENGTH, LENGTH, dtype=self.positions.dtype)[:t, :t].masked_fill(causal, -1e4)
        if attention_mask is not None:
            hidden = hidden + (1 - attention_mask[:, None, None, :].to(hidden.dtype)) * -1e4
        x = self.norm(self.block(self.words(input_ids) + self.positions[:t], hidden))
        pooled = x[torch.arange(x.shape[0]), input_ids.argmax(-1)]
        return self.projection(pooled), x


class SiglipText(nn.Module):
    def __init__(self, vocabulary):
        super().__init__()
        self.words, self.positions = nn.Embedding(vocabulary, WIDTH), nn.Parameter(torch.randn(LENGTH, WIDTH))
        self.block, self.norm, self.head = Block(), nn.LayerNorm(WIDTH), nn.Linear(WIDTH, WIDTH)

    def forward(self, input_ids):
        x = self.norm(self.block(self.words(input_ids) + self.positions[: input_ids.shape[1]]))
        return self.head(x[:, -1]), x


def unit(x):
    return x / x.norm(dim=-1, keepdim=True)


class Joint(nn.Module):
    """Both towers; its embeddings have length 1."""

    def __init__(self, vision, text, scale, bias):
        super().__init__()
        self.vision, self.text, self.scale, self.bias = vision, text, scale, bias

    def forward(self, input_ids, pixel_values, attention_mask=None):
        image = unit(self.vision(pixel_values)[0])
        text = unit(self.text(input_ids, *([] if attention_mask is None else [attention_mask]))[0])
        logits = self.scale * text @ image.t() + self.bias
        return logits.t(), logits, text, image


def export(name, model, inputs, outputs):
    """@param inputs: name -> (example, axes); outputs: name -> axes."""
    axes = {**{name: axes for name, (_, axes) in inputs.items()}, **outputs}
    dynamic = {name: {i: axis for i, axis in enumerate(dims) if isinstance(axis, str)} for name, dims in axes.items()}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            model,
            tuple(example for example, _ in inputs.values()),
            str(HERE / "towers" / name),
            input_names=list(inputs),
            output_names=list(outputs),
            dynamic_axes=dynamic,
            opset_version=14,
        )


def images_input(rows=2):
    return {"pixel_values": (torch.zeros(rows, 3, 8, 8), ["image_batch", 3, 8, 8])}


def texts_input(*names, rows=3, batch="text_batch", length="sequence"):
    example = torch.zeros(rows, length if isinstance(length, int) else 7, dtype=torch.int64)
    return {name: (example, [batch, length]) for name in names}


def write_clip(vision, text, scale):
    tokens = ["image_batch", 5, WIDTH]
    image_outputs = {"image_embeds": ["image_batch", PROJECTED], "last_hidden_state": tokens}
    export("clip/vision_model.onnx", vision, images_input(), image_outputs)
    outputs = {"text_embeds": ["text_batch", PROJECTED], "last_hidden_state": ["text_batch", "sequence", WIDTH]}
    export("clip/text_model.onnx", text, texts_input("input_ids"), outputs)
    export("clip/masked_text_model.onnx", text, texts_input("input_ids", "attention_mask"), outputs)
    joint = {
        "logits_per_image": ["image_batch", "text_batch"],
        "logits_per_text": ["text_batch", "image_batch"],
        "text_embeds": ["text_batch", PROJECTED],
        "image_embeds": ["image_batch", PROJECTED],
    }
    example = torch.ones(3, 7, dtype=torch.int64)
    mask = {"attention_mask": (example, ["text_batch", "sequence"])}
    inputs = {**texts_input("input_ids"), **images_input(), **mask}
    export("clip/model.onnx", Joint(vision, text, scale, 0.0), inputs, joint)


def write_siglip(vision, text, scale, bias):
    pooled = lambda batch, axes: {"last_hidden_state": [batch, *axes, WIDTH], "pooler_output": [batch, WIDTH]}
    export("siglip/vision_model.onnx", Swapped(vision), images_input(), pooled("image_batch", [5]))
    export("siglip/text_model.onnx", Swapped(text), texts_input("input_ids"), pooled("text_batch", ["sequence"]))
    fixed = texts_input("input_ids", rows=5, batch=5, length=LENGTH)
    export("siglip/fixed_text_model.onnx", Swapped(text), fixed, pooled(5, [LENGTH]))
    joint = {
        "logits_per_image": ["image_batch", "text_batch"],
        "logits_per_text": ["text_batch", "image_batch"],
        "text_embeds": ["text_batch", WIDTH],
        "image_embeds": ["image_batch", WIDTH],
    }
    inputs = {**texts_input("input_ids"), **images_input()}
    export("siglip/model.onnx", Joint(vision, text, scale, bias), inputs, joint)


class Swapped(nn.Module):
    """The tokens first and then the embedding, as SigLIP's exports have them."""

    def __init__(self, tower):
        super().__init__()
        self.tower = tower

    def forward(self, x):
        embedding, tokens = self.tower(x)
        return tokens, embedding


def golden_logits(name, towers, images, scale, bias, filler, templates):
    """In float64; texts are filled up where the tower was made for that, else run one by one."""
    vision, text = towers["vision"].double(), towers["text"].double()
    ids_of = TOKENIZERS[name][1]
    classes = []
    for word in CLASSES:
        rows = []
        for template in templates:
            ids = ids_of(template.replace("{}", word))
            ids = ids if filler is None else [*ids, *[filler] * (LENGTH - len(ids))]
            rows.append(unit(text(torch.tensor([ids]))[0])[0])
        classes.append(unit(torch.stack(rows).mean(0)))
    image = unit(vision(torch.from_numpy(images).double())[0])
    logits = scale * image @ torch.stack(classes).t() + bias
    vision.float(), text.float()
    return logits.flatten().tolist()


def main():
    torch.manual_seed(SEED)
    rng = np.random.default_rng(SEED)
    (HERE / "towers").mkdir(exist_ok=True)
    tokenizers = {}
    for name, (json_of, ids_of, config) in TOKENIZERS.items():
        folder = HERE / "towers" / name
        folder.mkdir(exist_ok=True)
        (folder / "tokenizer.json").write_text(json.dumps(json_of(), ensure_ascii=False) + "\n")
        (folder / "tokenizer_config.json").write_text(json.dumps(config) + "\n")
        tokenizers[name] = [{"text": text, "ids": ids_of(text)} for text in TEXTS]
    images = rng.normal(size=(6, 3, 8, 8)).astype(np.float32)
    np.save(HERE / "towers" / "images.npy", images)

    size = lambda name: len(TOKENIZERS[name][0]()["model"]["vocab"])
    clip = {"vision": Vision(PROJECTED).eval(), "text": ClipText(size("clip")).eval()}
    siglip = {"vision": Vision(WIDTH).eval(), "text": SiglipText(size("siglip")).eval()}
    scales = {"clip": (round(math.exp(2.6592), 4), 0.0), "siglip": (10.5, -7.25)}
    golden = {
        "seed": SEED,
        "python": platform.python_version(),
        "torch": torch.__version__,
        "classes": CLASSES,
        "scales": {name: {"scale": scale, "bias": bias} for name, (scale, bias) in scales.items()},
        "tokenizers": tokenizers,
        "logits": {
            name: {
                key: golden_logits(name, towers, images, *scales[name], filler, templates)
                for key, templates in (("ensemble", TEMPLATES), ("single", TEMPLATES[:1]))
            }
            for name, towers, filler in (("clip", clip, None), ("siglip", siglip, 1))
        },
        "templates": TEMPLATES,
    }
    (HERE / "towers.json").write_text(json.dumps(golden) + "\n")
    write_clip(clip["vision"], clip["text"], scales["clip"][0])
    write_siglip(siglip["vision"], siglip["text"], *scales["siglip"])


if __name__ == "__main__":
    main()
