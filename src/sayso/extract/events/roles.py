"""Who did it to whom, and with what: filling the roles of a trigger by direction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sayso.extract.arguments import (
    Clause,
    NounPhrase,
    Preposition,
    clause_of,
    content_head,
    phrase_span,
    with_conjuncts,
)
from sayso.extract.codebook import Codebook, InstrumentKind
from sayso.extract.events.drafts import Draft
from sayso.extract.events.selection import is_abstract, is_party
from sayso.extract.events.speakers import speaker_for
from sayso.extract.word_set import word_set
from sayso.language.parse import Parse, Token
from sayso.record import Span

_SOURCES = frozenset({"by", "from", "at"})
_MEANS = frozenset({"with", "using", "by", "from", "in"})
_AGENTIVE = ("er", "or", "man", "men", "ist", "ant", "ent")
_CARRYING = word_set("arm wield carry load pack fill rig lade strap equip")
_BLAMING = frozenset({"accuse", "blame", "suspect", "convict", "implicate"})
_GROUPS = word_set(
    "rebel police army troop militant militia guerrilla government soldier gang cartel "
    "insurgent navy force coalition jihadist islamist mob protester student worker union "
    "fighter separatist extremist paramilitary guard mercenary bandit pirate state"
)
_PLACES = frozenset({"in", "at", "near", "around", "outside", "inside", "from", "into", "across"})
_OWNERS = frozenset({"NORP", "GPE", "ORG"})
_NO_PARTY = frozenset({"VERB", "AUX", "ADV", "SCONJ", "NUM"})
_NOT_PARTIES = word_set(
    "day week month year night morning evening afternoon monday tuesday wednesday thursday friday "
    "saturday sunday way case behalf basis result end time place role part charge suspicion"
)


def fill_roles(parse: Parse, draft: Draft, codebook: Codebook, labels: Mapping[int, str]) -> None:
    """Fill actors, recipients and instrument of a draft, in place.

    Args:
        parse: The report's parse.
        draft: A trigger with its clause or noun phrase.
        codebook: The words.
        labels: Token index to the label of the named entity that holds it.
    """
    actors: list[int] = []
    recipients: list[int] = []
    used: set[int] = set()
    if draft.clause is not None:
        actors, recipients = _of_verb(parse, draft, draft.clause, codebook, used)
        means = [*draft.clause.doers, *_armed(parse, draft.clause.doers)]
        means += [o for o in draft.clause.objects if _may_be_used(parse, o, codebook)]
        prepositions = draft.clause.prepositions
    else:
        noun = draft.noun
        if noun is None:
            return
        actors, recipients = _of_noun(parse, draft, noun, codebook, used, labels)
        means = [draft.anchor, *noun.modifiers]
        prepositions = noun.prepositions
    # "killed with a rifle", "a bomb exploded", "the car bombing"
    means += [o for name, _, heads in prepositions if name in _MEANS for o in heads]
    _instrument(parse, draft, means, codebook)
    things = {draft.anchor, *_used_up(parse, draft, codebook)}
    if draft.instrument is not None and draft.trigger.type == "ASSAULT":
        actors = [a for a in actors if not _is_bare_instrument(parse, a, codebook, labels)]
    actors = _parties(parse, [a for a in actors if a not in things])
    actors = [a for a in actors if _may_act(parse, a, codebook, labels)]
    recipients = _parties(parse, [r for r in recipients if r not in things and r not in actors])
    recipients = [r for r in recipients if _may_undergo(parse, draft, r, codebook)]
    draft.actors = [_span(parse, a, draft.anchor, used) for a in actors]
    draft.recipients = [_span(parse, r, draft.anchor, used) for r in recipients]


def _span(parse: Parse, head: int, anchor: int, used: set[int]) -> Span:
    """A party's phrase, without the clause that tells of the event: "rebels holding the town"."""
    telling = {
        k.i
        for k in parse.children(head)
        if k.i > head and parse.subtree(k.i)[0] <= anchor < parse.subtree(k.i)[1]
    }
    return phrase_span(parse, head, used | telling)


