"""Makes the zoo: trains every model, two at a time, and writes the embedded images. `npm run zoo` runs it, then measures.

Models that are there already and were made by the recipe as it stands are kept, so that a stopped run goes on where it was.
"""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import onnx
from entries import entries
from export import TOWER_FILES, preprocessor
from images import write_images
from train import recipe

ZOO = Path(__file__).resolve().parent.parent
AT_ONCE = 2


def is_made(entry, models):
    """Whether every file of a model is there and made by the recipe as it stands."""
    if entry.family == "vlm":
        files = [models / entry.name / name for name in TOWER_FILES]
    else:
        files = [models / f"{entry.name}.onnx"]
    return all(path.exists() for path in files) and all(recipe_of(path) == recipe() for path in files if path.suffix == ".onnx")


def recipe_of(path):
    return {prop.key: prop.value for prop in onnx.load(str(path)).metadata_props}.get("recipe")


def train(entry, models):
    script = Path(__file__).with_name("train.py")
    subprocess.run([sys.executable, "-u", str(script), entry.name, str(models)], check=True)


def main():
    write_images(ZOO / "images")
    models = ZOO / "models"
    models.mkdir(exist_ok=True)
    (models / "preprocessor_config.json").write_text(preprocessor())
    missing = [entry for entry in entries() if not is_made(entry, models)]
    # The longest first, so that both workers end at about the same time.
    missing.sort(key=lambda entry: (entry.optimizer == "sgd", -entry.epochs))
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for _ in pool.map(lambda entry: train(entry, models), missing):
            pass


if __name__ == "__main__":
    main()
