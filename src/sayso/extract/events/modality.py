"""Whether an act happened, is going on, is planned, threatened, feared, denied or supposed.

Read from the auxiliaries, negation and conjunctions of its clause, and from the words that govern
it, with the words as evidence.
"""

from __future__ import annotations

from dataclasses import dataclass

from sayso.extract.codebook import Codebook
from sayso.extract.word_set import word_set
from sayso.language.parse import Parse, Token
from sayso.record import Status

_FUTURE = frozenset({"will", "shall", "'ll", "’ll", "wo"})
_SUPPOSED = frozenset({"could", "may", "might", "can", "ca", "should", "must", "would", "'d"})
_IF = frozenset({"if", "unless", "whether", "lest"})
_SAYING = word_set(
    "say tell announce add report state declare insist claim confirm note explain write reveal "
    "acknowledge admit believe think know hear learn promise vow pledge"
)
_LASTS = frozenset({"stay", "remain", "keep"})
_TAKES_PLACE = frozenset({"occur", "happen", "take", "be", "follow", "erupt", "begin"})
_ONGOING = frozenset({"ongoing", "continuing", "continued", "current"})
_NO = frozenset({"no", "any", "neither"})
_RANK: dict[Status, int] = {
    "happened": 0,
    "ongoing": 1,
    "planned": 2,
    "hypothetical": 3,
    "feared": 4,
    "threatened": 5,
    "denied": 6,
}
_MAX_HOPS = 8


@dataclass(slots=True)
class Modality:
    """The status of an act, the tokens that say so, and whether its own clause is future."""

    status: Status = "happened"
    evidence: tuple[int, ...] = ()
    future: bool = False
    negated: bool = False

    def meet(self, status: Status, token: int) -> None:
        """Take on a status when it weighs more than the one so far."""
        if _RANK[status] > _RANK[self.status]:
            self.status, self.evidence = status, (token,)


def modality_of(parse: Parse, trigger: int, codebook: Codebook) -> Modality:
    """Read the status of the act that a verb or noun names."""
    out = Modality()
    t = parse.tokens[trigger]
    if t.pos == "ADJ" and t.dep == "acomp" and parse.tokens[t.head].lemma not in _LASTS:
        t = parse.tokens[t.head]  # "were dead"
    if t.pos in {"VERB", "AUX"}:
        _clause(parse, t, out)
        _governors(parse, t, codebook, out)
        return out
    verb = _noun(parse, t, codebook, out)
    if verb is not None:
        _clause(parse, verb, out)
        _governors(parse, verb, codebook, out)
    return out


def is_past(parse: Parse, trigger: int) -> bool:
    """Whether the verb of an act, or the one it is the subject of, is in the past tense."""
    t = parse.tokens[trigger]
    if t.dep in {"nsubj", "nsubjpass"}:
        t = parse.tokens[t.head]
    if t.pos not in {"VERB", "AUX"}:
        return False
    helpers = {k.lower for k in parse.children(t.i, "aux", "auxpass")}
    if t.tag == "VBD" and not helpers:
        return True
    return t.tag == "VBN" and bool(helpers) and helpers <= {"had", "was", "were", "been"}


def _clause(parse: Parse, verb: Token, out: Modality) -> None:
    """Auxiliaries, negation, conjunction and tense of one clause."""
    kids = parse.children(verb.i)
    future: int | None = None
    present_be = perfect = False
    negation: int | None = None
    for kid in kids:
        if kid.dep in {"aux", "auxpass"}:
            if kid.lower in _FUTURE:
                future = kid.i
            elif kid.lower in _SUPPOSED:
                if kid.lower in {"would", "'d"} and _under_saying(parse, verb):
                    future = kid.i
                else:
                    out.meet("hypothetical", kid.i)
            elif kid.lower in {"has", "have", "'ve"}:
                perfect = True
            elif kid.lower in {"is", "are", "'s", "'re", "am"}:
                present_be = True
        elif kid.dep == "neg" or (kid.dep == "advmod" and kid.lower == "never"):
            negation = kid.i
        elif kid.dep == "mark" and kid.lower in _IF:
            out.meet("hypothetical", kid.i)
        elif kid.dep in {"nsubj", "nsubjpass"} and kid.lower in {"nobody", "none", "nothing"}:
            negation = kid.i
    if future is None and verb.dep == "xcomp":
        head = parse.tokens[verb.head]
        if head.lower == "going" and head.tag == "VBG":
            future = head.i
    if future is not None:
        out.meet("planned", future)
        out.future = True
    elif verb.tag == "VBG" and present_be:
        out.meet("ongoing", verb.i)
    elif perfect:
        # "has fought the army since 2019"
        for kid in parse.children(verb.i, "prep"):
            if kid.lower == "since":
                out.meet("ongoing", kid.i)
    if negation is not None:
        out.meet("denied", negation)
        out.negated = True


