"""The network that finds place names, as a torch module: two layers on the encoder's states."""

from __future__ import annotations

from dataclasses import replace

import torch
from torch import Tensor, nn

from sayso.extract.toponyms.known import NAMES
from sayso.extract.toponyms.tagger import TAGS, WHERE_WIDTH
from training.encoder import MINILM, Block, Encoder

LAYERS = 2
INNER = 96


class PlaceNetwork(nn.Module):
    """States and what is known of the words, to tags and to links between events and places.

    Args:
        dropout: Share of the numbers between the layers that training sets to zero.
    """

    def __init__(self, dropout: float = 0.15) -> None:
        super().__init__()
        shape = replace(MINILM, layers=LAYERS)
        width = shape.width
        self.known = nn.Linear(len(NAMES), width)
        self.mixed = nn.Sequential(nn.Linear(len(NAMES), INNER), nn.GELU(), nn.Linear(INNER, width))
        self.norm = nn.LayerNorm(width)
        self.blocks = nn.ModuleList(Block(shape) for _ in range(LAYERS))
        for block in self.blocks:
            block.drop = nn.Dropout(dropout)
        self.drop = nn.Dropout(dropout)
        self.tags = nn.Linear(width + len(NAMES), len(TAGS))
        self.where = nn.Linear(width, 2 * WHERE_WIDTH)
        nn.init.normal_(self.known.weight, std=0.02)
        nn.init.zeros_(self.mixed[2].weight)
        nn.init.zeros_(self.mixed[2].bias)

    def forward(self, states: Tensor, known: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """(batch, pieces, …) to scores of tags, and to a query and a key of each piece."""
        x = self.norm(states + self.known(known) + self.mixed(known))
        bias = (1.0 - mask[:, None, None, :].to(x.dtype)) * -1e4
        for block in self.blocks:
            x = block(x, bias)
        x = self.drop(x)
        return self.tags(torch.cat([x, known], -1)), self.where(x)

    def begin_from(self, encoder: Encoder) -> None:
        """Take the encoder's last layers, which go on from the same states."""
        for mine, theirs in zip(self.blocks, encoder.blocks[-LAYERS:], strict=True):
            mine.load_state_dict(theirs.state_dict())


class Exported(nn.Module):
    """The network as it ships: probabilities of tags, and links whose products are logits."""

    def __init__(self, net: PlaceNetwork) -> None:
        super().__init__()
        self.net = net

    def forward(self, states: Tensor, known: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """As :class:`PlaceNetwork`."""
        tags, where = self.net(states, known, mask)
        return tags.softmax(-1), where / WHERE_WIDTH**0.25
