"""Weights for ranking the places of a name, by ``python -m training.places``.

Conditional logits over annotated news, first without and then with the rest of the report. Names
are those of ``ranking``; a feature without a weight weighs nothing. See docs/models.md.
"""

PRIOR: dict[str, float] = {
    "area fame": -0.06,
    "area population": -0.05,
    "fame": 0.51,
    "has a town of its name": -0.28,
    "is admin1": 0.97,
    "is admin2": 0.16,
    "is capital": 0.1,
    "is city": 0.14,
    "is country": -1.02,
    "is region": -0.37,
    "kind differs": -0.28,
    "kind fits": 0.28,
    "name bare": -0.39,
    "name common": 0.91,
    "name other": -1.26,
    "name own": 0.74,
    "not within": -0.52,
    "population": 1.07,
    "spelled alike": 0.99,
    "within": 0.52,
}

COMPANY: dict[str, float] = {
    "area": 3.23,
    "area fame": 0.31,
    "area population": -0.38,
    "country is named": -0.36,
    "country share": 1.62,
    "country unheard": -0.94,
    "fame": 0.32,
    "has a town of its name": 0.23,
    "in a named country": 0.13,
    "is admin1": 1.31,
    "is admin2": -0.17,
    "is capital": 0.15,
    "is city": -0.66,
    "is country": -0.36,
    "is region": -0.28,
    "kind differs": -0.13,
    "kind fits": 0.13,
    "name bare": -0.53,
    "name common": 0.78,
    "name other": -0.91,
    "name own": 0.66,
    "near": 1.41,
    "near an area": 0.22,
    "not within": -0.32,
    "population": 1.21,
    "spelled alike": 0.98,
    "within": 0.32,
}