def _under_saying(parse: Parse, verb: Token) -> bool:
    at = verb
    for _ in range(_MAX_HOPS):
        head = parse.tokens[at.head]
        if at.dep in {"ccomp", "parataxis"} or (at.dep == "ROOT"):
            return head.lemma in _SAYING
        if at.dep not in {"conj", "xcomp", "advcl"}:
            return False
        at = head
    return False


def _governors(parse: Parse, verb: Token, codebook: Codebook, out: Modality) -> None:
    """Verbs and nouns that take this clause as what is planned, denied or feared."""
    at = verb
    for _ in range(_MAX_HOPS):
        head = parse.tokens[at.head]
        if head.i == at.i:
            return
        infinitive = any(k.lower == "to" for k in parse.children(at.i, "aux"))
        if at.dep == "conj":
            # "plans to seize the town and hold it": what governs the first governs the second
            if head.pos not in {"VERB", "AUX"} or parse.children(at.i, "nsubj", "nsubjpass"):
                return
            for kid in parse.children(head.i, "aux", "neg"):
                if kid.lower in _FUTURE and at.tag == "VB":
                    out.meet("planned", kid.i)
                    out.future = True
                elif kid.dep == "neg" and at.tag == "VB":
                    out.meet("denied", kid.i)
        elif at.dep in {"xcomp", "acl", "pcomp"} or (at.dep == "ccomp" and infinitive):
            word = head
            if at.dep == "pcomp" and head.head != head.i:
                word = parse.tokens[head.head]
            status = codebook.hedges.get(word.lemma)
            if status is not None and (
                infinitive or at.dep == "pcomp" or at.tag == "VBG" or word.lemma == "stop"
            ):
                out.meet(status, word.i)
                _inherit(parse, word, out)
            elif at.dep == "acl" and not infinitive:
                return
        elif at.dep == "ccomp":
            status = codebook.hedges.get(head.lemma)
            if (status in {"denied", "feared"} and head.lemma not in {"fail", "refuse"}) or (
                status is not None and at.tag in {"VB", "VBP", "VBZ"}
            ):
                out.meet(status, head.i)
            return
        elif at.dep == "advcl" and infinitive:
            out.meet("planned", at.i)
        else:
            return
        at = head


def _inherit(parse: Parse, governor: Token, out: Modality) -> None:
    """A governing verb may itself be negated: "denied planning", "did not plan to attack"."""
    for kid in parse.children(governor.i, "neg"):
        out.meet("denied", kid.i)
        out.negated = True


def _noun(parse: Parse, noun: Token, codebook: Codebook, out: Modality) -> Token | None:
    """A noun's own hedges; gives the verb whose tense and negation are its own, if any."""
    for kid in parse.children(noun.i, "amod", "det", "compound", "nmod"):
        if kid.dep == "det":
            if kid.lower in _NO and kid.lower != "any":
                out.meet("denied", kid.i)
                out.negated = True
            elif kid.lower == "any":
                out.meet("hypothetical", kid.i)
        elif kid.lower in _ONGOING:
            out.meet("ongoing", kid.i)
        else:
            word = kid.lemma.removesuffix("ed") if kid.lemma.endswith("ned") else kid.lemma
            status = codebook.hedges.get(kid.lemma) or codebook.hedges.get(word.removesuffix("n"))
            if status is not None and kid.lower not in {"right", "set"}:
                out.meet(status, kid.i)
    at = noun
    for _ in range(_MAX_HOPS):
        head = parse.tokens[at.head]
        if head.i == at.i:
            return None
        if at.dep == "prep":
            if head.pos in {"NOUN", "PROPN"}:
                status = codebook.hedges.get(head.lemma)
                if status is None or at.lower not in {"of", "for", "about", "over"}:
                    return None
                out.meet(status, head.i)
            elif head.pos in {"VERB", "AUX"}:
                light = head.lemma in codebook.undergoer_verbs | codebook.doer_verbs
                status = codebook.hedges.get(head.lemma)
                if status is not None and at.lower in {"for", "of", "about", "against", "from"}:
                    out.meet(status, head.i)
                    return head
                return head if light and at.lower in {"under", "out"} else None
        elif at.dep in {"dobj", "nsubjpass"}:
            status = codebook.hedges.get(head.lemma)
            if status is not None and head.lemma not in {"stop", "end", "announce", "order"}:
                out.meet(status, head.i)
                return head
            light = head.lemma in codebook.doer_verbs | codebook.undergoer_verbs
            return head if light else None
        elif at.dep == "nsubj":
            return head if head.lemma in _TAKES_PLACE else None
        elif at.dep not in {"pobj", "conj", "compound"}:
            return None
        at = head
    return None
