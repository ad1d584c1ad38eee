"""Events: words that name a happening, who did it to whom, with what, and whether it happened.

Triggers come from the codebook and are matched in the dependency parse. A word for what an act
did to people ("killed") joins the act when the sentence names it ("the bombing killed 12"). An
announced visit is an AGREE that is planned, by the manual's rule, not a CONSULT.
"""

from __future__ import annotations

from collections.abc import Sequence

from sayso.extract.codebook import Codebook, Trigger
from sayso.extract.events.drafts import Draft, join_results
from sayso.extract.events.headlines import mend_headlines
from sayso.extract.events.learnt import regard_status, weigh
from sayso.extract.events.modality import Modality, modality_of
from sayso.extract.events.resultatives import mend_resultatives
from sayso.extract.events.roles import fill_roles, head_of, parties_among
from sayso.extract.events.scored import Scored
from sayso.extract.events.setting_words import SentenceWords, background_of, sentence_words
from sayso.extract.events.toll_owners import TollOwners
from sayso.extract.events.triggers import find_triggers
from sayso.extract.mentions import EventMention
from sayso.extract.tolls import find_tolls
from sayso.language.parse import Parse
from sayso.record import Evidence, Span, Status

_INTENDS = frozenset({"plan", "intend"})


def find_events(
    parse: Parse,
    codebook: Codebook,
    scored: Scored | None = None,
    *,
    trusted: bool = False,
    speaking: Sequence[Span] = (),
) -> list[EventMention]:
    """Find the events of a report, in text order, with their tolls.

    Args:
        parse: The report's parse.
        codebook: What the words mean (``load_codebook()``).
        scored: What the encoder says of the words; without it the rules decide alone.
        trusted: The codebook's triggers stand whatever the encoder says of them.
        speaking: The sources of the report's statements: who says how many died is none of them.
    """
    parse = mend_headlines(mend_resultatives(parse), codebook)
    drafts: list[Draft] = []
    labels = {i: e.label for e in parse.entities for i in range(e.first, e.last)}
    known: set[str] = set()
    for sentence in parse.sentences:
        found = find_triggers(parse, sentence, codebook, labels, known)
        for draft in found:
            fill_roles(parse, draft, codebook, labels)
        drafts += join_results(parse, found)
    if scored is not None:
        drafts = weigh(parse, drafts, scored, codebook, trusted=trusted)
    for draft in drafts:
        draft.modality = modality_of(parse, draft.anchor, codebook)
        if scored is not None:
            regard_status(parse, draft.modality, draft, scored)
    drafts = _without_lone_tolls(parse, _without_inner(parse, drafts, codebook), codebook)
    _without_happenings(parse, drafts)
    drafts = TollOwners(parse, codebook, drafts).give(find_tolls(parse, codebook))
    _without_speakers(drafts, speaking)
    out: list[EventMention] = []
    words: SentenceWords | None = None
    last = -1
    for draft in sorted(drafts, key=lambda d: d.anchor):
        sentence = parse.sentence(draft.anchor)
        if words is None or sentence.i != last:
            words, last = sentence_words(parse, sentence, codebook), sentence.i
        out.append(_mention(parse, draft, codebook, words))
    return out


def _without_inner(parse: Parse, drafts: list[Draft], codebook: Codebook) -> list[Draft]:
    """Drop what is only the content of an outer verbal act, and tell that act's mode by it.

    "agreed to meet" is an AGREE, not also a CONSULT; "threatened to attack" is a THREATEN
    (violence), and the attack stays, as threatened.
    """
    by_anchor = {d.anchor: d for d in drafts}
    dropped: set[int] = set()
    for outer in drafts:
        kind = codebook.types[outer.trigger.type]
        modes = codebook.inner_modes.get(kind.name, {})
        for token in outer.inner:
            inner = by_anchor.get(token)
            if inner is None or inner is outer:
                continue
            name, mode = inner.trigger.type, inner.trigger.mode
            if outer.trigger.pattern.lemma in _INTENDS and name in codebook.future:
                # "plans to evacuate": the evacuation, announced
                inner.modality = Modality("planned", (outer.anchor,), future=True)
                dropped.add(outer.anchor)
            elif kind.quad in {1, 3}:
                outer.mode = outer.mode or modes.get(f"{name}/{mode}") or modes.get(name)
                # "threatened to shell the town": the town is threatened
                if not outer.recipients:
                    outer.recipients = parties_among(parse, inner.recipients, codebook)
                if codebook.types[name].quad != 4:
                    dropped.add(token)
            elif name == kind.name and inner.modality and inner.modality.status == "planned":
                dropped.add(token)  # "took to the streets to protest" is one protest
    return [d for d in drafts if d.anchor not in dropped]


