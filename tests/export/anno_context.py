"""The terms of the W3C's Web Annotation context that we use, written down from the Web Annotation
Vocabulary (Recommendation of 23 February 2017), so that nothing is fetched."""

from __future__ import annotations

from typing import Any

OA = "http://www.w3.org/ns/oa#"
AS = "http://www.w3.org/ns/activitystreams#"
DCTERMS = "http://purl.org/dc/terms/"
FOAF = "http://xmlns.com/foaf/0.1/"

_TYPES = ("Annotation", "SpecificResource", "TextualBody", "TextQuoteSelector",
          "TextPositionSelector", "TimeState", "Motivation")  # fmt: skip
_MOTIVES = ("assessing", "classifying", "describing", "identifying", "linking", "tagging")

CONTEXT: dict[str, Any] = {
    "id": "@id",
    "type": "@type",
    **{name: f"{OA}{name}" for name in (*_TYPES, *_MOTIVES)},
    "Person": f"{FOAF}Person",
    "Software": f"{AS}Application",
    "body": {"@id": f"{OA}hasBody", "@type": "@id"},
    "target": {"@id": f"{OA}hasTarget", "@type": "@id"},
    "source": {"@id": f"{OA}hasSource", "@type": "@id"},
    "selector": {"@id": f"{OA}hasSelector", "@type": "@id"},
    "state": {"@id": f"{OA}hasState", "@type": "@id"},
    "cached": {"@id": f"{OA}cachedSource", "@type": "@id"},
    "motivation": {"@id": f"{OA}motivatedBy", "@type": "@vocab"},
    "purpose": {"@id": f"{OA}hasPurpose", "@type": "@vocab"},
    "creator": {"@id": f"{DCTERMS}creator", "@type": "@id"},
    "generator": {"@id": f"{AS}generator", "@type": "@id"},
    "created": {
        "@id": f"{DCTERMS}created",
        "@type": "http://www.w3.org/2001/XMLSchema#dateTime",
    },
    "name": f"{FOAF}name",
    "nickname": f"{FOAF}nick",
    "value": "http://www.w3.org/1999/02/22-rdf-syntax-ns#value",
    "format": "http://purl.org/dc/elements/1.1/format",
    "exact": f"{OA}exact",
    "prefix": f"{OA}prefix",
    "suffix": f"{OA}suffix",
    "start": {
        "@id": f"{OA}start",
        "@type": "http://www.w3.org/2001/XMLSchema#nonNegativeInteger",
    },
    "end": {"@id": f"{OA}end", "@type": "http://www.w3.org/2001/XMLSchema#nonNegativeInteger"},
}
