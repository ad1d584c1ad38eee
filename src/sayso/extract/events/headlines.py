"""Headlines whose verb the parser took for a noun: "Israel bombs town", "BLA claims attack".

A plural does not stand before a noun that it describes ("bomb squad", not "bombs squad"), so a
word in -s between a subject and a noun is the verb, if the codebook has such a verb.
"""

from __future__ import annotations

from dataclasses import replace

from sayso.extract.codebook import Codebook
from sayso.language.parse import Parse, Token

_HEADLINES = frozenset({"title", "heading"})
_ENDS = frozenset({"NNS", "NNPS", "VBZ", "NNP"})


def mend_headlines(parse: Parse, codebook: Codebook) -> Parse:
    """The parse with the verbs of its headlines as verbs; the same one where nothing is mended."""
    tokens = list(parse.tokens)
    mended = False
    for sentence in parse.sentences:
        if parse.blocks[sentence.block].kind not in _HEADLINES:
            continue
        for t in parse.sentence_tokens(sentence):
            if _is_hidden_verb(t, codebook):
                mended = _mend(parse, t, tokens) or mended
    return replace(parse, tokens=tuple(tokens)) if mended else parse


def _is_hidden_verb(t: Token, codebook: Codebook) -> bool:
    return (
        t.dep == "compound"
        and t.head > t.i
        and t.tag in _ENDS
        and t.lower.endswith("s")
        and t.lower != t.lemma
        and t.lemma in codebook.verbs
    )


def _mend(parse: Parse, verb: Token, tokens: list[Token]) -> bool:
    """Hang subject and object on the verb; False when nothing stands before it."""
    noun = parse.tokens[verb.head]
    kids = (*parse.children(verb.i), *parse.children(noun.i))
    before = sorted((k for k in kids if k.i < verb.i), key=lambda k: k.i)
    if not before or before[-1].i != verb.i - 1:
        return False
    subject = before[-1]
    outer = parse.tokens[noun.head]
    top = replace(verb, pos="VERB", tag="VBZ", dep="ROOT", head=verb.i)
    if noun.i != outer.i and outer.pos in {"VERB", "AUX"} and noun.dep == "nsubj":
        # "Israel raids market, kills three"
        dep, head = ("ROOT", verb.i) if outer.head == outer.i else (outer.dep, outer.head)
        top = replace(top, dep=dep, head=head)
        tokens[outer.i] = replace(tokens[outer.i], dep="conj", head=verb.i)
    elif noun.i != outer.i:
        top = replace(top, dep=noun.dep, head=noun.head)
    for kid in kids:
        # What told of the clause ("Gunmen kill 7; BLA claims attack") tells of its verb.
        if kid.dep in {"ccomp", "punct", "advcl", "parataxis"}:
            tokens[kid.i] = replace(tokens[kid.i], head=verb.i)
        elif kid in before and kid is not subject:
            tokens[kid.i] = replace(tokens[kid.i], head=subject.i)
    tokens[subject.i] = replace(tokens[subject.i], dep="nsubj", head=verb.i)
    tokens[noun.i] = replace(tokens[noun.i], dep="dobj", head=verb.i)
    tokens[verb.i] = top
    return True
