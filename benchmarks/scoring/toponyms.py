"""Toponyms: spans, and how far from the right place on earth.

Recognition by exact and overlapping span; resolution as accuracy within 161 km (100 miles), for
what was recognised and end to end, mean and median distance, and the normalised area under the
sorted logarithms of the distances (Jurgens et al. 2015; Gritta et al. 2018). The same GeoNames
record counts as no distance: gazetteers put centres differently.
"""

from __future__ import annotations

import itertools
import math
import statistics
from collections.abc import Sequence

from benchmarks.scoring.basic import Figures, Row, Tally, by_id, pair_spans, percent

NEAR_KM = 161
HALF_EARTH_KM = 20_039.0
EARTH_DIAMETER_KM = 12_742
# GeoWebNews marks what kind of toponym it is; these are the two kinds that count as toponyms.
LITERAL = {"Literal", "Literal_Modifier", "Mixed", "Coercion", "Embedded_Literal"}
ASSOCIATIVE = {
    *("Metonymic", "Demonym", "Homonym", "Language", "Non_Literal_Modifier", "Embedded_Non_Lit"),
}


def distance_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance of two (latitude, longitude) pairs in degrees."""
    (la, lo), (lb, mo) = ((math.radians(x), math.radians(y)) for x, y in (a, b))
    half = (math.sin((lb - la) / 2)) ** 2
    half += math.cos(la) * math.cos(lb) * math.sin((mo - lo) / 2) ** 2
    return EARTH_DIAMETER_KM * math.asin(math.sqrt(min(1.0, max(0.0, half))))


def area_under_curve(distances: Sequence[float]) -> float | None:
    """0 is best, 1 is always half the earth away."""
    if len(distances) < 2:
        return None
    logs = sorted(math.log(d + 1) for d in distances)
    area = sum((a + b) / 2 for a, b in itertools.pairwise(logs))
    return area / (math.log(HALF_EARTH_KM) * (len(logs) - 1))


def score(gold: Sequence[Row], predicted: Sequence[Row]) -> Figures:
    """Score rows with ``toponyms`` of ``start``, ``end``, ``lat``, ``lon``, ``geonameid``."""
    exact, overlapping = Tally(), Tally()
    distances: list[float] = []
    with_coordinates = wanted_country = right_country = 0
    answers = by_id(predicted)
    for row in gold:
        g = [t for t in row["toponyms"] if t.get("type") in {None, *LITERAL, *ASSOCIATIVE}]
        p = answers.get(row["doc_id"], {}).get("toponyms", [])
        spans = {(t["start"], t["end"]) for t in g} & {(t["start"], t["end"]) for t in p}
        exact.add(len(spans), len(p), len(g))
        pairs = dict(pair_spans(g, p, relative=True))
        overlapping.add(len(pairs), len(p), len(g))
        for i, toponym in enumerate(g):
            if toponym.get("lat") is None:
                continue
            with_coordinates += 1
            wanted_country += bool(toponym.get("country"))
            answer = p[pairs[i]] if i in pairs else {}
            if answer.get("lat") is not None:
                distances.append(_error(toponym, answer))
                same = toponym.get("country") and answer.get("country") == toponym["country"]
                right_country += bool(same)
    near = sum(d <= NEAR_KM for d in distances)
    rest = [HALF_EARTH_KM] * (with_coordinates - len(distances))
    return {
        "exact": exact.figures(),
        "overlap": overlapping.figures(),
        "near_end_to_end": percent(near / with_coordinates) if with_coordinates else None,
        "near_matched": percent(near / len(distances)) if distances else None,
        "country_end_to_end": percent(right_country / wanted_country) if wanted_country else None,
        "median_km": round(statistics.median(distances), 1) if distances else None,
        "mean_km": round(statistics.mean(distances), 1) if distances else None,
        "auc_matched": _rounded(area_under_curve(distances)),
        "auc_end_to_end": _rounded(area_under_curve([*distances, *rest])),
        "toponyms": int(exact.gold),
        "with_coordinates": with_coordinates,
        "resolved": len(distances),
    }


def _error(gold: Row, predicted: Row) -> float:
    same = gold.get("geonameid") and str(gold["geonameid"]) == str(predicted.get("geonameid"))
    if same:
        return 0.0
    return distance_km((gold["lat"], gold["lon"]), (predicted["lat"], predicted["lon"]))


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
