"""Training loops: a classifier by cross-entropy, a pair of towers by contrast."""

import hashlib
import math
import time

import torch
from captions import VOCABULARY, all_captions, tokens, TEMPLATES
from entries import EMBEDDING, FORK_EPOCH
from fashion import BATCH, batches
from networks import ImageTower, TextTower
from torch import nn
from torch.nn import functional as F

WARM_UP = 0.1
LARGEST_SCALE = math.log(100)
# Added to the seed of a fork's data order once it leaves its origin.
OTHER_ORDER = 100


class TwoTowers(nn.Module):
    """Radford et al. 2021 in small: images and captions on one unit sphere, and the scale of their products."""

    def __init__(self, body):
        super().__init__()
        self.image = ImageTower(body)
        self.text = TextTower(len(VOCABULARY), EMBEDDING)
        self.log_scale = nn.Parameter(torch.tensor(math.log(1 / 0.07)))

    def class_embeddings(self):
        """C × d: the mean over the templates, back on the sphere."""
        embeds = self.text(*tokens(all_captions())).reshape(-1, len(TEMPLATES), EMBEDDING)
        return F.normalize(embeds.mean(1), dim=-1)

    def forward(self, images):
        """Zero-shot logits."""
        return self.log_scale.exp() * self.image(images) @ self.class_embeddings().T


def classification_loss(network, images, labels, generator):
    return F.cross_entropy(network(images).float(), labels)


def contrastive_loss(towers, images, labels, generator):
    """Each image draws a caption of its class; every caption of the same class is as right as its own."""
    drawn = labels * len(TEMPLATES) + torch.randint(len(TEMPLATES), labels.shape, generator=generator)
    used, caption = torch.unique(drawn, return_inverse=True)
    ids, mask = tokens([all_captions()[i] for i in used.tolist()])
    texts = towers.text(ids, mask)[caption].float()
    logits = towers.log_scale.exp() * towers.image(images).float() @ texts.T
    right = (labels[:, None] == labels[None, :]).float()
    right = right / right.sum(1, keepdim=True)
    return (F.cross_entropy(logits, right) + F.cross_entropy(logits.T, right)) / 2


def train(entry, images, labels):
    """The trained network, the fingerprint of its weights at the fork, and the minutes it took."""
    torch.manual_seed(entry.seed)
    network = TwoTowers(entry.network()) if entry.family == "vlm" else entry.network()
    network = network.to(memory_format=torch.channels_last)
    loss_of = contrastive_loss if entry.family == "vlm" else classification_loss
    optimizer, rate = optimizer_of(entry, network)
    generator = torch.Generator().manual_seed(entry.seed)
    steps, step, started, fork_point = entry.epochs * (len(images) // BATCH), 0, time.time(), None
    for epoch in range(entry.epochs):
        order_seed = entry.seed + (OTHER_ORDER if entry.fork_of and epoch >= FORK_EPOCH else 0)
        network.train()
        total = 0.0
        for x, y in batches(images, labels, order_seed, epoch):
            for group in optimizer.param_groups:
                group["lr"] = rate * schedule(step / steps)
            with torch.autocast("cpu", torch.bfloat16):
                loss = loss_of(network, x.contiguous(memory_format=torch.channels_last), y, generator)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            if entry.family == "vlm":
                network.log_scale.data.clamp_(max=LARGEST_SCALE)
            total += loss.item()
            step += 1
        if epoch + 1 == FORK_EPOCH:
            fork_point = fingerprint(network)
        done = f"{entry.name}: epoch {epoch + 1}/{entry.epochs}, loss {total / (len(images) // BATCH):.4f}"
        print(f"{done}, {(time.time() - started) / 60:.1f} minutes", flush=True)
    return network.eval(), fork_point, (time.time() - started) / 60


def optimizer_of(entry, network):
    """Norms and biases do not decay."""
    decayed = [p for p in network.parameters() if p.ndim > 1]
    others = [p for p in network.parameters() if p.ndim <= 1]
    sgd = entry.optimizer == "sgd"
    groups = [dict(params=decayed, weight_decay=5e-4 if sgd else 0.05), dict(params=others, weight_decay=0.0)]
    if sgd:
        return torch.optim.SGD(groups, lr=0.1, momentum=0.9, nesterov=True), 0.1
    return torch.optim.AdamW(groups, lr=2e-3), 2e-3


def schedule(part):
    """A linear rise, then half a cosine down to zero."""
    if part < WARM_UP:
        return part / WARM_UP
    return 0.5 * (1 + math.cos(math.pi * (part - WARM_UP) / (1 - WARM_UP)))


def fingerprint(network):
    """SHA-256 of all weights, to prove that a fork and its origin were one."""
    digest = hashlib.sha256()
    for name, value in sorted(network.state_dict().items()):
        digest.update(name.encode())
        digest.update(value.contiguous().numpy().tobytes())
    return digest.hexdigest()


@torch.no_grad()
def evaluate(network, images, labels):
    """Accuracy and mean cross-entropy in nats."""
    logits = torch.cat([network(part) for part in images.split(500)])
    return (logits.argmax(1) == labels).float().mean().item(), F.cross_entropy(logits, labels).item()
