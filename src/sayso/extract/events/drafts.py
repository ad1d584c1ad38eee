"""Events while they are being put together, and the joining of an act with what it did."""

from __future__ import annotations

from dataclasses import dataclass, field

from sayso.extract.arguments import Clause, NounPhrase
from sayso.extract.codebook import Trigger
from sayso.extract.events.modality import Modality
from sayso.extract.mentions import TollMention
from sayso.language.parse import Parse
from sayso.record import Span

_THROUGH = frozenset({"in", "by", "during", "from"})
_RESULTS = frozenset({"conj", "advcl", "relcl", "acl", "xcomp", "ccomp", "oprd"})
_MAX_HOPS = 6


@dataclass(slots=True)
class Draft:
    """A trigger with what was found round it so far."""

    anchor: int
    token_span: Span
    trigger: Trigger
    clause: Clause | None = None
    noun: NounPhrase | None = None
    matched: tuple[int, ...] = ()
    consumed: tuple[int, ...] = ()
    inner: tuple[int, ...] = ()
    """Verbs of its complement clauses."""
    mode: str | None = None
    cameo: str | None = None
    actors: list[Span] = field(default_factory=list)
    recipients: list[Span] = field(default_factory=list)
    presumed: bool = False
    """Its actors are only words before the noun: "the Taliban raid", "the Baluchistan ambush"."""
    sided: bool = False
    """Two sides, both in ``actors``."""
    instrument: tuple[Span, str] | None = None
    joined: list[int] = field(default_factory=list)
    """Words of effect that belong to it: "killed" in "the bombing killed 12"."""
    lent: bool = False
    """Its recipients came with the words of effect: "an ambush", "killed six and wounded 20"."""
    tolls: list[TollMention] = field(default_factory=list)
    modality: Modality | None = None

    def words(self) -> tuple[int, ...]:
        """The tokens that its type was read from."""
        return (self.anchor, *self.matched, *self.joined)


def join_results(parse: Parse, drafts: list[Draft]) -> list[Draft]:
    """Join words of effect with the act that had it, and with each other.

    "A bomb exploded, killing 12 and wounding 30" is one explosion with two tolls.
    """
    acts = {d.anchor: d for d in drafts if _harms(d) and not d.trigger.result}
    results = {d.anchor: d for d in drafts if d.trigger.result}
    gone: dict[int, Draft] = {}
    for result in results.values():
        result.lent = True
        act = _act_of(parse, result, acts)
        if act is not None:
            _join(act, result, gone)
    for result in results.values():
        first = _coordinated(parse, result.anchor, results)
        if first is None:
            continue
        # "killed six and wounded 20 in an ambush": whichever found the act takes the other along
        one, other = results[first], result
        if one.anchor in gone and other.anchor not in gone:
            _join(gone[one.anchor], other, gone)
        elif other.anchor in gone and one.anchor not in gone:
            _join(gone[other.anchor], one, gone)
        elif one.anchor not in gone:
            _join(one, other, gone)
    return [d for d in drafts if d.anchor not in gone]


def _harms(draft: Draft) -> bool:
    return draft.trigger.type == "ASSAULT" or draft.mode == "riot"


def _join(act: Draft, result: Draft, gone: dict[int, Draft]) -> None:
    if act is result:
        return
    gone[result.anchor] = act
    if not act.recipients or act.lent:
        act.lent = True
        act.recipients += [r for r in result.recipients if r not in act.recipients]
    act.joined += [result.anchor, *result.joined]
    if (not act.actors or act.presumed) and not act.sided:
        # "the bombing that killed 30": the bombing is the act, not who did it
        at = act.token_span
        doers = [a for a in result.actors if not (a[0] <= at[0] and at[1] <= a[1])]
        act.actors = doers or act.actors
        act.presumed = act.presumed and not doers
    if act.instrument is None:
        act.instrument = result.instrument
        act.mode = act.mode or result.mode


def _act_of(parse: Parse, result: Draft, acts: dict[int, Draft]) -> Draft | None:
    """The act that a word of effect belongs to, by the ways of saying it."""
    verb = result.anchor
    clause = result.clause
    if clause is not None:
        # "the attack killed", "killed in/by an attack", "in the attack that killed"
        for i in clause.doers:
            if i in acts:
                return acts[i]
            # "the grenade thrown into the club killed four"
            for kid in parse.children(i, "acl"):
                if kid.i in acts and kid.tag == "VBN":
                    return acts[kid.i]
        for name, _, objects in clause.prepositions:
            if name in _THROUGH:
                for i in objects:
                    if i in acts:
                        return acts[i]
    # "killed when a bomb exploded", "was shot and killed"
    for kid in parse.children(verb, "advcl", "conj"):
        if kid.i in acts and _comes_together(parse, kid.i):
            return acts[kid.i]
    at = verb
    for _ in range(_MAX_HOPS):
        t = parse.tokens[at]
        if t.head == at or t.dep not in _RESULTS:
            break
        if t.dep == "ccomp" and parse.tokens[t.head].lemma not in {"leave", "see"}:
            break
        if t.dep == "conj" and parse.children(verb, "nsubj", "nsubjpass"):
            break
        if t.dep == "advcl" and _at_another_time(parse, at):
            break
        at = t.head
        if at in acts:
            return acts[at]
        governor = parse.children(at, "nsubj", "dobj")
        if t.dep in {"advcl", "relcl", "acl", "conj", "oprd"}:
            for g in governor:
                if g.i in acts:
                    return acts[g.i]
    return None


def _at_another_time(parse: Parse, verb: int) -> bool:
    """Whether a clause tells of another time: "hours after a grenade killed two"."""
    marks = {k.lower for k in parse.children(verb, "mark")}
    return bool(marks & {"after", "before", "since"}) and bool(
        parse.children(verb, "nsubj", "nsubjpass")
    )


def _comes_together(parse: Parse, act: int) -> bool:
    """Whether an act in a clause of its own is the one that had the effect."""
    kid = parse.tokens[act]
    if kid.dep == "advcl":
        marks = {k.lower for k in parse.children(act, "mark", "advmod")}
        return bool(marks & {"when", "after", "as"})
    # "was shot and killed", but not "killed a farmer and burned a truck"
    return not parse.children(act, "nsubj", "nsubjpass", "dobj")


def _coordinated(parse: Parse, verb: int, results: dict[int, Draft]) -> int | None:
    """The first word of effect that this one is joined to ("killing 12 and wounding 30")."""
    at = verb
    for _ in range(_MAX_HOPS):
        t = parse.tokens[at]
        if t.dep not in {"conj", "advcl", "ccomp", "dep"} or t.head == at:
            break
        at = t.head
        if at in results:
            return at
    return None
