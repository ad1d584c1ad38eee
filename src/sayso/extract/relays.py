"""Sources that reach the report through another: quoted by, cited by, citing.

"SANA quoted a source as saying that …", "citing two officials, the paper said …", "… according to
doctors quoted by Radio X": two statements of one content, the second inside the first.
"""

from __future__ import annotations

from collections.abc import Sequence

from sayso.extract import phrases
from sayso.extract.statement_draft import Draft
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
    """The further statements that hang on those already found.

    ``citing X``: X says what the citing verb's statement says, inside it. ``X quoted by Y``: Y
    says it, and X's statement is inside Y's.
    """
    by_verb = {draft.verb.i: draft for draft in drafts}
    out: list[Draft] = []
    for token in parse.tokens:
        if token.lemma not in RELAYING or token.pos != "VERB":
            continue
        if token.dep in ("advcl", "acl") and token.tag == "VBG":
            governing = by_verb.get(token.head) or _told_by(drafts, token.i)
            cited = next(iter(parse.children(token.i, "dobj")), None)
            if governing is not None and cited is not None and governing.content:
                own = range(*parse.subtree(token.i))
                out.append(
                    Draft(
                        verb=token,
                        source=phrases.noun_phrase(parse, cited),
                        cue=[(token.i, token.i + 1)],
                        content=phrases.ranges_without(governing.content, own),
                        stance="states",
                        inside=governing,
                    )
                )
        elif token.dep == "acl" and token.tag == "VBN":
            agent = phrases.by_agent(parse, token)
            inner = _told_by(drafts, token.i)
            if agent is not None and inner is not None and inner.source and inner.content:
                outer = Draft(
                    verb=token,
                    source=phrases.noun_phrase(parse, agent),
                    cue=[(token.i, token.i + 1)],
                    content=list(inner.content),
                    stance="states",
                )
                inner.inside = outer
                inner.source = phrases.trim(parse, (inner.source[0], token.i))
                out.append(outer)
    return out


def _told_by(drafts: Sequence[Draft], i: int) -> Draft | None:
    """The statement in whose source token ``i`` stands."""
    return next((d for d in drafts if d.source and d.source[0] <= i < d.source[1]), None)
