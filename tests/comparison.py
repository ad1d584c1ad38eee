"""Compares a record with an expected record, in words."""

from __future__ import annotations

import math
import re
from typing import Any

from expected import META, Expected, absent_key, all_keys, toll_key
from same_words import alternatives, as_list, begins, norm, same, trim

from sayso.record import Actor, Event, Place, Report, Span, Statement

KM_OFF = 25
"""A place is right within this distance of the coder's point."""


def differences(report: Report, expected: Expected) -> dict[str, str]:
    """What does not hold, by key, in words."""
    return _Comparison(report, expected).run()


def events_by_label(report: Report, expected: Expected) -> dict[str, Event | None]:
    """The event of the record that answers to each label of the expected record."""
    return _Comparison(report, expected).events


class _Comparison:
    """One record against one expected record."""

    def __init__(self, report: Report, expected: Expected) -> None:
        self.report = report
        self.expected = expected
        self.out: dict[str, str] = {}
        self.by_id = {a.id: a for a in report.actors}
        self.statements = {
            label: self._find_statement(item)
            for label, item in expected.get("statements", {}).items()
        }
        self.events = {
            label: self._find_event(item) for label, item in expected.get("events", {}).items()
        }

    def run(self) -> dict[str, str]:
        self._meta()
        self._blocks()
        for label, item in self.expected.get("statements", {}).items():
            self._statement(f"statements.{label}", item, self.statements[label])
        for name, item in self.expected.get("actors", {}).items():
            self._actor(f"actors.{name}", name, item)
        for name, item in self.expected.get("places", {}).items():
            self._place(f"places.{name}", name, item)
        for words, value in self.expected.get("times", {}).items():
            self._time(f"times.{words}", str(words), value)
        for label, item in self.expected.get("events", {}).items():
            self._event(f"events.{label}", item, self.events[label])
        self._loaded()
        for item in self.expected.get("absent", ()):
            if found := self._present(item):
                self.out[absent_key(item)] = f"was read: {found}"
        return self.out

    def _differ(self, key: str, expected: object, found: object) -> None:
        if not same(expected, found):
            self.out[key] = f"expected {expected!r}, read {found!r}"

    def _missing(self, key: str, why: str) -> None:
        """The item is missing, and all that is said of it."""
        self.out.update({k: why for k in all_keys(self.expected) if f"{k}.".startswith(f"{key}.")})

    # -- the page

    def _meta(self) -> None:
        for field in META:
            found = getattr(self.report, field)
            if self.expected.get(field) != found:
                self.out[f"meta.{field}"] = f"expected {self.expected.get(field)!r}, read {found!r}"

    def _blocks(self) -> None:
        found = [
            b for b in self.report.blocks if b.kind != "boilerplate" and self._words(b.span).strip()
        ]
        wanted = [b for b in self.expected["blocks"] if b["kind"] != "boilerplate"]
        order: list[str] = []
        for block in found:
            words = self._words(block.span)
            begun = [b for b in wanted if begins(words, b["starts"])]
            order.append(begun[0]["starts"] if begun else f"unexpected {block.kind} {words[:60]!r}")
            if begun and (block.kind, block.teller) != (begun[0]["kind"], begun[0].get("teller")):
                self.out[f"blocks.{begun[0]['starts']}"] = (
                    f"expected {begun[0]['kind']} told by {begun[0].get('teller')}, "
                    f"read {block.kind} told by {block.teller}"
                )
        for block in wanted:
            if block["starts"] not in order:
                self.out[f"blocks.{block['starts']}"] = "no such block"
        if order != [b["starts"] for b in wanted]:
            self.out["layout"] = f"read {order}"

    # -- statements

    def _find_statement(self, item: Expected) -> Statement | None:
        wanted = [self._locate(alternatives(c)[0]) for c in as_list(item["content"])]
        places = {i for a, b in wanted for i in range(a, b)}

        def fit(s: Statement) -> float:
            got = {i for a, b in s.content for i in range(a, b)}
            overlap = len(places & got) / len(places | got)
            source = s.source is not None and same(item["source"], self._words(s.source.span))
            cue = same(item["cue"], " ".join(self._words(c) for c in s.cue))
            return overlap + source + cue if overlap >= 0.3 and (source or cue) else 0

        best = max(self.report.statements, key=fit, default=None)
        return best if best is not None and fit(best) else None

    def _statement(self, key: str, item: Expected, found: Statement | None) -> None:
        if found is None:
            self._missing(key, f"no statement of {item['source']!r} ({item['cue']})")
            return
        self._differ(
            f"{key}.source", item["source"], found.source and self._words(found.source.span)
        )
        self._differ(f"{key}.cue", item["cue"], " ".join(self._words(c) for c in found.cue))
        wanted = [
            [trim(self._words(self._locate(a))) for a in alternatives(c)]
            for c in as_list(item["content"])
        ]
        got = [trim(self._words(c)) for c in found.content]
        if len(got) != len(wanted) or any(g not in w for g, w in zip(got, wanted, strict=True)):
            self.out[f"{key}.content"] = f"expected {wanted!r}, read {got!r}"
        self._differ(f"{key}.kind", item["kind"], found.kind)
        self._differ(f"{key}.stance", item["stance"], found.stance)
        self._differ(
            f"{key}.anonymous",
            item.get("anonymous", False),
            bool(found.source and found.source.anonymous),
        )
        self._differ(
            f"{key}.medium", item.get("medium"), found.medium and self._words(found.medium.span)
        )
        parent = self.statements[item["parent"]] if item.get("parent") else None
        if found.parent != (parent and parent.id) or (item.get("parent") and parent is None):
            self.out[f"{key}.parent"] = (
                f"expected {item.get('parent')}, read {self._say(found.parent)}"
            )
        if "actor" in item:
            actor = self.by_id.get(found.source.actor or "") if found.source else None
            if actor is None or not self._is(actor, item["actor"]):
                self.out[f"{key}.actor"] = f"expected {item['actor']}, read {actor and actor.name}"

    # -- actors, places, times

    def _actor(self, key: str, name: str, item: Expected) -> None:
        actor = next((a for a in self.report.actors if same(name, a.name)), None) or next(
            (a for a in self.report.actors if self._is(a, name)), None
        )
        if actor is None:
            self._missing(key, f"no actor {name!r}")
            return
        if lacking := [m for m in item.get("mentions", ()) if not self._mentioned(actor, m)]:
            said = [self._words(m) for m in actor.mentions]
            self.out[f"{key}.mentions"] = f"{lacking} not among {said}"
        for field in ("kind", "country", "role"):
            if field in item:
                self._differ(f"{key}.{field}", item[field], getattr(actor, field))
        if "member_of" in item:
            whole = self.by_id.get(actor.member_of or "")
            if whole is None or not self._is(whole, item["member_of"]):
                self.out[f"{key}.member_of"] = (
                    f"expected {item['member_of']}, read {whole and whole.name}"
                )

    def _mentioned(self, actor: Actor, words: str) -> bool:
        """Whether one of the actor's mentions stands in such words; titles need not be in it."""
        return any(
            _overlap(m.span(), span) and norm(self._words(span)) in norm(words)
            for m in re.finditer(rf"\b{re.escape(words)}\b", self.report.text)
            for span in actor.mentions
        )

    def _place(self, key: str, name: str, item: Expected) -> None:
        place = self._place_named(name)
        if place is None:
            self._missing(key, f"no place {name!r}")
            return
        if "country" in item:
            self._differ(f"{key}.country", item["country"], place.country)
        if "at" in item:
            if place.lat is None or place.lon is None:
                self.out[f"{key}.at"] = str(place.why)
            elif (off := _km(*item["at"], place.lat, place.lon)) > KM_OFF:
                self.out[f"{key}.at"] = f"{place.lat}, {place.lon} is {off:.0f} km off"

    def _place_named(self, name: str) -> Place | None:
        return next(
            (
                p
                for p in self.report.places
                if same(name, p.name) or any(same(name, self._words(m)) for m in p.mentions)
            ),
            None,
        )

    def _time(self, key: str, words: str, value: object) -> None:
        found = [t for t in self.report.times if same(words, self._words(t.span))]
        if not found:
            self.out[key] = f"no time {words!r}"
        wrong = [t.value for t in found if not same(value, t.value)]
        if wrong:
            self.out[key] = f"expected {value!r}, read {wrong}"
        elif value is None and any(not t.why for t in found):
            self.out[key] = "unresolved without a reason"

    # -- events

    def _find_event(self, item: Expected) -> Event | None:
        start, end = self._locate(item["in"]) if "in" in item else (0, len(self.report.text))
        for anchor in alternatives(item["anchor"]):
            spans = [
                (start + m.start(), start + m.end())
                for m in re.finditer(rf"\b{re.escape(anchor)}\b", self.report.text[start:end])
            ]
            assert spans, f"the report does not say {anchor!r}"
            found = [e for e in self.report.events if any(_overlap(e.anchor, s) for s in spans)]
            fitting = [e for e in found if "type" not in item or same(item["type"], e.type)]
            if fitting or found:
                return (fitting or found)[0]
        return None

    def _event(self, key: str, item: Expected, found: Event | None) -> None:
        if found is None:
            self._missing(key, f"no event at {item['anchor']!r}")
            return
        for field in ("type", "mode"):
            if field in item:
                self._differ(f"{key}.{field}", item[field], getattr(found, field))
        for field in ("actors", "recipients"):
            if field in item:
                self._role(f"{key}.{field}", item[field], getattr(found, field))
        self._differ(f"{key}.status", item.get("status", "happened"), found.status)
        self._differ(f"{key}.background", item.get("background", False), found.background)
        for name in item.get("places", ()):
            place = self._place_named(name)
            if place is None or place.id not in found.places:
                names = [p.name for p in self.report.places if p.id in found.places]
                self.out[f"{key}.places"] = f"expected {name}, read {names}"
        if "date" in item:
            value = next((t.value for t in self.report.times if t.id == found.time), None)
            if value is None or not value.startswith(str(item["date"])):
                self.out[f"{key}.date"] = f"expected {item['date']}, read {value}"
        if "voice" in item:
            voice = [self._step(s) for s in found.model_dump()["voice"]]
            if item["voice"] != voice:
                self.out[f"{key}.voice"] = f"expected {item['voice']}, read {voice}"
        if "same_as" in item:
            other = self.events[item["same_as"]]
            if other is None or self._root(other) != self._root(found):
                self.out[f"{key}.same_as"] = f"not joined with {item['same_as']}"
        for toll in item.get("tolls", ()):
            self._toll(f"{key}.{toll_key(toll)}", toll, found)

    def _role(self, key: str, names: list[str], ids: tuple[str, ...]) -> None:
        found = [self.by_id[i] for i in ids]
        lacking = [n for n in names if not any(self._is(a, n, within=True) for a in found)]
        if lacking or len(found) > len(names):
            self.out[key] = f"expected {names}, read {[a.name for a in found]}"

    def _toll(self, key: str, item: Expected, event: Event) -> None:
        """A toll may stand with a part of the same happening told in the same block."""
        block = next(b.span for b in self.report.blocks if _overlap(b.span, event.anchor))
        parts = [
            e
            for e in self.report.events
            if e.id == event.id
            or (self._root(e) == self._root(event) and _overlap(block, e.anchor))
        ]
        tolls = [t for e in parts for t in e.tolls]
        found = [t for t in tolls if t.effect == item["effect"] and same(item["phrase"], t.phrase)]
        if not found:
            self.out[key] = f"read only {[f'{t.effect} {t.phrase}' for t in tolls]}"
            return
        for field in ("low", "best", "high"):
            if field in item:
                self._differ(key, item[field], getattr(found[0], field))

    def _root(self, event: Event) -> str:
        by_id = {e.id: e for e in self.report.events}
        while event.same_as:
            event = by_id[event.same_as]
        return event.id

    def _step(self, step: dict[str, Any]) -> str:
        if "outlet" in step:
            return "outlet"
        if "teller" in step:
            return f"teller {step['teller']}"
        return self._say(step["statement"])

    def _say(self, statement: str | None) -> str:
        """A statement's label in the expected record, or its words."""
        for label, found in self.statements.items():
            if found is not None and found.id == statement:
                return label
        for s in self.report.statements:
            if s.id == statement:
                return (
                    f"{s.source and self._words(s.source.span)} {[self._words(c) for c in s.cue]}"
                )
        return "none"

    # -- wording and what must not be there

    def _loaded(self) -> None:
        for item in self.expected.get("loaded", ()):
            found = [
                i
                for i in self.report.model_dump()["loaded"]
                if same(item["term"], self._words(i["span"]))
            ]
            voices = [[self._step(s) for s in i["voice"]] for i in found]
            if item["voice"] not in voices:
                self.out[f"loaded.{item['term']}"] = f"expected {item['voice']}, read {voices}"

    def _present(self, item: Expected) -> str | None:
        if "text" in item:
            told = [b for b in self.report.blocks if b.kind != "boilerplate"]
            return next((b.kind for b in told if item["text"] in self._words(b.span)), None)
        if "toll" in item:
            return next(
                (
                    f"{t.effect} {t.phrase}"
                    for e in self.report.events
                    for t in e.tolls
                    if same(item["toll"], t.phrase) and t.effect == item.get("effect", t.effect)
                ),
                None,
            )
        if "statement" in item:
            source = item["statement"]["source"]
            return next(
                (
                    self._words(s.content[0])
                    for s in self.report.statements
                    if s.source and self._words(s.source.span) == source
                ),
                None,
            )
        wanted = dict(item["event"])
        inside = (
            self._locate(wanted.pop("in", wanted.get("anchor", ""))) if "anchor" in wanted else None
        )
        if inside is not None:
            at = self.report.text.index(wanted.pop("anchor"), inside[0])
            inside = (at, at + 1)
        return next(
            (
                f"{e.type} {self._words(e.anchor)!r}"
                for e in self.report.events
                if (inside is None or _overlap(e.anchor, inside))
                and all(getattr(e, field) == value for field, value in wanted.items())
            ),
            None,
        )

    # -- words

    def _words(self, span: Span) -> str:
        return self.report.text[span[0] : span[1]]

    def _locate(self, words: str) -> Span:
        """Where the report says this; ``…`` stands for what is left out."""
        pattern = ".*?".join(re.escape(part.strip()) for part in words.split("…"))
        found = re.search(pattern, self.report.text, re.DOTALL)
        assert found, f"the report does not say {words!r}"
        return found.span()

    def _is(self, actor: Actor, name: str, *, within: bool = False) -> bool:
        said = [norm(actor.name), *(norm(self._words(m)) for m in actor.mentions)]
        names = [norm(n) for n in alternatives(name)]
        return any(
            wanted in said
            or (within and any(re.search(rf"\b{re.escape(wanted)}\b", s) for s in said))
            for wanted in names
        )


def _overlap(a: Span, b: Span) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    a, b = math.radians(lat), math.radians(other_lat)
    h = (
        math.sin((b - a) / 2) ** 2
        + math.cos(a) * math.cos(b) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    )
    return 12742 * math.asin(math.sqrt(h))
