"""Which of the places or times that a sentence names an event hangs on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sayso.extract.word_set import word_set
from sayso.language.parse import Parse, Token
from sayso.record import Span

_LOCATIVE = word_set(
    "in at near outside inside around on across into through along throughout within toward "
    "towards off by over between beside"
)
_AWAY = frozenset({"from", "against", "with", "of", "for", "about", "to", "like"})
_GOALS = frozenset({"to", "from", "into", "for", "toward", "towards"})
_MOVES = word_set(
    "flee fly go travel return take rush airlift bring send move transport evacuate escape transfer"
)
_REPORTING = word_set(
    "say tell report announce add state note claim deny confirm warn write declare accuse"
)
_SETTLEMENTS = word_set(
    "village town city district province area region neighborhood neighbourhood camp suburb county "
    "state department municipality island port capital settlement quarter governorate sector "
    "countryside valley outskirts centre center"
)
_MODIFIERS = frozenset({"compound", "amod", "nmod"})
_CLAUSES = frozenset({"relcl", "advcl", "acl", "ccomp", "parataxis"})
MAX_COST = 4.0
"""What the way to a mention may cost at most for an event to hang on it."""
_MOST = 30
"""Mentions that are weighed for an event, the nearest in the text: sentences may be endless."""
_FAR = 1e9


@dataclass(frozen=True, slots=True)
class Attached:
    """A mention in an event's sentence.

    Attributes:
        id: Of the place or time.
        span: The mention.
        head: Its syntactic head.
        cost: Of the way from it to the event through the dependency tree.
    """

    id: str
    span: Span
    head: Token
    cost: float


class Attachments:
    """Mentions of places or times, ready to be weighed against events.

    Args:
        parse: The report's parse.
        mentions: (id, span) of every mention.
        times: They are times, which hang on verbs without prepositions.
    """

    def __init__(
        self, parse: Parse, mentions: Iterable[tuple[str, Span]], *, times: bool = False
    ) -> None:
        self._parse = parse
        self._times = times
        self._by_sentence: dict[int, list[tuple[str, Span, Token]]] = {}
        for name, span in mentions:
            tokens = parse.between(*span)
            if tokens:
                head = _head(tokens)
                self._by_sentence.setdefault(head.sent, []).append((name, span, head))

    def of(self, anchor: int, busy: Sequence[Span] = ()) -> list[Attached]:
        """The mentions in an event's sentence with the cost of their way to it, nearest first.

        Args:
            anchor: Token of the event.
            busy: Spans of its actors: "Israel" in "Israel bombed the port" acts,
                and is not where the bombs fell.
        """
        up = _path_up(self._parse, anchor)
        near = self._by_sentence.get(self._parse.tokens[anchor].sent, [])
        if len(near) > _MOST:
            near = sorted(near, key=lambda row: abs(row[2].i - anchor))[:_MOST]
        found = [
            Attached(name, span, head, self._cost(anchor, up, span, head, busy))
            for name, span, head in near
        ]
        return sorted(found, key=lambda a: (a.cost, abs(a.head.i - anchor)))

    def nearest(self, anchor: int) -> str | None:
        """The id of the mention that an event hangs on; None where none is near enough."""
        found = self.of(anchor)
        return found[0].id if found and found[0].cost <= MAX_COST else None

    def _cost(
        self,
        anchor: int,
        up: dict[int, float],
        span: Span,
        head: Token,
        busy: Sequence[Span],
    ) -> float:
        parse = self._parse
        cost = 0.0
        at = head
        steps = 0
        while at.i not in up:
            if at.head == at.i or steps > 30:
                return _FAR
            cost += self._step(at)
            goal = not self._times and at.dep == "prep" and at.lower in _GOALS
            at = parse.tokens[at.head]
            if goal and at.lemma in _MOVES and at.i != anchor:
                cost += 3  # "fled to Basra after the raid": not the raid's place
            steps += 1
        cost += up[at.i]
        if at.lemma in _REPORTING and at.i != anchor:
            cost += 6
        if not self._times and any(a <= span[0] and span[1] <= b for a, b in busy):
            inside_pp = parse.tokens[head.head].dep == "prep"
            cost += 0.5 if inside_pp else 4
        # among equals the nearer in the text
        return cost + min(2.0, abs(head.i - anchor) * 0.04)

    def _step(self, t: Token) -> float:
        """What one step up from a mention costs."""
        parse = self._parse
        if self._times:
            return {"npadvmod": 0.2, "pobj": 0.3, "prep": 0.3, "poss": 0.5, "advmod": 0.2}.get(
                t.dep, 1.0
            )
        if t.dep == "pobj":
            prep = parse.tokens[t.head]
            if prep.lower == "of" and parse.tokens[prep.head].lemma in _SETTLEMENTS:
                return 0.1  # "the West Bank village of …"
            return 0.2 if prep.lower in _LOCATIVE else 1.5 if prep.lower in _AWAY else 0.8
        if t.dep in {"prep", "conj"}:
            return 0.3
        if t.dep == "poss":
            return 2.0
        if t.dep in _MODIFIERS:
            head = parse.tokens[t.head]
            if head.lemma in _SETTLEMENTS:
                return 0.6
            # "US forces", "the Amman police": a party, not a place
            return 4.0 if head.dep in {"nsubj", "nsubjpass"} or _by(parse, head) else 1.4
        if t.dep in {"appos", "npadvmod", "dobj"}:
            return 0.5
        if t.dep in {"nsubj", "nsubjpass"}:
            return 2.5
        return 2.0 if t.dep in _CLAUSES else 1.0


def _by(parse: Parse, noun: Token) -> bool:
    return noun.dep == "pobj" and parse.tokens[noun.head].lower in {"by", "with", "against"}


def _path_up(parse: Parse, anchor: int) -> dict[int, float]:
    """Tokens above an event with the cost of climbing to them."""
    out = {anchor: 0.0}
    cost = 0.0
    at = parse.tokens[anchor]
    for above in parse.ancestors(anchor):
        cost += 1.0 if at.dep in {"ccomp", "relcl", "advcl", "parataxis"} else 0.6
        out[above.i] = cost
        at = above
        if len(out) > 30:
            break
    return out


def _head(tokens: Sequence[Token]) -> Token:
    """The token of a mention whose head lies outside of it."""
    inside = {t.i for t in tokens}
    for t in tokens:
        if t.head not in inside or t.head == t.i:
            return t
    return tokens[-1]
