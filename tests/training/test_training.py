"""The recipes learn from a handful of sentences; no data set is needed."""

from __future__ import annotations

import json
import math
import pickle
import runpy
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import sayso
from benchmarks.harness import is_held_out
from sayso.extract.toponyms import PlaceReading
from sayso.extract.toponyms import weights as finder_weights
from sayso.extract.toponyms.known import known
from sayso.extract.toponyms.tagger import TAGS, WHERE_WIDTH
from sayso.gazetteer.keys import name_key
from sayso.language.pieces import cut
from sayso.resolve.places import weights
from tests.reading_places import shipped
from training import corpora, held_out, passages, place_data, places, ranker, whereabouts
from training.folds import dealt
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
        verb = {"start": text.index("killed"), "end": text.index("killed") + len("killed")}
        events.append(
            {
                "doc_id": f"e{n}",
                "text": text,
                "event_locations": [at],
                "verb": [verb],
                "annotator": "RA",
            }
        )
    out = []
    for name, data in (("lgl", documents[::2]), ("gwn", documents[1::2]), ("events", events)):
        path = folder / f"{name}.jsonl"
        path.write_text("".join(json.dumps(row) + "\n" for row in data), encoding="utf-8")
        out.append(path)
    return out[0], out[1], out[2]


def perfect(document: corpora.Document) -> PlaceReading:
    """A reading that finds just what is annotated."""
    text = document.parse.text
    pieces = cut(text, document.parse.blocks)
    tags = np.zeros((len(pieces), len(TAGS)), dtype=np.float32)
    tags[:, 0] = 1
    events = document.row.get("events", [])
    named = document.row.get("toponyms") or [p for e in events for p in e["event_locations"]]
    for t in named:
        for n, i in enumerate(place_data.inside(pieces, t["start"], t["end"])):
            tags[i, 0], tags[i, 1 + min(n, 1)] = 0, 1
    facts = known(text, pieces, shipped(), document.parse.entities)
    where = np.zeros((len(pieces), 2 * WHERE_WIDTH), dtype=np.float32)
    return PlaceReading(text, pieces, facts, tags, where)


def test_examples_say_what_is_annotated_and_what_is_not(files: tuple[Path, Path, Path]) -> None:
    found = [place_data.example(d, shipped()) for d in corpora.load(*files)]
    assert {e.corpus for e in found} == {"lgl", "gwn", "events"}
    for e in found:
        told = e.labels[e.pieces.first]
        events = e.row.get("events")
        named = events[0]["event_locations"] if events else e.row["toponyms"]
        assert (told == 1 << TAGS.index("B-place")).sum() == len(named)
        assert (e.corpus == "events") == bool((told == place_data.ANY).any())
    (tikrit,) = [e.links[0] for e in found if "four men" in e.text]
    assert len(tikrit.places) == 1
    assert len(tikrit.others) == 2  # "Troops" and "Sunday" are written as names are


def test_our_passages_are_filled_with_names_that_are_not_kept_for_measuring() -> None:
    items = passages.load(passages.PASSAGES)
    rows = list(passages.filled(items, 1, 7))
    assert len(rows) == len(items) > 400
    assert rows == list(passages.filled(items, 1, 7))
    towns = {name_key(t[0]) for known_towns in passages.names().towns.values() for t in known_towns}
    assert not any(is_held_out(key) for key in towns)
    for row in rows:
        assert "[" not in row["text"]
        assert "{" not in row["text"]
        for t in row["toponyms"]:
            assert row["text"][t["start"] : t["end"]] == t["phrase"] != ""


def test_the_ranker_is_fitted_on_what_it_is_given(files: tuple[Path, Path, Path]) -> None:
    documents = corpora.load(files[0], files[1], None)
    named = [ranker.names(d, perfect(d), shipped()) for d in documents]
    weights = ranker.fit(named)
    assert all(math.isfinite(w) for w in [*weights.prior.values(), *weights.company.values()])
    assert weights == ranker.fit(named)
    assert weights != ranker.fit(named[:3])


def test_folds_hold_every_document_out_once() -> None:
    ids = [f"d{n}" for n in range(23)]
    parts = dealt(ids, 5)
    assert sorted(i for part in parts for i in part) == sorted(ids)
    assert parts == dealt(reversed(ids), 5)


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


def test_the_command_writes_the_modules_and_prints_figures(
    files: tuple[Path, Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    documents = corpora.load(*files)
    readings = tmp_path / "readings.pkl"
    readings.write_bytes(pickle.dumps({d.parse.text: perfect(d) for d in documents}))
    for module in (places.FINDER, places.RANKER):
        (tmp_path / module).parent.mkdir(parents=True)
    data = [*map(str, files), "--readings", str(readings)]
    places.main([*data, "--out", str(tmp_path), "--folds", "2"])
    last = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert last["folds"] == 2
    assert last["lgl all"]["exact"]["F1"] > 70
    assert last["gwn literal"]["toponyms"] == 7
    found = runpy.run_path(str(tmp_path / places.FINDER))
    assert found["WEIGHTS"]["net"] > 0
    ranked = runpy.run_path(str(tmp_path / places.RANKER))
    assert all(math.isfinite(w) for w in [*ranked["PRIOR"].values(), *ranked["COMPANY"].values()])


def test_the_written_modules_are_those_that_sayso_imports(tmp_path: Path) -> None:
    """The committed modules are what the recipe writes, not edited by hand."""
    for module in (places.FINDER, places.RANKER):
        (tmp_path / module).parent.mkdir(parents=True)
    now = ranker.RankerWeights(weights.PRIOR, weights.COMPANY)
    places.write(tmp_path, held_out.Fitted(finder_weights.WEIGHTS, now))
    for module in (places.FINDER, places.RANKER):
        shipped_module = Path(sayso.__file__).parent / module
        assert (tmp_path / module).read_text() == shipped_module.read_text()


def test_the_event_happens_where_the_network_and_the_parse_say(
    files: tuple[Path, Path, Path],
) -> None:
    documents = [d for d in corpora.load(*files) if d.corpus == "events"]
    rows = [r for d in documents for r in whereabouts.asked(d, perfect(d), shipped())]
    assert [r.labels() for r in rows] == [[True], [True]]
    assert whereabouts.figures(rows, rows, 2)["all"]["P"] in (0.0, 100.0)


def test_both_models_find_what_tells_right_from_wrong() -> None:
    rows = [{"bias": 1.0, "capital": 1.0}, {"bias": 1.0, "title": 1.0}] * 20
    weights = logistic(rows, [True, False] * 20, [1.0] * 40)
    assert weights["capital"] > 1 > -1 > weights["title"]
    choice = Choice([{"big": 1.0}, {"small": 1.0}], np.array([False, True]), 1.0)
    chosen = conditional([choice] * 10)
    assert chosen["small"] > 1 > -1 > chosen["big"]
    assert conditional([choice] * 10) == chosen
