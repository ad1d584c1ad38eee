"""The recipes learn from a handful of sentences; no data set is needed."""

from __future__ import annotations

import json
import math
import runpy
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sayso.extract.toponyms import find_toponyms
from sayso.extract.toponyms import weights as finder_weights
from sayso.gazetteer import Gazetteer
from training import corpora, finder, held_out, places, ranker, toponyms
from training.finder import FinderExamples
from training.logits import Choice, conditional, logistic

# Name, latitude, longitude, GeoNames id.
KHARKIV = ("Kharkiv", 49.98, 36.25, "706483")
LVIV = ("Lviv", 49.84, 24.02, "702550")
MOSUL = ("Mosul", 36.34, 43.12, "99072")
TIKRIT = ("Tikrit", 34.62, 43.68, "90150")
KANO = ("Kano", 12.00, 8.52, "2335204")
JOS = ("Jos", 9.92, 8.89, "2335953")
GOMA = ("Goma", -1.68, 29.22, "216281")
QUETTA = ("Quetta", 30.18, 66.99, "1167528")
Place = tuple[str, float, float, str]
SENTENCES: list[tuple[str, list[Place]]] = [
    ("A bomb exploded in Kharkiv on Monday, officer Alma Kent said.", [KHARKIV]),
    ("Trains between Lviv and Kharkiv stood still, Mr Jordan told the Tribune.", [LVIV, KHARKIV]),
    ("Soldiers entered Mosul after a week of shelling, Captain Florence said.", [MOSUL]),
    ("Residents of Tikrit fled to Mosul, Ms Victoria Marsh wrote.", [TIKRIT, MOSUL]),
    ("Gunmen attacked a market in Kano, said Chelsea Brook of the Red Cross.", [KANO]),
    ("Two died in Jos and three in Kano, Dr Houston said.", [JOS, KANO]),
    ("Rebels shelled the town of Goma, said Colonel Austin Reed.", [GOMA]),
    ("Police in Quetta found the bodies, Judge Lincoln said.", [QUETTA]),
    ("Florence and Jordan were charged on Friday, their lawyer Sydney Hale said.", []),
    ("The Commission met Madison Cole and Mr Paris on Tuesday.", []),
]
EVENTS = [
    ("Troops killed four men in Tikrit on Sunday.", "Tikrit"),
    ("A mine killed a farmer near Jos.", "Jos"),
]


def annotated(number: int, text: str, named: list[Place]) -> dict[str, Any]:
    rows = []
    for name, lat, lon, geonameid in named:
        start = text.index(name)
        row = {"start": start, "end": start + len(name), "lat": lat, "lon": lon}
        rows.append({**row, "geonameid": geonameid, "type": "Literal"})
    return {"doc_id": f"d{number}", "text": text, "toponyms": rows}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Path]:
    folder = tmp_path_factory.mktemp("data")
    documents = [annotated(n, text, named) for n, (text, named) in enumerate(SENTENCES)]
    events = []
    for n, (text, name) in enumerate(EVENTS):
        at = {"start": text.index(name), "end": text.index(name) + len(name)}
        events.append({"doc_id": f"e{n}", "text": text, "event_locations": [at]})
    out = []
    for name, data in (("lgl", documents[::2]), ("gwn", documents[1::2]), ("events", events)):
        path = folder / f"{name}.jsonl"
        path.write_text("".join(json.dumps(row) + "\n" for row in data), encoding="utf-8")
        out.append(path)
    return out[0], out[1], out[2]


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer()


def test_a_fitted_finder_finds_the_place_in_a_sentence_it_has_not_seen(
    files: tuple[Path, Path, Path], gazetteer: Gazetteer
) -> None:
    data = corpora.load(*files)
    found = finder.fit(FinderExamples.of(data, gazetteer))
    assert all(math.isfinite(w) for w in [*found.cased.values(), *found.upper.values()])
    text = "A bomb exploded in Baidoa on Monday, said Mr Jordan."
    row = {"doc_id": "new", "text": text, "toponyms": []}
    (new,) = corpora.parsed("lgl", [row])
    before = dict(finder_weights.WEIGHTS)
    with held_out.in_use(finder.FinderWeights({}, {})):
        # Without weights nothing tells a name from a place: all are as likely as not.
        assert len(find_toponyms(new.parse, gazetteer)) > 1
    with held_out.in_use(found):
        mentions = find_toponyms(new.parse, gazetteer)
    assert [new.parse.words(m.span) for m in mentions] == ["Baidoa"]
    assert before == finder_weights.WEIGHTS


