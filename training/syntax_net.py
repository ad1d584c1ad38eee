"""The network of syntax, as a torch module: three convolutions over words, and heads."""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn
from torch.nn import functional

from sayso.language.heads import STATE_WIDTH
from sayso.language.syntax_net import ARC_WIDTH, ENTITIES, LABEL_WIDTH, LABELS, TAGS
from sayso.language.syntax_words import LOOKS

WIDTH, INNER, LAYERS = 192, 256, 3
NAMING = 128
"""Width of the head of entities."""
LOOK_WIDTHS = {"norm": 96, "suffix": 48, "shape": 24, "prefix": 16}
LOOK_WIDTH = sum(LOOK_WIDTHS.values())
LONGEST_WAVE = 200.0
"""Words; distances between a word and its head are told apart up to about as many."""


class Convolution(nn.Module):
    """A layer that sees each word with its neighbours (pre-norm, residual)."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(WIDTH)
        self.wide, self.back = nn.Linear(3 * WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.drop = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """(batch, rows, width), and 1 where there is a row."""
        near = with_neighbours(self.norm(x) * mask[..., None])
        out: Tensor = x + self.drop(self.back(functional.gelu(self.wide(near))))
        return out


def with_neighbours(x: Tensor) -> Tensor:
    """Each row with the one before and the one after beside it."""
    before, after = functional.pad(x, (0, 0, 1, 0)), functional.pad(x, (0, 0, 0, 1))
    return torch.cat([before[:, :-1], x, after[:, 1:]], -1)


def turned(x: Tensor) -> Tensor:
    """Vectors of which parts are turned by angles that grow with the row's number.

    So products of two vectors tell how far apart and in which order the rows are (rotary
    positions, Su et al. 2021). Half of the numbers of each vector stay.

    Args:
        x: (batch, rows, vectors, width).
    """
    n = x.shape[-1] // 4
    pace = torch.exp(-torch.arange(n) * (math.log(LONGEST_WAVE) / (n - 1)))
    angle = (torch.cumsum(torch.ones_like(x[..., :1]), 1) - 1) * pace
    cos, sin = angle[:, :, :1].cos(), angle[:, :, :1].sin()
    a, b, rest = x[..., :n], x[..., n : 2 * n], x[..., 2 * n :]
    return torch.cat([a * cos - b * sin, a * sin + b * cos, rest], -1)


class SyntaxNetwork(nn.Module):
    """States and looks of words to what ``sayso.language.syntax_net`` reads.

    Args:
        dropout: Share of the numbers between the layers that training sets to zero.
    """

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        sizes = dict(LOOKS)
        self.looks = nn.ModuleDict(
            {name: nn.Embedding(sizes[name] + 1, width) for name, width in LOOK_WIDTHS.items()}
        )
        for table in self.looks.values():
            nn.init.normal_(table.weight, std=0.3)
        self.meant, self.looking = nn.Linear(STATE_WIDTH, WIDTH), nn.Linear(LOOK_WIDTH, WIDTH)
        self.named = nn.Parameter(torch.zeros(WIDTH))
        self.begin, self.end = nn.LayerNorm(WIDTH), nn.LayerNorm(WIDTH)
        self.layers = nn.ModuleList(Convolution(dropout) for _ in range(LAYERS))
        self.drop = nn.Dropout(dropout)
        self.tags, self.starts = nn.Linear(WIDTH, len(TAGS)), nn.Linear(WIDTH, 1)
        self.dependent, self.head = nn.Linear(WIDTH, ARC_WIDTH), nn.Linear(WIDTH, ARC_WIDTH)
        self.labels = nn.Linear(WIDTH, (2 * LABEL_WIDTH + 1) * len(LABELS))
        self.naming = nn.Linear(WIDTH + 3 * LOOK_WIDTH, NAMING)
        self.spanning = nn.Linear(3 * NAMING, NAMING)
        self.entities = nn.Linear(NAMING, 1 + 2 * len(ENTITIES))

    def _look(self, looks: Tensor, mask: Tensor) -> Tensor:
        """(batch, rows, looks) to the tables' vectors side by side; those of norms are added."""
        found: dict[str, Tensor] = {}
        for n, (name, _) in enumerate(LOOKS):
            vector = self.looks[name](looks[..., n])
            found[name] = found[name] + vector if name in found else vector
        return torch.cat([found[name] for name in LOOK_WIDTHS], -1) * mask[..., None]

    def forward(
        self, states: Tensor, looks: Tensor, names: Tensor, mask: Tensor
    ) -> tuple[Tensor, ...]:
        """Scores: tags, starts, arcs (dependents, then heads), labels, entities.

        Args:
            states: (batch, rows, states' width).
            looks: (batch, rows, looks).
            names: (batch, rows), 1 where only the head of entities sees the looks.
            mask: (batch, rows), 1 where there is a row.
        """
        spelt = self._look(looks, mask)
        hidden = self._look(looks * (1 - names[..., None].long()), mask)
        x = self.looking(self.drop(hidden)) + names[..., None] * self.named
        x = self.begin(x + self.meant(self.drop(states))) * mask[..., None]
        for layer in self.layers:
            x = layer(x, mask)
        x = self.drop(self.end(x)) * mask[..., None]
        near = torch.cat([x, with_neighbours(self.drop(spelt))], -1)
        told = self.drop(functional.gelu(self.naming(near))) * mask[..., None]
        told = self.drop(functional.gelu(self.spanning(with_neighbours(told))))
        arcs = turned(torch.stack([self.dependent(x) / ARC_WIDTH**0.5, self.head(x)], 2)).flatten(2)
        return self.tags(x), self.starts(x), arcs, self.labels(x), self.entities(told)
