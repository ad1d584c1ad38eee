"""The shared encoder as a torch module: a plain post-norm transformer of the BERT family.

One class holds both networks that training needs: all-MiniLM-L6-v2, which ships, and
all-mpnet-base-v2, its teacher, which adds relative position biases (Song et al. 2020, MPNet) to
the same blocks (Devlin et al. 2019, BERT). Both use BERT's uncased vocabulary, the teacher's ids
shifted by four, so that one cut of the text into pieces serves both.
"""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from sayso.language.pieces import FEATURES


@dataclass(frozen=True)
class Shape:
    """Sizes of an encoder."""

    layers: int
    width: int
    heads: int
    inner: int
    vocabulary: int
    positions: int
    eps: float
    relative: bool


MINILM = Shape(6, 384, 12, 1536, 30522, 512, 1e-12, relative=False)
MPNET = Shape(12, 768, 12, 3072, 30527, 514, 1e-5, relative=True)

PUBLISHED = {
    "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db": "all-MiniLM-L6-v2",
    "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658": "all-mpnet-base-v2",
}
"""The files that training starts from, by their sha256."""

# Buckets and reach of MPNet's relative positions (Raffel et al. 2020, T5).
_BUCKETS, _REACH = 32, 128
_MPNET_SHIFT = 4
_MPNET_ENDS = {101: 0, 102: 2, 0: 1}


class Block(nn.Module):
    """Self-attention and a feed-forward net, each with its norm after the sum."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads = shape.heads
        self.qkv = nn.Linear(shape.width, 3 * shape.width)
        self.out = nn.Linear(shape.width, shape.width)
        self.norm1 = nn.LayerNorm(shape.width, eps=shape.eps)
        self.up = nn.Linear(shape.width, shape.inner)
        self.down = nn.Linear(shape.inner, shape.width)
        self.norm2 = nn.LayerNorm(shape.width, eps=shape.eps)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """States (batch, pieces, width) to states; ``bias`` is added to the attention scores."""
        batch, length, width = x.shape
        qkv = self.qkv(x).view(batch, length, 3, self.heads, width // self.heads)
        q, k, v = qkv.permute(2, 0, 3, 1, 4)
        if torch.onnx.is_in_onnx_export():
            scores = q @ k.transpose(-1, -2) / math.sqrt(width // self.heads) + bias
            y = scores.softmax(-1) @ v
        else:
            y = functional.scaled_dot_product_attention(q, k, v, attn_mask=bias.to(q.dtype))
        y = y.transpose(1, 2).reshape(batch, length, width)
        x = self.norm1(x + self.drop(self.out(y)))
        return self.norm2(x + self.drop(self.down(functional.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Pieces to states, with a learnt vector added for each piece's surface feature."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.words = nn.Embedding(shape.vocabulary, shape.width)
        self.positions = nn.Embedding(shape.positions, shape.width)
        self.features = nn.Embedding(FEATURES, shape.width)
        nn.init.zeros_(self.features.weight)
        self.norm = nn.LayerNorm(shape.width, eps=shape.eps)
        self.drop = nn.Dropout(0.1)
        self.blocks = nn.ModuleList(Block(shape) for _ in range(shape.layers))
        if shape.relative:
            self.relative = nn.Embedding(_BUCKETS, shape.heads)

    def forward(self, ids: Tensor, features: Tensor, mask: Tensor) -> Tensor:
        """States of (batch, pieces); ids are BERT's, ``mask`` is 1 at pieces and 0 at padding."""
        if self.shape.relative:
            ids = _mpnet_ids(ids)
        at = torch.arange(ids.shape[1], device=ids.device)
        shift = 2 if self.shape.relative else 0
        x = self.words(ids) + self.positions(at + shift) + self.features(features)
        x = self.drop(self.norm(x))
        bias = (1.0 - mask[:, None, None, :].to(x.dtype)) * -1e4
        if self.shape.relative:
            near = self.relative(_buckets(at[None, :] - at[:, None]))
            bias = bias + near.permute(2, 0, 1)[None]
        for block in self.blocks:
            x = block(x, bias)
        return x


def _mpnet_ids(ids: Tensor) -> Tensor:
    out = ids + _MPNET_SHIFT
    for theirs, ours in _MPNET_ENDS.items():
        out = torch.where(ids == theirs, ours, out)
    return out


def _buckets(distance: Tensor) -> Tensor:
    half = _BUCKETS // 2
    side = (distance > 0).long() * half
    n = distance.abs()
    exact = half // 2
    far = exact + (
        torch.log(n.float().clamp(min=1) / exact) / math.log(_REACH / exact) * (half - exact)
    ).long().clamp(max=half - 1 - exact)
    return side + torch.where(n < exact, n, far)


def load(path: Path) -> Encoder:
    """The published weights of either network, from its safetensors file.

    Raises:
        ValueError: The file is none of the two that are known by their hash.
    """
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    if digest not in PUBLISHED:
        raise ValueError(
            f"{path}: its sha256 {digest} is that of no published encoder; see docs/howto-train.md"
        )
    raw = load_file(path)
    shape = MPNET if any("relative_attention_bias" in k for k in raw) else MINILM
    net = Encoder(shape)
    state = net.state_dict()
    layer = "encoder.layer.{}."
    q, k, v, o, n1 = (
        ("attention.attn.q", "attention.attn.k", "attention.attn.v", "attention.attn.o",
         "attention.LayerNorm")
        if shape.relative
        else ("attention.self.query", "attention.self.key", "attention.self.value",
              "attention.output.dense", "attention.output.LayerNorm")
    )  # fmt: skip
    state["words.weight"] = raw["embeddings.word_embeddings.weight"]
    state["positions.weight"] = raw["embeddings.position_embeddings.weight"]
    if not shape.relative:
        # one segment only: its vector is a constant
        state["positions.weight"] = (
            state["positions.weight"] + raw["embeddings.token_type_embeddings.weight"][0]
        )
    else:
        state["relative.weight"] = raw["encoder.relative_attention_bias.weight"]
    for kind in ("weight", "bias"):
        state[f"norm.{kind}"] = raw[f"embeddings.LayerNorm.{kind}"]
        for i in range(shape.layers):
            theirs = layer.format(i)
            ours = f"blocks.{i}."
            state[f"{ours}qkv.{kind}"] = torch.cat([raw[f"{theirs}{x}.{kind}"] for x in (q, k, v)])
            state[f"{ours}out.{kind}"] = raw[f"{theirs}{o}.{kind}"]
            state[f"{ours}norm1.{kind}"] = raw[f"{theirs}{n1}.{kind}"]
            state[f"{ours}up.{kind}"] = raw[f"{theirs}intermediate.dense.{kind}"]
            state[f"{ours}down.{kind}"] = raw[f"{theirs}output.dense.{kind}"]
            state[f"{ours}norm2.{kind}"] = raw[f"{theirs}output.LayerNorm.{kind}"]
    net.load_state_dict(state)
    return net
