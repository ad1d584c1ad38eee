"""What is read off the encoder's states. Every head is a small layer on the same states."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from sayso.language.heads import EVENTS_WIDTH, LEVELS, LINK_WIDTH, TAGS
from training.encoder import Encoder


class Network(nn.Module):
    """The encoder with its heads.

    ``tags``: for each nesting level of statements, a score for each tag of each piece.
    ``links``: vectors whose products say which cue a piece of content belongs to (a query a
    level, one key) and which source a cue has (one query, one key).
    ``events``: the heads of events, laid out as ``sayso.language.heads`` says.
    """

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder
        width = encoder.shape.width
        self.drop = nn.Dropout(0.1)
        self.tags = nn.Linear(width, LEVELS * len(TAGS))
        self.links = nn.Linear(width, (LEVELS + 3) * LINK_WIDTH)
        self.events = nn.Linear(width, EVENTS_WIDTH)
        self.nothing = nn.Parameter(torch.zeros(2))

    def forward(self, ids: Tensor, features: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Tag scores, link vectors and scores of events, each (batch, pieces, …)."""
        states = self.drop(self.encoder(ids, features, mask))
        return self.tags(states), self.links(states), self.events(states)


LAYER = 3
"""The layer whose states the finder of place names goes on from, counted from 0. Of 3 and 5 the
better by 1 to 2 points."""


class WithStates(nn.Module):
    """The network as it ships: its outputs, and the states of a middle layer."""

    def __init__(self, net: Network) -> None:
        super().__init__()
        self.net = net

    def forward(self, ids: Tensor, features: Tensor, mask: Tensor) -> tuple[Tensor, ...]:
        """Outputs of :class:`Network`, then states, each (batch, pieces, …)."""
        kept: list[Tensor] = []
        block = self.net.encoder.blocks[LAYER]
        hook = block.register_forward_hook(lambda _m, _i, out: kept.append(out))
        out = self.net(ids, features, mask)
        hook.remove()
        return (*out, kept[0])


def pointer_scores(links: Tensor) -> tuple[Tensor, Tensor]:
    """Scores of pieces as the cue of a piece of content, by level, and as the source of a cue.

    Args:
        links: (batch, pieces, (levels + 3) × width).

    Returns:
        (batch, levels, pieces, pieces) and (batch, pieces, pieces); rows ask, columns answer.
        Column 0, the window's first piece, stands for "none here".
    """
    batch, length, _ = links.shape
    parts = links.view(batch, length, LEVELS + 3, LINK_WIDTH).float() / LINK_WIDTH**0.25
    content, cue_key = parts[:, :, :LEVELS], parts[:, :, LEVELS]
    cue, source_key = parts[:, :, LEVELS + 1], parts[:, :, LEVELS + 2]
    to_cue = torch.einsum("bqlw,bkw->blqk", content, cue_key)
    return to_cue, cue @ source_key.transpose(1, 2)
