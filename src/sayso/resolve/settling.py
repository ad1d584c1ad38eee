"""Codes that only the whole report tells: from the body, the setting, the rest of the cast."""

from __future__ import annotations

from sayso.resolve.bystanders import BODIES, PEOPLE
from sayso.resolve.clusters import Cluster, Clusters
from sayso.resolve.codes import Coder
from sayso.resolve.vocabulary import is_body_word, words_for
from sayso.resolve.words import key

_OF_A_PLACE = frozenset(
    {"COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "UAF", "SPY", "CRM", "CVL", "AGR"}
    | {"MED", "EDU", "LAB", "OPP", "REL", "BUS", "ELI", "JRN"}
)
"""Sectors of those who, if nothing else is told, are of the place that they are told of in."""
_STATE = frozenset({"GOV", "MIL", "COP", "LEG", "JUD", "SPY"})
_NAMED = frozenset({"REB", "PRM", "UAF", "CRM", "PTY", "OPP", "EDU", "MED", "REL", "GOV", "LEG"})
"""Sectors of named bodies, other than a state's, of which the same holds."""


def settle_codes(clusters: Clusters, coder: Coder) -> None:
    """Fill the codes that no mention's own words tell.

    A member has its body's country, and its sector where its own word has none ("spokesman"). A
    rank is of the police where the report tells more of police than of an army. Who is of a place
    is of the country that the report is set in there; not so where the report also tells of others
    of that sector from another country, unless it is clearly set in one ("soldiers" never, then).
    Where a report is all but wholly about one country, all are of it of whom nothing else is told.
    """
    for c in clusters:
        if c.body is not None and c.body.home is not None and c.kind != "state":
            for head in c.heads:
                coder.count(head, c.body.home)
    for c in clusters:
        _person(c)
        _group(c)
        _people(c, coder)
        _runs(c, coder)
        _from_body(clusters, c)
    for c in clusters:
        _rank(coder, c)
    foreign: dict[str | None, set[str]] = {}
    for c in clusters:
        if c.country is not None:
            foreign.setdefault(c.sector, set()).add(c.country)
    for c in clusters:
        if c.country is None and not c.two_countries:
            _from_setting(c, coder, foreign.get(c.sector, set()))
    for c in clusters:
        _from_body(clusters, c)
    if coder.only is not None:
        for c in clusters:
            if not (c.two_countries or c.document or (c.nouns | c.beside) & words_for("visitors")):
                c.fill("country", coder.only.value, coder.only.span)


def _person(c: Cluster) -> None:
    """Somebody of two names or more whom the parser took for a person only here and there."""
    words = key(c.longest)
    if c.sure or c.body is not None or len(words) < 2 or any(map(is_body_word, words)):
        return
    if c.kind in ("organization", "unknown") and (c.shapes["person"] or c.gender):
        c.kind = "person"


def _from_body(clusters: Clusters, c: Cluster) -> None:
    if c.member_of is None:
        if c.serves is not None:
            _take_over(c, clusters[c.serves])
        return
    body = clusters[c.member_of]
    if c.role in words_for("anywhere") and body.kind == "organization" and body.names:
        c.sector, c.evidence = None, {k: v for k, v in c.evidence.items() if k != "sector"}
    ranked = c.sector == "MIL" and c.nouns & _COMMAND and body.sector in _ARMED
    armed = body.sector in _FORCES and c.nouns <= _MEN  # "his men"
    if (armed or ranked) and not c.nouns & _OWN:
        c.sector = None
    _take_over(c, body)


def _take_over(c: Cluster, other: Cluster) -> None:
    """The codes of somebody else where there are none, with the words that told them."""
    for name in ("country", "sector"):
        c.fill(name, getattr(other, name), other.evidence.get(name, (None,))[0])


def _people(c: Cluster, coder: Coder) -> None:
    """Without "the" before them "Iraqis" are people; "the Iraqis" may be their state."""
    head = c.heads[0]
    several = c.kind == "group" and head.tag == "NNPS" and coder.of_token(head) is not None
    definite = any(d.lower == "the" for d in coder.parse.children(head.i, "det"))
    if several and not definite:
        c.fill("sector", "CVL", head.span)


def _runs(c: Cluster, coder: Coder) -> None:
    """Whose campaign it is: "the Diallo campaign said"."""
    for head in c.heads:
        campaign = coder.parse.tokens[head.head]
        if head.dep == "compound" and campaign.lower == "campaign" and c.kind == "person":
            c.fill("sector", "PTY", campaign.span)


def _group(c: Cluster) -> None:
    """A brigade or battalion that the report calls a group is none of a state's."""
    if c.sector == "MIL" and c.names and c.body is None and c.nouns & _GROUPS:
        c.kind, c.sector = "organization", None
        c.fill("sector", "REB", c.seen[0].span)


_ARMED = frozenset({"COP", "REB", "PRM", "SPY", "UAF", "CRM"})
_FORCES = _ARMED | {"MIL"}
_MEN = frozenset({"man", "people", "person", "member", "boy", "youth"})
_GROUPS = frozenset({"group", "faction", "militia", "rebels", "guerrillas"})
_COMMAND = words_for("ranks") | {"general", "colonel", "brigadier", "commander", "admiral"}
_OWN = words_for("kin") | {"supporter", "victim", "protester", "resident", "survivor", "prisoner"}
"""Nouns of people who stand beside a body and are no part of it."""


def _rank(coder: Coder, c: Cluster) -> None:
    if c.sector is not None or not c.nouns & words_for("ranks"):
        return
    if c.kind not in PEOPLE:
        return
    police = coder.nouns["COP"] > coder.nouns["MIL"]
    c.fill("sector", "COP" if police else "MIL", c.seen[0].span)


def _from_setting(c: Cluster, coder: Coder, others: set[str]) -> None:
    if (c.nouns | c.beside) & words_for("unaffiliated") and c.kind == "organization":
        c.fill("country", "NGO", c.seen[0].span)
        return
    state = c.sector in _STATE and "source" in c.nouns  # "a military source"
    if c.sector not in _OF_A_PLACE or (c.nouns & words_for("visitors") and not state):
        return
    body = c.kind in BODIES and bool(c.names)
    if body and c.kind != "state_body" and c.sector not in _NAMED:
        return
    home = coder.home(c.heads[0])
    if home is None or home.value is None:
        return
    clear = coder.setting == (home.value, True) and (c.kind in BODIES or c.sector != "MIL")
    if others - {home.value} and not clear:
        return
    c.fill("country", home.value, home.span)