def parties_among(parse: Parse, spans: Iterable[Span], codebook: Codebook) -> list[Span]:
    """The phrases that name people, bodies or states, not things."""
    heads = [(span, head_of(parse, span)) for span in spans]
    return [
        span
        for span, head in heads
        if head is not None and is_party(parse.tokens[content_head(parse, head)], codebook)
    ]


def head_of(parse: Parse, span: Span) -> int | None:
    """The token of a phrase whose head lies outside of it."""
    tokens = parse.between(*span)
    inside = {t.i for t in tokens}
    return next((t.i for t in tokens if t.head not in inside or t.head == t.i), None)


def _may_act(parse: Parse, a: int, codebook: Codebook, labels: Mapping[int, str]) -> bool:
    """Whether a noun names somebody: "a boat loaded with explosives" does not, "US jets" do."""
    t = parse.tokens[content_head(parse, a)]
    return is_party(t, codebook) or (t.tag != "NN" and _is_owned(parse, t.i, labels))


def _may_undergo(parse: Parse, draft: Draft, r: int, codebook: Codebook) -> bool:
    """Whether an act of this type can be done to what a noun names.

    Violence and coercion hit things too, but not what they are done with.
    """
    t = parse.tokens[content_head(parse, r)]
    quad = codebook.types[draft.trigger.type].quad
    if draft.trigger.type == "ASSAULT" and draft.mode != "destroy":
        return not _may_be_used(parse, t.i, codebook)
    if quad == 4 and draft.trigger.type != "PROTEST":
        return not is_abstract(t, codebook)
    return is_party(t, codebook)


def _is_owned(parse: Parse, i: int, labels: Mapping[int, str]) -> bool:
    kids = parse.children(i, "compound", "amod", "nmod", "poss")
    return any(labels.get(k.i) in _OWNERS or k.lemma in _GROUPS for k in kids)


def _of_verb(
    parse: Parse, draft: Draft, clause: Clause, codebook: Codebook, used: set[int]
) -> tuple[list[int], list[int]]:
    rule = draft.trigger
    consumed = _used_up(parse, draft, codebook)
    actors = [speaker_for(parse, d) for d in clause.doers]
    free = [o for o in clause.objects if o not in consumed]
    if rule.type in {"ASSAULT", "PROTEST"} and rule.mode != "destroy":
        # "fired shells at the town", "threw stones at the police"
        free = [o for o in free if not _may_be_used(parse, o, codebook)]
    recipients = [*clause.datives, *free]
    prepositions = [p for p in clause.prepositions if not set(p[2]) & consumed]
    if rule.undergoes:
        by = _through(parse, prepositions, _SOURCES, used)
        return by, actors
    kind = codebook.types[rule.type]
    means = kind.object == "means"
    things = kind.object == "either" and _only_things(parse, recipients, codebook)
    if not recipients or things or means:
        found = _through(parse, prepositions, kind.to, used)
        recipients = found or ([] if means and draft.clause else recipients)
    if not recipients:
        # "urged Iran to stop", "said Israel must withdraw": the subject of the inner clause
        for inner in clause.clauses:
            recipients = [
                k.i for k in parse.children(inner, "nsubj", "nsubjpass") if k.i not in actors
            ]
            if recipients:
                break
    if rule.sides and rule.type == "ASSAULT":
        draft.sided = True
        actors += [r for r in recipients if r not in actors]
        recipients = []
    return actors, recipients


def _used_up(parse: Parse, draft: Draft, codebook: Codebook) -> set[int]:
    """What the trigger is made of, less the parties among it: "clashed with protesters"."""
    objects = draft.clause.objects if draft.clause is not None else ()
    return {c for c in draft.consumed if c in objects or _only_things(parse, [c], codebook)}


