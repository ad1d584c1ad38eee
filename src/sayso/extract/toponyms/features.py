"""The cues that speak for and against a place name, as numbers."""

from __future__ import annotations

import math

from sayso.extract.toponyms import cues
from sayso.extract.toponyms.candidates import Candidate, Words
from sayso.extract.toponyms.net import Net
from sayso.gazetteer.keys import loose_key, name_key

_WITH_THE = frozenset({"country", "region", "water"})


def features(words: Words, c: Candidate, net: Net) -> dict[str, float]:
    """The cues that speak for and against a candidate, what the network says among them."""
    out: dict[str, float] = {"bias": 1.0}
    _net_features(words, c, net, out)
    _name_features(words, c, out)
    _entity_features(words, c, out)
    _left_features(words, c, out)
    _right_features(words, c, out)
    _syntax_features(words, c, out)
    return out


def _net_features(words: Words, c: Candidate, net: Net, out: dict[str, float]) -> None:
    start, end = words.parse.span(c.first, c.last)
    tokens = words.tokens[c.first : c.last]
    found = [net.inside[t.start] for t in tokens if t.start in net.inside]
    if found:
        odds = [math.log(max(p, 1e-3) / max(1 - p, 1e-3)) for p in found]
        out["net"] = sum(odds) / len(odds) / 3
        out["net least"] = min(odds) / 3
    if (start, end) in net.names:
        out["net finds"] = 1.0
    elif any(a < end and start < b for a, b in net.names):
        out["net finds another"] = 1.0


def _name_features(words: Words, c: Candidate, out: dict[str, float]) -> None:
    first = words.tokens[c.first]
    length = c.last - c.first
    if length > 1:
        out["words"] = 1.0
    if c.matches:
        out["fame"] = math.log1p(max(m.entry.fame for m in c.matches))
        people = max(m.entry.population for m in c.matches)
        out["population"] = math.log10(1 + people) / 5
        features = {m.entry.feature for m in c.matches}
        for feature in ("country", "capital", "admin1", "admin2", "region", "water"):
            if feature in features:
                out[f"is {feature}"] = 1.0
        if all(m.kind == "other" for m in c.matches) and not _respelled(words, c):
            out["only other names"] = 1.0
        if all(m.kind == "bare" for m in c.matches):
            out["only bare names"] = 1.0
        out["many"] = math.log(len(c.matches))
    else:
        out["unlisted"] = 1.0
        if cues.KIND_WORDS.get(words.tokens[c.last - 1].lower):
            out["unlisted site"] = 1.0
    if length == 1:
        if first.lower in cues.KIND_WORDS:
            out["kind word"] = 1.0
        if first.lower in cues.COMMON_WORDS:
            out["common word"] = 1.0
        elif first.lower in words.plain:
            out["also in small letters"] = 1.0
        if len(first.lower) < 4:
            out["short"] = 1.0
        if first.lower in cues.GIVEN_NAMES:
            out["given name"] = 1.0
            if words.given(c.first):
                out["given name of a person"] = 1.0
        if first.lower in words.given_names:
            out["also a given name here"] = 1.0
        if first.lower in words.people:
            out["name of a person"] = 1.0
        if words.words[c.first].isupper() and not words.uncased[c.first]:
            out["capitals"] = 1.0
    if first.pos != "PROPN" and words.tokens[c.last - 1].pos != "PROPN":
        out[f"pos {first.pos}"] = 1.0
    if c.first == words.parse.sentence(c.first).first:
        out["sentence start"] = 1.0
    if words.gazetteer.is_demonym(words.raw(c)):
        out["demonym"] = 1.0


def _entity_features(words: Words, c: Candidate, out: dict[str, float]) -> None:
    entity = words.entity.get(c.last - 1) or words.entity.get(c.first)
    label = "none"
    if entity is not None:
        label = entity.label if entity.label not in ("LOC", "FAC") else "LOC"
        if label not in ("GPE", "LOC", "ORG", "PERSON", "NORP"):
            label = "other"
        if entity.last - entity.first > c.last - c.first:
            label += " wider"
    out[f"entity {label}"] = 1.0
    if not c.matches:
        out[f"unlisted entity {label}"] = 1.0


