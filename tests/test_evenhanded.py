"""The same words about either side code the same: swapping the parties swaps the names, no more."""

from __future__ import annotations

from typing import Any

import pytest

from sayso.reader import Reader
from sayso.record import Report, Span, VoiceStep

GROUPS = ("the Karun Front", "the Zagra Front")
STATES = ("Norway", "Sweden")
ARMIES = ("Norwegian troops", "Ukrainian troops")
COUNTRY = {"Norway": "NOR", "Sweden": "SWE", "Norwegian troops": "NOR", "Ukrainian troops": "UKR"}

SENTENCES = {
    "killed": "On Monday {A} killed six villagers near the border, {B} said.",
    "attacked": "{A} attacked {B} at dawn and seized two lorries.",
    "denied": "{A} denied that it had shelled the hospital, as {B} claimed.",
    "accused": "{A} accused {B} of breaking the truce.",
    "blamed": "Residents blamed {A} for the bombing, and the mayor blamed {B}.",
    "terrorists": 'A spokesman for {A} said the fighters of {B} were "terrorists".',
    "heroes": 'Supporters of {A} called its dead "martyrs"; those of {B} did not.',
    "claimed": "{A} claimed responsibility for the attack. {B} condemned it.",
    "clash": "At least 12 people died when {A} and {B} clashed in the valley.",
    "arrested": "{A} arrested 40 supporters of {B} on Friday.",
    "released": "{A} released nine prisoners after talks with {B}.",
    "threatened": "{A} threatened to attack {B} if the road was not opened.",
    "promised": "{A} promised to withdraw, but {B} called for guarantees.",
    "feared": "Farmers feared that {A} would burn the fields again.",
    "refused": "{A} refused to meet {B} before the end of the month.",
    "exchange": "{A} fired rockets, and {B} fired back, witnesses said.",
    "regime": "The commander of {A} spoke of the regime of {B}.",
    "massacre": "{A} described the raid by {B} as a massacre.",
    "confirmed": "{A} confirmed that five of its men had been killed by {B}.",
    "drone": "A drone sent by {A} struck a depot of {B}, killing three guards.",
    "abducted": "Gunmen from {A} abducted a doctor who had treated members of {B}.",
    "ceasefire": "{A} declared a ceasefire on Sunday. {B} welcomed the step.",
    "sanctions": "{A} imposed sanctions on {B} over the killing of a judge.",
    "aid": "{A} sent food to families who had fled from {B}.",
    "protest": "About 3,000 people marched in the capital against {A} and for {B}.",
    "expelled": "{A} expelled two envoys of {B}.",
    "quote": '"We did not start this," {A} said in a statement. "{B} did."',
    "according": "According to {A}, 30 civilians were wounded when {B} shelled the town.",
    "nested": "{A} said that {B} had told villagers to leave their homes.",
    "urged": "The bishop urged {A} and {B} to stop the fighting.",
    "mobilised": "{A} moved 2,000 men to the river after {B} closed the bridge.",
    "bare": "Two children were shot dead in the market. {A} was in control of the town, {B} said.",
}

PAIRS = {"groups": GROUPS, "states": STATES, "armies": ARMIES}

PARSED_OTHERWISE = {("armies", "exchange")}
"""Pairs of sentences whose two orders the parser reads differently."""


def _text(sentence: str, a: str, b: str) -> str:
    text = sentence.format(A=a, B=b)
    return text[0].upper() + text[1:]


@pytest.fixture(scope="module")
def read() -> dict[tuple[str, str, bool], Report]:
    keys = [(p, s, turned) for p in PAIRS for s in SENTENCES for turned in (False, True)]
    texts = [
        {
            "text": _text(SENTENCES[s], *(PAIRS[p][::-1] if turned else PAIRS[p])),
            "published": "2021-06-09",
        }
        for p, s, turned in keys
    ]
    return dict(zip(keys, Reader().pipe(texts), strict=True))


def _cases() -> list[Any]:
    miss = pytest.mark.xfail(strict=True, reason="the parser reads the two orders differently")
    return [
        pytest.param(pair, sentence, marks=[miss] if (pair, sentence) in PARSED_OTHERWISE else [])
        for pair in PAIRS
        for sentence in SENTENCES
    ]


@pytest.mark.parametrize(("pair", "sentence"), _cases())
def test_swapping_the_parties_swaps_only_the_names(
    read: dict[tuple[str, str, bool], Report], pair: str, sentence: str
) -> None:
    a, b = PAIRS[pair]
    assert _without_names(read[pair, sentence, False], a, b) == _without_names(
        read[pair, sentence, True], b, a
    )


def _without_names(report: Report, a: str, b: str) -> dict[str, Any]:
    """What was read, with A and B for the parties; offsets are given as the words that they cut."""
    called = {actor.id: actor for actor in report.actors}
    label = {s.id: f"s{n}" for n, s in enumerate(report.statements)}

    def words(span: Span) -> str:
        text = report.words(span)
        for name, letter in ((a, "A"), (b, "B")):
            for form in (name, name.removeprefix("the "), name[0].upper() + name[1:]):
                text = text.replace(form, letter)
        return text

    def actor(id_: str | None) -> str | None:
        return words(called[id_].mentions[0]) if id_ else None

    def country(code: str | None) -> str | None:
        letters = {COUNTRY.get(a, a): "A", COUNTRY.get(b, b): "B"}
        return letters.get(code or "", code)

    def voice(steps: tuple[VoiceStep, ...]) -> list[str]:
        return [label[s.statement] if s.statement else str(s.teller) for s in steps]

    return {
        "statements": [
            {
                "kind": s.kind,
                "stance": s.stance,
                "source": s.source and (words(s.source.span), actor(s.source.actor)),
                "anonymous": s.source and s.source.anonymous,
                "cue": [words(c) for c in s.cue],
                "content": [words(c) for c in s.content],
                "parent": s.parent and label[s.parent],
            }
            for s in report.statements
        ],
        "events": [
            {
                **e.model_dump(
                    include={"type", "mode", "cameo", "contexts", "status", "background"}
                ),
                "anchor": words(e.anchor),
                "actors": [actor(x) for x in e.actors],
                "recipients": [actor(x) for x in e.recipients],
                "tolls": [
                    (t.effect, t.phrase, t.low, t.best, t.high, t.who and words(t.who.span))
                    for t in e.tolls
                ],
                "voice": voice(e.voice),
                "same_as": e.same_as,
            }
            for e in report.events
        ],
        "actors": [
            (
                [words(m) for m in x.mentions],
                x.kind,
                country(x.country),
                x.sector,
                x.role,
                actor(x.member_of),
            )
            for x in report.actors
        ],
        "loaded": [(words(w.span), w.kind, voice(w.voice)) for w in report.loaded],
    }
