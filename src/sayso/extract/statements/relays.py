"""Sources that reach the report through another: quoted by, cited by, citing.

"SANA quoted a source as saying that …", "citing two officials, the paper said …", "… according to
doctors quoted by Radio X": two statements of one content, the second inside the first.
"""

from __future__ import annotations

from collections.abc import Sequence

from sayso.extract import phrases
from sayso.extract.statements.draft import Draft
from sayso.language.parse import Parse, Token

RELAYING = frozenset({"quote", "cite"})


def relayed_source(parse: Parse, verb: Token) -> Token | None:
    """Who speaks in "… quoted X as saying …": not the one who quotes."""
    if verb.dep != "pcomp" or parse.tokens[verb.head].lower != "as":
        return None
    relay = parse.tokens[parse.tokens[verb.head].head]
    if relay.lemma not in RELAYING:
        return None
    return next(iter(parse.children(relay.i, "dobj", "nsubjpass")), None)


def relays(parse: Parse, drafts: Sequence[Draft]) -> list[Draft]:
    """The further statements that hang on those already found, which these then stand in or hold.

    ``citing X``: X says what the citing verb's statement says, inside it. ``X quoted by Y`` and
    ``Y quoted X as saying``: Y says what X says, and X's statement is inside Y's.
    """
    by_verb = {draft.verb.i: draft for draft in drafts}
    out: list[Draft | None] = []
    for token in parse.tokens:
        if token.lemma not in RELAYING or token.pos != "VERB":
            continue
        speaking = next((v for v in _as_saying(parse, token) if v.i in by_verb), None)
        if speaking is not None:
            out.append(_quoted_as_saying(parse, token, by_verb[speaking.i]))
        elif token.dep in ("advcl", "acl") and token.tag == "VBG":
            out.append(_citing(parse, token, by_verb.get(token.head) or _told_by(drafts, token.i)))
        elif token.dep == "acl" and token.tag == "VBN":
            out.append(_quoted_by(parse, token, _told_by(drafts, token.i)))
    return [draft for draft in out if draft is not None]


def _as_saying(parse: Parse, relay: Token) -> list[Token]:
    return [v for p in parse.children(relay.i, "prep") for v in parse.children(p.i, "pcomp")]


def _quoted_as_saying(parse: Parse, relay: Token, inner: Draft) -> Draft | None:
    if not inner.content:  # "…, the agency quoted a source as saying"
        inner.content = [parse.subtree(c.i) for c in parse.children(relay.i, "ccomp")]
    passive = bool(parse.children(relay.i, "nsubjpass"))
    teller = phrases.by_agent(parse, relay) if passive else phrases.subject(parse, relay)
    return _around(parse, relay, teller, inner)


def _quoted_by(parse: Parse, relay: Token, inner: Draft | None) -> Draft | None:
    teller = phrases.by_agent(parse, relay)
    if inner is None or inner.source is None or teller is None:
        return None
    inner.source = phrases.trim(parse, (inner.source[0], relay.i))
    return _around(parse, relay, teller, inner)


def _around(parse: Parse, relay: Token, teller: Token | None, inner: Draft) -> Draft | None:
    """The statement of who relays ``inner``, which from now on is inside it."""
    if teller is None or not inner.content:
        return None
    own = [*inner.cue, *([inner.source] if inner.source else [])]
    between = (min(a for a, _ in own), max(b for _, b in own))  # "a source as saying"
    inner.inside = Draft(
        verb=relay,
        source=phrases.noun_phrase(parse, teller),
        cue=[(relay.i, relay.i + 1)],
        content=[*inner.content, between],
        stance="states",
    )
    return inner.inside


def _citing(parse: Parse, relay: Token, governing: Draft | None) -> Draft | None:
    cited = next(iter(parse.children(relay.i, "dobj")), None)
    if governing is None or cited is None or not governing.content:
        return None
    return Draft(
        verb=relay,
        source=phrases.noun_phrase(parse, cited),
        cue=[(relay.i, relay.i + 1)],
        content=phrases.ranges_without(governing.content, range(*parse.subtree(relay.i))),
        stance="states",
        inside=governing,
    )


def _told_by(drafts: Sequence[Draft], i: int) -> Draft | None:
    """The statement in whose source token ``i`` stands."""
    return next((d for d in drafts if d.source and d.source[0] <= i < d.source[1]), None)
