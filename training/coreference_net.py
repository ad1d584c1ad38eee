"""The network of mentions as torch modules: layers on the encoder's states, a scorer of pairs."""

from __future__ import annotations

from dataclasses import replace

import torch
from torch import Tensor, nn
from torch.nn import functional

from sayso.linking.mentions.layout import (
    DOCUMENT_FEATURES,
    HEADS,
    KEY,
    KNOWN,
    MEANING,
    MENTION_FEATURES,
    SHALLOW,
    SLICES,
    STATE,
    WIDTH,
)
from training.encoder import MINILM, Block, Encoder


class MentionNetwork(nn.Module):
    """States and what is known of pieces, to the parts of ``mentions.layout.WIDTHS``.

    Args:
        layers: Transformer layers.
        dropout: Share of the numbers between the layers that training sets to zero.
    """

    def __init__(self, layers: int = 2, dropout: float = 0.15) -> None:
        super().__init__()
        shape = replace(MINILM, layers=layers)
        self.known = nn.Linear(len(KNOWN), shape.width)
        self.norm = nn.LayerNorm(shape.width)
        self.blocks = nn.ModuleList(Block(shape) for _ in range(layers))
        for block in self.blocks:
            block.drop = nn.Dropout(dropout)
        self.drop = nn.Dropout(dropout)
        self.out = nn.Linear(shape.width + len(KNOWN), WIDTH - STATE)
        self.register_buffer("centre", torch.zeros(STATE))
        self.register_buffer("spread", torch.ones(STATE))
        nn.init.normal_(self.known.weight, std=0.02)

    def forward(self, states: Tensor, known: Tensor, mask: Tensor) -> Tensor:
        """(batch, pieces, …) to (batch, pieces, WIDTH)."""
        x = self.norm(states + self.known(known))
        bias = (1.0 - mask[:, None, None, :].to(x.dtype)) * -1e4
        for block in self.blocks:
            x = block(x, bias)
        plain = (states - self.centre) / self.spread
        return torch.cat([self.out(torch.cat([self.drop(x), known], -1)).float(), plain], -1)

    def begin_from(self, encoder: Encoder) -> None:
        """Take the encoder's last layers, which go on from the same states."""
        for mine, theirs in zip(self.blocks, encoder.blocks[-len(self.blocks) :], strict=True):
            mine.load_state_dict(theirs.state_dict())


class PairScorer(nn.Module):
    """What is known of two mentions, to how likely they name one happening.

    Two scorers look at it, and the mean of what they say counts. One sees each number of the
    vectors of meaning, which tells kinds of happenings apart that it has learnt; the other only
    how alike the vectors are, which carries over to kinds that it has not.

    Args:
        dropout: Share of numbers that training sets to zero.
    """

    def __init__(self, dropout: float = 0.25) -> None:
        super().__init__()
        self.document = nn.Sequential(nn.Linear(DOCUMENT_FEATURES, 32), nn.GELU(), nn.Linear(32, 1))
        self.close = _scorer(DOCUMENT_FEATURES + 1 + MENTION_FEATURES - SHALLOW, dropout)
        self.shallow = _scorer(DOCUMENT_FEATURES + 1 + MENTION_FEATURES - 2 * MEANING, dropout)

    def forward(self, reports: Tensor, mentions: Tensor) -> tuple[Tensor, Tensor]:
        """Features of the two reports and of the two mentions, a row each, to logits.

        The first, (pairs, 2), say that the mentions name one happening, the second, (pairs,), that
        the reports share one.
        """
        both = self.document(reports)
        cut = MENTION_FEATURES - 2 * MEANING
        shared, meant = mentions[:, : cut - SHALLOW], mentions[:, cut:]
        close = self.close(torch.cat([reports, both, shared, meant], -1))
        shallow = self.shallow(torch.cat([reports, both, mentions[:, :cut]], -1))
        return torch.cat([close, shallow], -1), both[..., 0]


def _scorer(width: int, dropout: float) -> nn.Sequential:
    return nn.Sequential(
        nn.Dropout(dropout),
        nn.Linear(width, 256),
        nn.GELU(),
        nn.Dropout(dropout),
        nn.Linear(256, 64),
        nn.GELU(),
        nn.Dropout(dropout),
        nn.Linear(64, 1),
    )


def attended(out: Tensor, mentions: Tensor, apart: Tensor) -> Tensor:
    """How much each mention looks at each piece of its report.

    Args:
        out: (pieces, WIDTH) of the report.
        mentions: (mentions, WIDTH), the means over each mention's pieces.
        apart: (mentions, pieces, APART).

    Returns:
        (mentions, HEADS, pieces), which sum to less than 1: a mention may look at nothing.
    """
    query = mentions[:, SLICES["query"]].reshape(-1, HEADS, KEY)
    key = out[:, SLICES["key"]].reshape(-1, HEADS, KEY)
    reach = mentions[:, SLICES["reach"]].reshape(len(mentions), HEADS, -1)
    scores = torch.einsum("mhk,phk->mhp", query, key) / KEY**0.5
    scores = scores + torch.einsum("mha,mpa->mhp", reach, apart) + out[:, SLICES["lean"]].T[None]
    return torch.cat([scores, torch.zeros_like(scores[:, :, :1])], -1).softmax(-1)[:, :, :-1]


def topical(out: Tensor) -> Tensor:
    """How much each piece is what the report is about: (DOCUMENT_HEADS, pieces)."""
    return out[:, SLICES["topical"]].softmax(0).T


def meaning(vectors: Tensor) -> Tensor:
    """Vectors of one mean size."""
    return functional.layer_norm(vectors, (vectors.shape[-1],))


class Exported(nn.Module):
    """The scorer as it ships: how likely two mentions name one happening."""

    def __init__(self, scorer: PairScorer) -> None:
        super().__init__()
        self.scorer = scorer

    def forward(self, reports: Tensor, mentions: Tensor) -> Tensor:
        """Features of pairs, a row each, to (pairs,)."""
        return self.scorer(reports, mentions)[0].sigmoid().mean(-1)
