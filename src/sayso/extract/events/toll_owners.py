"""Which event a toll belongs to, when its own word names none.

A toll may join an event of another sentence only when the words point back to it ("the attack",
"the toll", "he died"), and never one that another speaker tells of: nine bodies that a doctor has
seen are not the dead of the shooting that the police own up to. A number of dead or wounded that
joins no event stands for an act of violence by nobody named.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from sayso.extract.codebook import Codebook, Trigger
from sayso.extract.codebook.patterns import Pattern
from sayso.extract.events.drafts import Draft
from sayso.extract.events.modality import modality_of
from sayso.extract.tolls import TollFound
from sayso.extract.word_set import word_set
from sayso.language.parse import Parse, Token
from sayso.record import Effect

_BEARS: dict[Effect, frozenset[str]] = {
    "killed": frozenset({"ASSAULT"}),
    "injured": frozenset({"ASSAULT", "PROTEST"}),
    "captured": frozenset({"ASSAULT"}),
    "missing": frozenset({"ASSAULT"}),
    "displaced": frozenset({"ASSAULT", "COERCE"}),
    "arrested": frozenset({"COERCE", "ASSAULT", "PROTEST"}),
    "participants": frozenset({"PROTEST"}),
}
"""Types of events that a toll without a trigger of its own may belong to."""

_REAL = frozenset({"happened", "ongoing"})
_REACH = 3
"""Sentences back that a toll without an event in its own sentence looks for one."""

_HARM = frozenset({"killed", "injured"})
_SAYING = word_set(
    "say tell announce add report state declare insist claim confirm note explain write reveal "
    "acknowledge admit believe think estimate put"
)
_DEFINITE = word_set("the this that these those both his her their its")
_BACK = word_set("he she they him her them it who another other others more")
_HARMED = word_set("dead wounded injured victim casualty fatality incident toll body")


@dataclass(slots=True)
class TollOwners:
    """Gives the tolls of one report to its events, and makes events for those left over."""

    parse: Parse
    codebook: Codebook
    drafts: list[Draft]
    _by_word: dict[int, Draft] = field(default_factory=dict)
    _by_sentence: dict[int, list[Draft]] = field(default_factory=dict)
    _wholes: dict[tuple[int, Effect], Draft] = field(default_factory=dict)

    def give(self, tolls: list[TollFound]) -> list[Draft]:
        """Put each toll under an event, in place; gives all events, new ones among them."""
        for draft in self.drafts:
            self._add(draft)
        emptied: list[Draft] = []
        for toll in tolls:
            owner = self._by_word.get(toll.anchor)
            sentence = self.parse.tokens[toll.anchor].sent
            whole = self._wholes.get((sentence, toll.mention.effect))
            if toll.part and whole is not None and owner is not whole:
                # "27 wounded, seven of them critically injured": no second event
                emptied += [
                    d for d in self._by_sentence.get(sentence, []) if self._tells_of(d, toll)
                ]
                owner = whole
            elif owner is None and modality_of(self.parse, toll.anchor, self.codebook).status in (
                _REAL
            ):
                owner = self._nearest(toll)
            if owner is not None:
                owner.tolls.append(toll.mention)
                if not toll.part:
                    self._wholes[sentence, toll.mention.effect] = owner
        return [d for d in self.drafts if d.tolls or d not in emptied]

    def _add(self, draft: Draft) -> None:
        for word in (draft.anchor, *draft.joined):
            self._by_word[word] = draft
        sentence = self.parse.tokens[draft.anchor].sent
        self._by_sentence.setdefault(sentence, []).append(draft)

    def _nearest(self, toll: TollFound) -> Draft | None:
        at = self.parse.tokens[toll.anchor].sent
        teller = self._teller(toll.anchor)
        near = self._bearing(toll, at)
        if near:
            told_alike = [
                d for d in near if teller is None or self._teller(d.anchor) in {None, teller}
            ]
            if told_alike:
                return min(told_alike, key=lambda d: (abs(d.anchor - toll.anchor), d.anchor))
            return self._new(toll)
        back = self._points_back(toll) or toll.mention.effect not in _HARM
        known = False
        for sentence in range(at - 1, max(at - _REACH, 0) - 1, -1):
            before = self._bearing(toll, sentence)
            known = known or bool(before)
            told = [d for d in before if self._teller(d.anchor) in {None, teller}]
            if back and told:
                return max(told, key=lambda d: d.anchor)
        following = self._bearing(toll, at + 1)
        if following and self._is_definite(self.parse.tokens[following[0].anchor]):
            return following[0]
        return self._new(toll) if known or following else None

    def _tells_of(self, draft: Draft, toll: TollFound) -> bool:
        """Whether an event is only what became of the people that a toll counts."""
        if not draft.trigger.result or draft.actors:
            return False
        start, end = toll.mention.span
        subjects = self.parse.children(draft.anchor, "nsubj", "nsubjpass")
        return draft.anchor == toll.anchor or any(start <= s.start < end for s in subjects)

    def _bearing(self, toll: TollFound, sentence: int) -> list[Draft]:
        bears = _BEARS[toll.mention.effect]
        return [d for d in self._by_sentence.get(sentence, []) if d.trigger.type in bears]

    def _new(self, toll: TollFound) -> Draft | None:
        """An act of violence by nobody named, told of by its toll alone."""
        if toll.mention.effect not in _HARM or "ASSAULT" not in self.codebook.types:
            return None
        t = self.parse.tokens[toll.anchor]
        rule = Trigger(
            pattern=Pattern(t.lemma), type="ASSAULT", cameo="190", result=True, confidence=0.5
        )
        draft = Draft(t.i, t.span, rule, cameo=rule.cameo)
        draft.recipients = [toll.mention.who] if toll.mention.who is not None else []
        draft.modality = modality_of(self.parse, t.i, self.codebook)
        self.drafts.append(draft)
        self._add(draft)
        return draft

    def _teller(self, i: int) -> str | None:
        """The word for who says so in the same sentence, if anybody."""
        t = self.parse.tokens[i]
        for above in self.parse.ancestors(i):
            if t.dep in {"ccomp", "parataxis", "advcl"} and above.lemma in _SAYING:
                subjects = self.parse.children(above.i, "nsubj")
                if subjects:
                    return subjects[0].lemma
            t = above
        return None

    def _is_definite(self, t: Token) -> bool:
        return any(k.lower in _DEFINITE for k in self.parse.children(t.i, "det", "poss"))

    def _points_back(self, toll: TollFound) -> bool:
        """Whether the words of a toll's sentence take up what was told before."""
        phrases = [toll.mention.span, *([toll.mention.who] if toll.mention.who else [])]
        for phrase in phrases:
            words = self.parse.between(*phrase)
            if any(t.lower in _BACK for t in words) or (words and words[0].lower in _DEFINITE):
                return True
        sentence = self.parse.sentences[self.parse.tokens[toll.anchor].sent]
        for t in self.parse.sentence_tokens(sentence):
            if not self._is_definite(t):
                continue
            rules = self.codebook.nouns.get(t.lemma, ()) if t.pos == "NOUN" else ()
            if t.lemma in _HARMED or any(r.type in {"ASSAULT", "PROTEST"} for r in rules):
                return True
        return False
