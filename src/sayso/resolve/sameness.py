"""Which mentions in one report tell of one happening.

"A bomb exploded …", "the blast", "the attack" are one; "a second bombing" is not. Evidence for
and against is weighed; the weights are priors, checked on reports with hand-made event chains.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sayso.extract.mentions import EventMention
from sayso.extract.word_set import word_set
from sayso.language.parse import Parse, Token
from sayso.record import Time
from sayso.resolve.told import EFFECTS, Place, Told, Words, is_headline, restates, told_of

_ACTS = word_set("attack incident raid ambush assault clash bombing shooting strike operation")
"""Nouns that only say again what the verb tells: "in a separate attack, gunmen shot …"."""
_SUMMED_UP = 0.8
"""What it says for a headline and the first sentence below it that they name the same place."""
_ON_THINGS = frozenset({"destroy", "primitive"})
_POLICE = frozenset({"police", "officer", "policeman", "policewoman"})
_REACH = 2
"""Sentences from an act in which a bare word of effect goes on telling of it."""
_PROMINENT = 0.1
"""What each mention so far adds: "the attack" is sooner the one told of most."""
_LOOSE_MODES = frozenset({None, "targeted", "destroy"})
_BOMBS = frozenset({"explosives", "suicide-attack"})
_BLASTS = frozenset({"explosives", "suicide-attack", "aerial", "drone", "heavy-weapons"})
"""Modes that a headline does not tell apart: "bombing", "blast", "strike"."""
_REAL = frozenset({"happened", "ongoing", "denied"})
_PARTS_OF_DAY = frozenset({"MO", "AF", "EV", "NI"})
_NEEDED = 1.5
_TELLING = 3
"""From this number on an equal toll is no accident."""
_WINDOW = 40
"""Mentions back that are weighed: a bound on the work for very long texts."""


def same_happenings(
    parse: Parse,
    events: Sequence[EventMention],
    rows: Sequence[tuple[Place, str | None, bool]],
    times: Mapping[str, Time],
    names: Mapping[int, Mapping[str, str]] | None = None,
) -> list[int | None]:
    """For each event the index of the first mention of the same happening, or ``None``.

    Args:
        parse: The report's parse.
        events: Its events, in text order.
        rows: Places, time and background of each event.
        times: The report's times by id.
        names: The places that each sentence names, their names by id.
    """
    lead = next((x.i for x in parse.sentences if not is_headline(parse, x)), -1)
    mentions = [
        told_of(parse, e, *row, lead, names or {}) if parse.between(*e.anchor) else None
        for e, row in zip(events, rows, strict=True)
    ]
    out: list[int | None] = [None] * len(events)
    # Blocks in their order, without those that tell of nothing: a byline parts no telling.
    order = {b: n for n, b in enumerate(dict.fromkeys(s.block for s in parse.sentences))}
    members: dict[int, list[Told]] = {}
    for j, mention in enumerate(mentions):
        if mention is None:
            continue
        best: tuple[float, int] | None = None
        told = _said_again(parse, mentions, out, j)
        if told is None:
            told = _just_told(mentions, out, j, order)
        if told is not None:
            best = (_NEEDED, told)
        elif not mention.new:
            for i in range(max(0, j - _WINDOW), j):
                other = mentions[i]
                if other is None:
                    continue
                score = _score(other, mention, times)
                first = out[i]
                root = i if first is None else first
                # A happening is told in many words: none of them may speak against it.
                if score >= _NEEDED and all(
                    _compatible(m, mention, times) for m in members.get(root, [])[-_WINDOW:]
                ):
                    score += _PROMINENT * min(3, len(members.get(root, []))) - 0.01 * (j - i)
                    if best is None or score > best[0]:
                        best = (score, root)
        if best is not None:
            out[j] = best[1]
        members.setdefault(best[1] if best else j, []).append(mention)
    return out


def _said_again(
    parse: Parse, mentions: Sequence[Told | None], out: Sequence[int | None], j: int
) -> int | None:
    """The happening that the words of one say again, by how the sentence is built.

    "It was the third attack this month", "in a separate attack, gunmen shot dead two".
    """
    mention = mentions[j]
    if mention is None:
        return None
    again = restates(parse, mention.token)
    for i in range(j - 1, max(-1, j - _WINDOW), -1):
        other = mentions[i]
        if other is None or other.event.type != mention.event.type:
            continue
        first = out[i]
        root = i if first is None else first
        if again:
            near = 0 <= mention.token.sent - other.token.sent <= _REACH
            real = other.event.status in _REAL and not other.background
            return root if near and real and not other.in_headline else None
        if other.token.sent != mention.token.sent:
            return None
        pairs = ((other.token, mention.token), (mention.token, other.token))
        if any(_within(parse, x, y) or _when(parse, x, y) for x, y in pairs):
            return root
    return None


def _within(parse: Parse, noun: Token, verb: Token) -> bool:
    """Whether a verb tells what happened in an act: "in the attack they shot two"."""
    prep = parse.tokens[noun.head]
    if (
        noun.dep not in {"pobj", "pcomp"}
        or prep.head != verb.i
        or prep.lower not in {"in", "during", "by"}
    ):
        return False
    return verb.lemma in EFFECTS or (verb.pos == "VERB" and noun.lemma in _ACTS)


def _when(parse: Parse, act: Token, effect: Token) -> bool:
    """Whether a clause tells what had an effect, or what effect it had.

    "Five died when warplanes struck the works", "warplanes struck the works, killing five".
    """
    if effect.lemma not in EFFECTS:
        return False
    if effect.head == act.i and effect.dep == "advcl" and effect.tag == "VBG":
        return True
    if act.dep != "advcl" or act.head != effect.i:
        return False
    return any(k.lower in {"when", "as"} for k in parse.children(act.i, "advmod", "mark"))


def _just_told(
    mentions: Sequence[Told | None],
    out: Sequence[int | None],
    j: int,
    order: Mapping[int, int],
) -> int | None:
    """The happening that a bare word of effect goes on telling of; else ``None``.

    "Gunmen attacked the post. Two guards were killed." A toll belongs to the last happening that
    had one, however far back.
    """
    mention = mentions[j]
    if mention is None or mention.event.type != "ASSAULT":
        return None
    is_toll = mention.token.lemma == "toll"
    if not (is_toll or (mention.is_effect and mention.event.status in _REAL)):
        return None
    for i in range(j - 1, max(-1, j - _WINDOW), -1):
        other = mentions[i]
        if other is None or other.event.type != "ASSAULT" or other.event.status not in _REAL:
            continue
        if other.event.mode in _ON_THINGS and not other.tolls:
            continue  # nobody died of the lorries that were burned
        first = out[i]
        root = i if first is None else first
        if is_toll:
            if any(effect == "killed" for effect, _ in other.tolls):
                return root
            continue
        near = mention.token.sent - other.token.sent <= _REACH
        block = order[mention.token.block] - order[other.token.block] <= 1
        own = other.actors.all & mention.recipients.all or (
            other.actors.all & _POLICE and mention.recipients.all & _POLICE
        )  # police fired tear gas; the officers were hurt by others
        named = mention.recipients.names and other.recipients.names
        if near and block and not named and not own and _compatible(other, mention, {}):
            return root
        return None
    return None


def _compatible(a: Told, b: Told, times: Mapping[str, Time]) -> bool:
    """Whether nothing told of the one rules out the other."""
    if a.event.type != b.event.type or a.background != b.background:
        return False
    if (a.event.status in _REAL) != (b.event.status in _REAL):
        return False
    if not (_modes_meet(a, b) or a.mode is None or b.mode is None):
        return False
    if a.places and b.places and not _places_meet(a, b):
        return False
    return _times_meet(times.get(a.time or ""), times.get(b.time or ""))


def _modes_meet(a: Told, b: Told) -> bool:
    one, two = a.event.mode, b.event.mode
    loose = one in _LOOSE_MODES or two in _LOOSE_MODES
    bombs = _BLASTS if a.in_headline and b.in_lead else _BOMBS
    return one == two or loose or {one, two} <= bombs


def _places_meet(a: Told, b: Told) -> bool:
    """Whether two mentions share a place.

    A headline may name the region, or the town near by, that the sentence below it names too.
    """
    if set(a.places) & set(b.places):
        return True
    near = " ".join(b.around).split()
    return (
        a.in_headline and b.in_lead and bool(a.named) and set(" ".join(a.named).split()) <= {*near}
    )


def _times_meet(a: Time | None, b: Time | None) -> bool:
    if a is None or b is None or a.earliest is None or b.earliest is None:
        return True
    parts = {(t.value or "")[11:] for t in (a, b)}
    if len(parts) == 2 and parts <= _PARTS_OF_DAY and parts != {"EV", "NI"}:
        return False
    return (
        a.earliest[:10] <= (b.latest or b.earliest)[:10]
        and b.earliest[:10] <= (a.latest or a.earliest)[:10]
    )


def _score(a: Told, b: Told, times: Mapping[str, Time]) -> float:
    if not _compatible(a, b, times):
        return -1.0
    score = 0.0
    score += 1.0 * b.definite - 0.6 * b.indefinite
    if a.event.mode is not None and b.event.mode is not None and _modes_meet(a, b):
        score += 0.5
    if a.token.lemma == b.token.lemma:
        score += 1.0
    elif a.event.mode == b.event.mode and a.event.mode is not None:
        score += 0.6
    elif b.definite:
        score += 0.5
    score += _overlap(a.actors, b.actors, 1.0, 0.6)
    # who died in an attack on a post is not what was attacked
    against = 0.0 if a.tells_effect != b.tells_effect else 1.0
    score += _overlap(a.recipients, b.recipients, 1.5, against)
    if b.given and a.recipients.all & b.recipients.all:
        score += 0.6  # "attacked an outpost … stormed the outpost"
    shared = [n for _, n in a.tolls & b.tolls]
    if shared:
        score += 1.5 if max(shared) >= _TELLING else 0.5
    if a.places and b.places:
        score += 0.8 + _SUMMED_UP * (a.in_headline and b.in_lead)
    if a.time and b.time:
        score += 0.5
    return score


def _overlap(a: Words, b: Words, plus: float, minus: float) -> float:
    """What two sets of participants say for one happening, or against it.

    Two names must share half of the shorter one: "Governor Ana Ruiz" is not "Governor Luis Vega".
    """
    if not a.all or not b.all:
        return 0.0
    if a.names and b.names:
        shared = len(a.names & b.names) / min(len(a.names), len(b.names))
        return plus if shared >= 0.5 else -1.5 * minus
    if a.all & b.all:
        return plus
    # "rebels" may well be the Valley Front told of by name
    return -minus / 2 if a.names or b.names else -minus
