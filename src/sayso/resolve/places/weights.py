"""Weights for ranking the places of one name, written by ``python -m training.places``.

Conditional logits over annotated news, first without and then with the rest of the report. Names
are those of ``ranking``; a feature without a weight weighs nothing. See docs/models.md.
"""

PRIOR: dict[str, float] = {
    "area fame": -0.15,
    "fame": 0.54,
    "has a town of its name": -0.26,
    "is admin1": 0.89,
    "is admin2": 0.15,
    "is capital": 0.13,
    "is city": 0.2,
    "is country": -1.03,
    "is region": -0.37,
    "kind differs": -0.26,
    "kind fits": 0.26,
    "name bare": -0.34,
    "name common": 0.96,
    "name other": -1.39,
    "name own": 0.77,
    "not within": -0.51,
    "population": 1.06,
    "spelled alike": 0.99,
    "within": 0.51,
}

COMPANY: dict[str, float] = {
    "area": 3.18,
    "area fame": 0.18,
    "area population": -0.33,
    "country is named": -0.35,
    "country share": 1.56,
    "country unheard": -1.01,
    "fame": 0.32,
    "has a town of its name": 0.22,
    "in a named country": 0.13,
    "is admin1": 1.23,
    "is admin2": -0.21,
    "is capital": 0.22,
    "is city": -0.61,
    "is country": -0.35,
    "is region": -0.29,
    "kind differs": -0.2,
    "kind fits": 0.2,
    "name bare": -0.51,
    "name common": 0.8,
    "name other": -0.97,
    "name own": 0.68,
    "near": 1.4,
    "near an area": 0.25,
    "not within": -0.29,
    "population": 1.23,
    "spelled alike": 0.96,
    "within": 0.29,
}
