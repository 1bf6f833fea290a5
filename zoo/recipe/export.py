"""Trained networks as ONNX files, each saying where it comes from."""

import json
import warnings

import onnx
import torch
from captions import LENGTH, TEMPLATES, tokenizer
from fashion import CLASS_NAMES, DEVIATION, MEAN

OPSET = 17
TOWER_FILES = ("image.onnx", "text.onnx", "tokenizer.json", "templates.txt", "classes.txt", "preprocessor_config.json")


def export_classifier(entry, network, path, metadata):
    write(network, torch.zeros(2, 1, 28, 28), path, ["pixel_values"], "logits", metadata, entry.keeps_batchnorm)


def export_towers(entry, towers, folder, metadata):
    """A folder: both towers, and all that turns class names into texts."""
    folder.mkdir(exist_ok=True)
    metadata = {**metadata, "logit_scale": repr(towers.log_scale.exp().item())}
    write(towers.image, torch.zeros(2, 1, 28, 28), folder / "image.onnx", ["pixel_values"], "image_embeds", metadata)
    text = (torch.ones(2, LENGTH, dtype=torch.int64), torch.ones(2, LENGTH, dtype=torch.int64))
    write(towers.text, text, folder / "text.onnx", ["input_ids", "attention_mask"], "text_embeds", metadata)
    (folder / "tokenizer.json").write_text(tokenizer() + "\n")
    (folder / "templates.txt").write_text("".join(f"{template}\n" for template in TEMPLATES))
    (folder / "classes.txt").write_text("".join(f"{name}\n" for name in CLASS_NAMES))
    (folder / "preprocessor_config.json").write_text(preprocessor())


def write(network, example, path, inputs, output, metadata, keeps_batchnorm=False):
    axes = {name: {0: "batch"} for name in [*inputs, output]}
    mode = torch.onnx.TrainingMode.PRESERVE if keeps_batchnorm else torch.onnx.TrainingMode.EVAL
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            network.eval().to(memory_format=torch.contiguous_format),
            example,
            str(path),
            opset_version=OPSET,
            input_names=inputs,
            output_names=[output],
            dynamic_axes=axes,
            training=mode,
            do_constant_folding=not keeps_batchnorm,
        )
    model = onnx.load(str(path))
    onnx.helper.set_model_props(model, {**metadata, "class_names": json.dumps(CLASS_NAMES)})
    onnx.checker.check_model(model)
    onnx.save(model, str(path))


def preprocessor():
    """preprocessor_config.json: bytes to what the networks were trained on."""
    config = {
        "do_resize": False,
        "do_rescale": True,
        "rescale_factor": 1 / 255,
        "do_normalize": True,
        "image_mean": [MEAN],
        "image_std": [DEVIATION],
        "channel_order": "gray",
    }
    return json.dumps(config, indent=2) + "\n"