def _left_features(words: Words, c: Candidate, out: dict[str, float]) -> None:
    i = c.first - 1
    if i >= 0 and words.tokens[i].lower == "the":
        out["after the"] = 1.0
        if not any(m.entry.feature in _WITH_THE for m in c.matches):
            # Towns take no article of their own: "the Mosul market", but "the Army of the Valley".
            following = words.tokens[c.last] if c.last < len(words.tokens) else None
            if following is None or following.pos not in ("NOUN", "PROPN", "ADJ", "NUM"):
                out["the, alone"] = 1.0
        i -= 1
    if i < 0 or words.tokens[i].block != words.tokens[c.first].block:
        out["block start"] = 1.0
        return
    t, word = words.tokens[i], words.words[i]
    lower = t.lower
    if lower in cues.STRONG_LOCATIVE:
        out["after in"] = 1.0
        if not c.matches:
            out["unlisted after in"] = 1.0
    elif lower in cues.LOCATIVE:
        out[f"after {'of' if lower in ('of', 'to', 'from', 'on') else 'preposition'}"] = 1.0
    elif lower in cues.DIRECTIONS:
        out["after direction"] = 1.0
    elif lower.rstrip(".") in cues.TITLES and words.capital(i):
        out["after title"] = 1.0
    elif lower in cues.KIND_WORDS:
        out["after kind"] = 1.0
    elif lower in cues.GIVEN_NAMES or (len(word) == 2 and word[1] == "."):
        out["after given name"] = 1.0
    elif words.capital(i) and t.pos == "PROPN":
        out["after capital"] = 1.0
    elif word == ",":
        out["after comma"] = 1.0
        if i and words.capital(i - 1):
            out["after capital, comma"] = 1.0
    elif word in "-–":
        out["after hyphen"] = 1.0
    if words.kind_before(c):
        out["kind of"] = 1.0


def _right_features(words: Words, c: Candidate, out: dict[str, float]) -> None:
    if c.last >= len(words.tokens) or words.tokens[c.last].block != words.tokens[c.first].block:
        out["block end"] = 1.0
        return
    t, word = words.tokens[c.last], words.words[c.last]
    lower = t.lower
    after = c.last + 1 if c.last + 1 < len(words.tokens) else c.last
    if lower in cues.KIND_WORDS:
        out["before Kind" if words.capital(c.last) else "before kind"] = 1.0
    elif lower in cues.NAMED_AFTER and words.capital(c.last):
        out["names a paper, team or treaty"] = 1.0
    elif lower in cues.ORGANISATION_WORDS:
        out["before Organisation" if words.capital(c.last) else "before organisation"] = 1.0
    elif words.capital(c.last) and not words.uncased[c.last]:
        out["before capital"] = 1.0
    elif word == ",":
        if words.capital(after):
            out["before comma, capital"] = 1.0
        elif words.words[after].isdigit():
            out["before comma, number"] = 1.0
        elif words.kind_after_comma(c):
            out["a town"] = 1.0
    elif word in ("'s", "’s"):
        out["possessive"] = 1.0
    elif word in "-–":
        out["before hyphen"] = 1.0
    elif t.pos == "NOUN":
        out["before noun"] = 1.0


def _syntax_features(words: Words, c: Candidate, out: dict[str, float]) -> None:
    head = words.head(c)
    above = words.tokens[head.head]
    if head.dep in ("nsubj", "nsubjpass"):
        if above.lemma in cues.SPEECH_VERBS:
            out["says"] = 1.0
        elif head.dep == "nsubjpass" and above.lemma in cues.TAKEN:
            out["is taken"] = 1.0
        else:
            out["is subject"] = 1.0
    elif head.dep == "dobj":
        out["is taken" if above.lemma in cues.TAKEN else "is object"] = 1.0
    elif head.dep == "pobj" and above.lower == "of":
        noun = words.tokens[above.head].lower
        out["people of" if noun in cues.PEOPLE_OF else "of"] = 1.0
    elif head.dep == "pobj":
        out["is in a phrase"] = 1.0
    elif head.dep == "appos":
        out["is apposition"] = 1.0


def _respelled(words: Words, c: Candidate) -> bool:
    """Whether the name is a town's own in another transliteration, or without "City"."""
    wanted = loose_key(name_key(words.raw(c)))
    return any(loose_key(name_key(m.entry.name)).startswith(wanted) for m in c.matches)