def _only_things(parse: Parse, heads: list[int], codebook: Codebook) -> bool:
    """Whether an object is no party: aid, a ban, a meeting."""
    return all(
        parse.tokens[h].pos == "NOUN"
        and not _looks_agent(parse.tokens[content_head(parse, h)], codebook)
        for h in heads
    )


def _looks_agent(t: Token, codebook: Codebook) -> bool:
    if t.pos == "PROPN" or t.lemma in _GROUPS:
        return True
    if t.lemma in codebook.civilian or t.lemma in codebook.combatant:
        return True
    return t.lemma.endswith(_AGENTIVE) and t.lemma not in codebook.things


def _through(
    parse: Parse, prepositions: Iterable[Preposition], names: frozenset[str], used: set[int]
) -> list[int]:
    for name, at, heads in prepositions:
        if name in names and not all(parse.tokens[h].lemma in _NOT_PARTIES for h in heads):
            used.add(at)
            return list(heads)
    return []


def _of_noun(
    parse: Parse,
    draft: Draft,
    noun: NounPhrase,
    codebook: Codebook,
    used: set[int],
    labels: Mapping[int, str],
) -> tuple[list[int], list[int]]:
    rule = draft.trigger
    to = codebook.types[rule.type].to
    actors: list[int] = []
    recipients: list[int] = []
    for name, at, heads in noun.prepositions:
        if name == "between":
            used.add(at)
            draft.sided = True
            return list(heads), []
        own = parse.tokens[at].head == noun.noun  # not "a curfew on half of the city"
        if name == "by" or (
            name == "of" and own and rule.poss == "actor" and rule.type != "ASSAULT"
        ):
            used.add(at)
            actors += heads
        elif name in to and name not in _PLACES and not recipients:
            used.add(at)
            recipients += [h for h in heads if parse.tokens[h].lemma not in _NOT_PARTIES]
    possessors = [p for p in noun.possessors if parse.tokens[p].lemma not in _NOT_PARTIES]
    for p in possessors:
        (actors if rule.poss == "actor" or recipients else recipients).extend(
            with_conjuncts(parse, p)
        )
    if not actors:
        actors += [m for m in noun.modifiers if _modifier_acts(parse, m, noun.noun, labels)]
        draft.presumed = bool(actors)
    actors = actors or _accused(parse, noun.noun)
    light = _carrier(parse, noun.noun, codebook)
    if light is not None:
        verb, undergoes = light
        clause = clause_of(parse, verb)
        if undergoes:
            recipients = recipients or [d for d in clause.doers if d != noun.noun]
        else:
            actors = actors or [d for d in clause.doers if d != noun.noun]
        if not recipients and not undergoes:
            recipients = [*clause.datives] or _through(
                parse, clause.prepositions, to - _PLACES, used
            )
            recipients = [r for r in recipients if r != noun.noun and r not in actors]
    if rule.sides and rule.type == "ASSAULT" and recipients and actors:
        draft.sided = True
        return [*actors, *recipients], []
    return actors, recipients


def _accused(parse: Parse, noun: int) -> list[int]:
    """Who is said to have done it: "accused the militia of the attack"."""
    t = parse.tokens[noun]
    prep = parse.tokens[t.head]
    if t.dep != "pobj" or prep.lower not in {"of", "for", "in", "over"}:
        return []
    verb = parse.tokens[prep.head]
    if verb.dep in {"dobj", "nsubjpass"}:  # the parser may hang "of the attack" on the accused
        verb = parse.tokens[verb.head]
    if verb.lemma not in _BLAMING:
        return []
    done_to = parse.children(verb.i, "nsubjpass") or parse.children(verb.i, "dobj")
    return with_conjuncts(parse, done_to[0].i) if done_to else []


def _modifier_acts(parse: Parse, m: int, noun: int, labels: Mapping[int, str]) -> bool:
    """Whether a modifier does it: "rebel attack", "Taliban raid", not "Hilton hotel blast"."""
    t = parse.tokens[m]
    if t.lemma in _GROUPS:
        return True
    return labels.get(m) == "NORP" or (labels.get(m) == "ORG" and t.head == noun)


