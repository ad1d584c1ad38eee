"""What is marked in the text of a report: annotations and relations, as annotation tools know them.

One walk over a report's record serves Web Annotations, spaCy's DocBin, CoNLL-U Plus, brat and
doccano, so that all of them mark the same words under the same paths.
"""

from __future__ import annotations

from sayso.export.annotations.model import (
    LAYERS,
    Annotated,
    Annotation,
    Layer,
    LeftOut,
    Relation,
    Value,
)
from sayso.export.annotations.walk import annotated

__all__ = [
    "LAYERS",
    "Annotated",
    "Annotation",
    "Layer",
    "LeftOut",
    "Relation",
    "Value",
    "annotated",
]
