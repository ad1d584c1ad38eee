"""Weights for ranking the places of one name.

Conditional logits fitted on annotated news (788 articles of local and world papers), first without
and then with the rest of the report. Names are those of ``place_ranking``; a feature without a
weight weighs nothing.
"""

PRIOR: dict[str, float] = {
    "area fame": -0.5,
    "area population": 0.06,
    "fame": 0.72,
    "is admin1": 0.78,
    "is admin2": -0.08,
    "is capital": -0.26,
    "is city": -0.18,
    "is country": -1.46,
    "is region": 1.06,
    "is water": 0.15,
    "kind differs": -0.34,
    "kind fits": 0.34,
    "name bare": -0.58,
    "name common": 0.56,
    "name other": -1.3,
    "name own": 1.32,
    "not within": -1.5,
    "population": 0.93,
    "within": 1.5,
}

COMPANY: dict[str, float] = {
    "area": 3.12,
    "area fame": -0.2,
    "area population": -0.2,
    "country is named": -0.54,
    "country share": 1.26,
    "country unheard": -1.31,
    "fame": 0.52,
    "in a named country": -0.07,
    "is admin1": 1.14,
    "is admin2": -0.31,
    "is capital": -0.22,
    "is city": -1.02,
    "is country": -0.54,
    "is region": 0.8,
    "is water": 0.15,
    "kind differs": -0.27,
    "kind fits": 0.27,
    "name bare": -0.72,
    "name common": 0.39,
    "name other": -1.0,
    "name own": 1.33,
    "near": 1.3,
    "not within": -0.89,
    "population": 1.02,
    "within": 0.89,
}