def test_held_out_documents_are_not_fitted_on(
    files: tuple[Path, Path, Path], gazetteer: Gazetteer
) -> None:
    data = corpora.load(*files, upper=False)
    examples = FinderExamples.of(data, gazetteer)
    without = [e for e in examples.cased if e.document != "d2"]
    assert len(without) < len(examples.cased)
    fitted = finder.fit(FinderExamples(examples.cased, examples.cased), ["d2"])
    assert fitted == finder.fit(FinderExamples(without, without))
    some = [d for d in data.cased if d.id not in ("d2", "d3")]
    assert len(some) == len(data.cased) - 2
    ranked = ranker.fit(data.cased, gazetteer, ["d2", "d3"])
    assert ranked == ranker.fit(some, gazetteer)


def test_folds_hold_every_document_out_once() -> None:
    ids = [f"d{n}" for n in range(23)]
    parts = held_out.folds(ids, 5)
    assert sorted(i for part in parts for i in part) == sorted(ids)
    assert {len(part) for part in parts} == {4, 5}
    assert parts == held_out.folds(reversed(ids), 5)


def test_what_counts_as_right() -> None:
    """A hit on a toponym of another kind is no mistake, one on what is no toponym is."""
    text = "Kharkiv, Lviv, Mosul and Tikrit."
    row = annotated(1, text, [KHARKIV, LVIV, MOSUL, TIKRIT])
    row["toponyms"][1] |= {"type": "Metonymic"}
    row["toponyms"][2] |= {"type": "Non_Toponym", "lat": None, "lon": None}
    (document,) = corpora.parsed("gwn", [row])
    # Kharkiv is right, Lviv another kind's, Mosul no toponym, Tikrit put where Quetta is.
    predicted = [dict(t) for t in row["toponyms"]]
    predicted[2] |= {"lat": MOSUL[1], "lon": MOSUL[2]}
    predicted[3] |= {"lat": QUETTA[1], "lon": QUETTA[2], "geonameid": QUETTA[3]}
    literal = held_out._figures([(document, predicted)], held_out.KINDS["gwn"]["literal"])
    assert literal["toponyms"] == 2
    assert literal["exact"] == {"P": 66.7, "R": 100.0, "F1": 80.0}
    assert literal["within_161_km_end_to_end"] == 50.0
    assert literal["precision_of_resolved"] == 33.3


def test_the_commands_write_modules_and_print_figures(
    files: tuple[Path, Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lgl, gwn, events = map(str, files)
    found, ranked = tmp_path / "found.py", tmp_path / "ranked.py"
    toponyms.main([lgl, gwn, events, "--out", str(found), "--folds", "2"])
    last = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert last["folds"] == 2
    assert 0 <= last["held_out"]["lgl all"]["exact"]["F1"] <= 100
    assert last["held_out"]["gwn literal"]["toponyms"] == 7
    places.main([lgl, gwn, "--out", str(ranked)])
    module = runpy.run_path(str(found))
    assert module["WEIGHTS"]
    assert 0 < module["THRESHOLD"] < 1
    module = runpy.run_path(str(ranked))
    assert all(math.isfinite(w) for w in [*module["PRIOR"].values(), *module["COMPANY"].values()])


def test_the_written_modules_are_those_that_sayso_imports(tmp_path: Path) -> None:
    """The committed modules are what the recipe writes, not edited by hand."""
    now = finder.FinderWeights(finder_weights.WEIGHTS, finder_weights.UNCASED_WEIGHTS)
    toponyms.write(tmp_path / "weights.py", now)
    assert (tmp_path / "weights.py").read_text() == Path(finder_weights.__file__).read_text()
    from sayso.resolve.places import weights

    places.write(tmp_path / "places.py", ranker.RankerWeights(weights.PRIOR, weights.COMPANY))
    assert (tmp_path / "places.py").read_text() == Path(weights.__file__).read_text()


def test_both_models_find_what_tells_right_from_wrong() -> None:
    rows = [{"bias": 1.0, "capital": 1.0}, {"bias": 1.0, "title": 1.0}] * 20
    weights = logistic(rows, [True, False] * 20, [1.0] * 40)
    assert weights["capital"] > 1 > -1 > weights["title"]
    choice = Choice([{"big": 1.0}, {"small": 1.0}], np.array([False, True]), 1.0)
    chosen = conditional([choice] * 10)
    assert chosen["small"] > 1 > -1 > chosen["big"]
    assert conditional([choice] * 10) == chosen
