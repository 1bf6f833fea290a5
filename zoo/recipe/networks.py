"""The architectures of the zoo. Every one takes N×1×28×28 float32, normalised."""

import torch
from torch import nn
from torch.nn import functional as F


class ResidualBlock(nn.Module):
    def __init__(self, inputs, outputs, stride):
        super().__init__()
        self.conv1 = nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(outputs)
        self.conv2 = nn.Conv2d(outputs, outputs, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(outputs)
        if stride == 1 and inputs == outputs:
            self.shortcut = nn.Identity()
        else:
            self.shortcut = nn.Sequential(nn.Conv2d(inputs, outputs, 1, stride, bias=False), nn.BatchNorm2d(outputs))

    def forward(self, x):
        inner = F.relu(self.bn1(self.conv1(x)))
        return F.relu(self.shortcut(x) + self.bn2(self.conv2(inner)))


class ResidualNetwork(nn.Module):
    """He et al. 2015 in small: a strided stem, three stages of residual blocks, the global mean, one linear layer."""

    def __init__(self, outputs=10, width=16, blocks=2):
        super().__init__()
        self.stem = nn.Sequential(nn.Conv2d(1, width, 3, 2, 1, bias=False), nn.BatchNorm2d(width), nn.ReLU())
        stages, inputs = [], width
        for stage in range(3):
            for block in range(blocks):
                stages.append(ResidualBlock(inputs, width << stage, 2 if stage > 0 and block == 0 else 1))
                inputs = width << stage
        self.blocks = nn.Sequential(*stages)
        self.head = nn.Linear(inputs, outputs)

    def forward(self, x):
        return self.head(self.blocks(self.stem(x)).mean((2, 3)))


class PlainNetwork(nn.Module):
    """Simonyan & Zisserman 2014 in small: stages of plain convolutions, each ended by a pool, and two linear layers."""

    def __init__(self, outputs=10, widths=(24, 48, 64)):
        super().__init__()
        layers, inputs = [], 1
        for stage, width in enumerate(widths):
            for _ in range(1 if stage == 0 else 2):
                layers += [nn.Conv2d(inputs, width, 3, 1, 1, bias=False), nn.BatchNorm2d(width), nn.ReLU()]
                inputs = width
            layers.append(nn.MaxPool2d(2))
        self.features = nn.Sequential(*layers)
        self.fc1 = nn.Linear(9 * inputs, 128)
        self.fc2 = nn.Linear(128, outputs)

    def forward(self, x):
        return self.fc2(F.relu(self.fc1(self.features(x).flatten(1))))


class SeparableNetwork(nn.Module):
    """Howard et al. 2017 in small: depthwise 3×3 convolutions, each followed by a pointwise one."""

    def __init__(self, outputs=10, widths=(32, 64, 64, 128, 128, 256), strides=(1, 2, 1, 2, 1)):
        super().__init__()
        layers = [nn.Conv2d(1, widths[0], 3, 2, 1, bias=False), nn.BatchNorm2d(widths[0]), nn.ReLU()]
        for before, after, stride in zip(widths, widths[1:], strides):
            layers += [nn.Conv2d(before, before, 3, stride, 1, groups=before, bias=False), nn.BatchNorm2d(before), nn.ReLU()]
            layers += [nn.Conv2d(before, after, 1, bias=False), nn.BatchNorm2d(after), nn.ReLU()]
        self.features = nn.Sequential(*layers)
        self.head = nn.Linear(widths[-1], outputs)

    def forward(self, x):
        return self.head(self.features(x).mean((2, 3)))


class Attention(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)

    def forward(self, x, mask=None):
        tokens, width = x.shape[1], x.shape[2]
        q, k, v = self.qkv(x).chunk(3, dim=-1)
        split = lambda t: t.reshape(-1, tokens, self.heads, width // self.heads).transpose(1, 2)
        scores = split(q) @ split(k).transpose(-1, -2) * (width // self.heads) ** -0.5
        if mask is not None:
            scores = scores + mask
        mixed = scores.softmax(-1) @ split(v)
        return self.out(mixed.transpose(1, 2).reshape(-1, tokens, width))


class TransformerBlock(nn.Module):
    """Normalises before attention and before the MLP, adds after each."""

    def __init__(self, width, heads, ratio=2):
        super().__init__()
        self.norm1 = nn.LayerNorm(width)
        self.attention = Attention(width, heads)
        self.norm2 = nn.LayerNorm(width)
        self.mlp = nn.Sequential(nn.Linear(width, ratio * width), nn.GELU(), nn.Linear(ratio * width, width))

    def forward(self, x, mask=None):
        x = x + self.attention(self.norm1(x), mask)
        return x + self.mlp(self.norm2(x))


class VisionTransformer(nn.Module):
    """Dosovitskiy et al. 2020 in small: learned positions, and a class token or the mean over patches."""

    def __init__(self, outputs=10, patch=4, width=64, depth=4, heads=4, pool="class"):
        super().__init__()
        self.pool = pool
        self.patches = nn.Conv2d(1, width, patch, patch)
        tokens = (28 // patch) ** 2 + (pool == "class")
        if pool == "class":
            self.class_token = nn.Parameter(0.02 * torch.randn(1, 1, width))
        self.positions = nn.Parameter(0.02 * torch.randn(1, tokens, width))
        self.blocks = nn.ModuleList(TransformerBlock(width, heads) for _ in range(depth))
        self.norm = nn.LayerNorm(width)
        self.head = nn.Linear(width, outputs)

    def forward(self, x):
        x = self.patches(x).flatten(2).transpose(1, 2)
        if self.pool == "class":
            x = torch.cat([self.class_token.expand(x.shape[0], -1, -1), x], dim=1)
        x = x + self.positions
        for block in self.blocks:
            x = block(x)
        x = self.norm(x)
        return self.head(x[:, 0] if self.pool == "class" else x.mean(1))


class TextTower(nn.Module):
    """A transformer over whole-word tokens; its embedding is the mean over the tokens that are not padding."""

    def __init__(self, words, outputs=64, length=16, width=64, depth=2, heads=4):
        super().__init__()
        self.words = nn.Embedding(words, width)
        self.positions = nn.Parameter(0.02 * torch.randn(1, length, width))
        self.blocks = nn.ModuleList(TransformerBlock(width, heads) for _ in range(depth))
        self.norm = nn.LayerNorm(width)
        self.projection = nn.Linear(width, outputs, bias=False)

    def forward(self, input_ids, attention_mask):
        there = attention_mask.to(torch.float32)
        mask = (there[:, None, None, :] - 1) * 1e4
        x = self.words(input_ids) + self.positions[:, : input_ids.shape[1]]
        for block in self.blocks:
            x = block(x, mask)
        weights = there[:, :, None]
        return F.normalize(self.projection((self.norm(x) * weights).sum(1) / weights.sum(1)), dim=-1)


class ImageTower(nn.Module):
    """A network whose head is a projection, on the unit sphere."""

    def __init__(self, body):
        super().__init__()
        self.body = body

    def forward(self, pixel_values):
        return F.normalize(self.body(pixel_values), dim=-1)
