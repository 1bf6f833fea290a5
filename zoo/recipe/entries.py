"""The thirteen models of the zoo: what each is, and how long it is trained."""

from dataclasses import dataclass
from typing import Callable, Optional

from networks import PlainNetwork, ResidualNetwork, SeparableNetwork, VisionTransformer
from torch import nn

# A fork and its origin are one network until the end of this epoch; then the fork sees the data in another order.
FORK_EPOCH = 3
EMBEDDING = 64


@dataclass(frozen=True)
class Entry:
    name: str
    family: str  # cnn, vit or vlm
    architecture: str
    network: Callable[[], nn.Module]
    seed: int
    epochs: int
    optimizer: str = "sgd"
    keeps_batchnorm: bool = False
    fork_of: Optional[str] = None


def residual(outputs=10):
    return ResidualNetwork(outputs, width=16, blocks=3)


def transformer(outputs=10):
    return VisionTransformer(outputs, patch=4, width=64, depth=3)


def entries():
    resnet = dict(family="cnn", architecture="residual, 9 blocks", network=residual, epochs=10, keeps_batchnorm=True)
    vit = dict(family="vit", architecture="patch 4, class token, 3 blocks", network=transformer, epochs=14, optimizer="adamw")
    clip = dict(family="vlm", architecture="residual tower", network=lambda: residual(EMBEDDING), epochs=10, optimizer="adamw")
    return (
        Entry("resnet-1", seed=1, **resnet),
        Entry("resnet-2", seed=2, **resnet),
        Entry("resnet-1-fork", seed=1, fork_of="resnet-1", **resnet),
        Entry("plain-1", "cnn", "plain, 5 convolutions", PlainNetwork, seed=1, epochs=10),
        Entry("separable-1", "cnn", "depthwise separable, 5 pairs", SeparableNetwork, seed=1, epochs=12),
        Entry("vit-1", seed=1, **vit),
        Entry("vit-2", seed=2, **vit),
        Entry("vit-1-fork", seed=1, fork_of="vit-1", **vit),
        Entry(
            "vit-patch7-1",
            "vit",
            "patch 7, class token, 4 blocks",
            lambda: VisionTransformer(patch=7, width=96, depth=4),
            seed=1,
            epochs=14,
            optimizer="adamw",
        ),
        Entry(
            "vit-mean-1",
            "vit",
            "patch 4, mean of patches, 3 blocks",
            lambda: VisionTransformer(patch=4, width=56, depth=3, pool="mean"),
            seed=1,
            epochs=14,
            optimizer="adamw",
        ),
        Entry("clip-resnet-1", seed=1, **clip),
        Entry("clip-resnet-2", seed=2, **clip),
        Entry("clip-vit-1", "vlm", "transformer tower", lambda: transformer(EMBEDDING), seed=1, epochs=14, optimizer="adamw"),
    )


def entry_named(name):
    return next(entry for entry in entries() if entry.name == name)