def _without_happenings(parse: Parse, drafts: list[Draft]) -> None:
    """A happening takes part in none: "residents fled the shelling"."""
    anchors = {d.anchor for d in drafts}
    for d in drafts:
        d.actors = [a for a in d.actors if head_of(parse, a) not in anchors]
        d.recipients = [r for r in d.recipients if head_of(parse, r) not in anchors]


def _without_speakers(drafts: list[Draft], speaking: Sequence[Span]) -> None:
    """Who tells of an act is not among its dead: "killed four, the director, Haftom Gebre, said".

    Unless the act is told with him: "Nour, who was wounded in the attack, said".
    """
    for d in drafts:
        if d.trigger.type != "ASSAULT" or not (d.recipients or d.tolls):
            continue
        at = d.token_span
        spans = [s for s in speaking if not s[0] <= at[0] < s[1]]
        d.recipients = [r for r in d.recipients if not _inside(r, spans)]
        d.tolls = [t for t in d.tolls if not _inside(t.who or t.span, spans)]


def _inside(span: Span, spans: Sequence[Span]) -> bool:
    return any(a <= span[0] and span[1] <= b for a, b in spans)


def _without_lone_tolls(parse: Parse, drafts: list[Draft], codebook: Codebook) -> list[Draft]:
    """Keep a toll's own mention only where an act was told in an earlier sentence.

    "The ministry put the toll at 11" tells of it once more; "the toll of the bombing" does not.
    """
    out: list[Draft] = []
    acts = {
        parse.tokens[d.anchor].sent
        for d in drafts
        if d.trigger.type == "ASSAULT"
        and parse.tokens[d.anchor].lemma not in codebook.effects.tolls
    }
    first = min(acts, default=len(parse.sentences))
    for d in drafts:
        t = parse.tokens[d.anchor]
        if t.lemma not in codebook.effects.tolls or (first < t.sent and t.sent not in acts):
            out.append(d)
    return out


def _mention(parse: Parse, draft: Draft, codebook: Codebook, words: SentenceWords) -> EventMention:
    modality = draft.modality or Modality()
    kind, mode, cameo, status = _coded(draft, modality, codebook)
    evidence: Evidence = {"type": _spans(parse, draft.words())}
    if modality.evidence and status != "happened":
        evidence["status"] = _spans(parse, modality.evidence)
    elif modality.evidence:
        evidence["type"] = _spans(parse, (*draft.words(), *modality.evidence))
    old = background_of(parse, draft.anchor, words)
    if old:
        evidence["background"] = _spans(parse, old)
    if draft.instrument is not None:
        evidence["mode"] = (draft.instrument[0],)
    if words.context_tokens:
        evidence["contexts"] = _spans(parse, words.context_tokens)
    t = parse.tokens[draft.anchor]
    return EventMention(
        type=kind,
        anchor=t.span,
        mode=mode,
        cameo=cameo,
        contexts=words.contexts,
        actors=tuple(draft.actors),
        recipients=tuple(draft.recipients),
        instrument=draft.instrument[0] if draft.instrument else None,
        instrument_kind=draft.instrument[1] if draft.instrument else None,
        tolls=tuple(draft.tolls),
        status=status,
        background=bool(old),
        confidence=_confidence(draft, codebook),
        evidence=evidence,
    )


def _coded(
    draft: Draft, modality: Modality, codebook: Codebook
) -> tuple[str, str | None, str | None, Status]:
    """Type, mode, CAMEO code and status after the manual's rules for announced and refused acts."""
    rule: Trigger = draft.trigger
    kind = rule.type
    if modality.negated and modality.future and kind in codebook.refused:
        new = codebook.refused[kind]
    elif modality.future and modality.status == "planned" and kind in codebook.future:
        new = codebook.future[kind]
    else:
        return kind, draft.mode, draft.cameo, modality.status
    modes = codebook.inner_modes.get(new, {})
    mode = modes.get(f"{kind}/{draft.mode}") or modes.get(kind)
    # A refusal is done by saying it; what is announced is still to come.
    return new, mode, None, "happened" if modality.negated else "planned"


def _confidence(draft: Draft, codebook: Codebook) -> float:
    """A prior by how plain the trigger is, less for roles that the type asks for and lacks."""
    value = draft.trigger.confidence
    if not draft.actors:
        value -= 0.1
    rule = codebook.types[draft.trigger.type].recipient
    if not draft.recipients and (rule == "required" or (rule == "one-sided" and not draft.sided)):
        value -= 0.1
    if draft.tolls or draft.joined or draft.instrument:
        value += 0.1
    return round(min(0.99, max(0.05, value)), 2)


def _spans(parse: Parse, tokens: tuple[int, ...]) -> tuple[Span, ...]:
    return tuple(parse.tokens[i].span for i in sorted(set(tokens)))