def _carrier(parse: Parse, noun: int, codebook: Codebook) -> tuple[int, bool] | None:
    """The light verb that carries a noun's event, and whether its subject undergoes it."""
    t = parse.tokens[noun]
    head = parse.tokens[t.head]
    if t.dep == "conj" and head.pos == "NOUN":
        t, head = head, parse.tokens[head.head]
    if t.dep == "pobj":
        prep, head = head, parse.tokens[head.head]
        if head.lemma == "come" and prep.lower == "under":
            return head.i, True
        if head.lemma in {"engage", "take", "participate", "join"} and prep.lower == "in":
            return head.i, False
        if prep.lower == "for" and any(
            k.lemma == "responsibility" for k in parse.children(head.i, "dobj")
        ):
            return head.i, False  # the parser may hang "for the raid" on "claimed"
        if head.lemma == "responsibility" and prep.lower == "for" and head.dep == "dobj":
            return head.head, False  # "claimed responsibility for the raid"
        return None
    if t.dep in {"dobj", "nsubjpass"} and head.pos in {"VERB", "AUX"}:
        if head.lemma in codebook.doer_verbs:
            return head.i, False
        if head.lemma in codebook.undergoer_verbs and t.dep == "dobj":
            return head.i, True
    return None


def _instrument(parse: Parse, draft: Draft, tokens: Iterable[int], codebook: Codebook) -> None:
    if draft.trigger.type not in {"ASSAULT", "COERCE", "THREATEN", "MOBILIZE"}:
        return
    for i in tokens:
        kind = _kind(parse, i, codebook)
        if kind is None:
            continue
        first = i - len(kind.words) + 1
        draft.instrument = (parse.span(first, i + 1), kind.kind)
        if draft.trigger.type == "ASSAULT" and kind.mode and _may_refine(draft.mode, kind.mode):
            draft.mode = kind.mode
        return


def _may_refine(mode: str | None, new: str) -> bool:
    return mode is None or (mode == "explosives" and new == "suicide-attack")


def _may_be_used(parse: Parse, i: int, codebook: Codebook) -> bool:
    kind = _kind(parse, i, codebook)
    return kind is not None and kind.as_object


def _kind(parse: Parse, i: int, codebook: Codebook) -> InstrumentKind | None:
    for kind in codebook.instruments.get(parse.tokens[i].lemma, ()):
        first = i - len(kind.words) + 1
        if first >= 0 and all(
            parse.tokens[first + k].lemma == w or parse.tokens[first + k].lower == w
            for k, w in enumerate(kind.words)
        ):
            return kind
    return None


def _is_bare_instrument(
    parse: Parse, i: int, codebook: Codebook, labels: Mapping[int, str]
) -> bool:
    """Whether it is only a thing: "a bomb exploded" has no doer, "Turkish jets bombed" has."""
    if _kind(parse, i, codebook) is None:
        return False
    return not _is_owned(parse, i, labels)


def _armed(parse: Parse, doers: Iterable[int]) -> list[int]:
    """What doers carry: "men armed with machetes"."""
    return [
        o
        for d in doers
        for kid in parse.children(d, "acl")
        if kid.lemma in _CARRYING
        for o in (
            *(k.i for k in parse.children(kid.i, "dobj")),
            *(
                o
                for name, _, os in clause_of(parse, kid.i).prepositions
                if name == "with"
                for o in os
            ),
        )
    ]


def _parties(parse: Parse, heads: Iterable[int]) -> list[int]:
    """Without repeats, times and words that are no parties."""
    out: list[int] = []
    for h in heads:
        t = parse.tokens[h]
        if h in out or t.lemma in _NOT_PARTIES or t.pos in _NO_PARTY:
            continue
        if t.lower in {"there", "which", "that", "what", "this", "himself", "itself"}:
            continue
        out.append(h)
    return out
