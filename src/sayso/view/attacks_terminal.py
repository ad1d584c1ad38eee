"""Attacks of a report in a terminal: who took part in each, and what became of them."""

from __future__ import annotations

from rich.table import Table
from rich.text import Text

from sayso.record import Attack, Cast
from sayso.view.rich_parts import line, table
from sayso.view.wording import Lookup

_LONGEST = 60
_PARTS = {
    "perpetrator": "by",
    "organisation": "of",
    "target": "on",
    "victim": "on",
    "weapon": "with",
}
_OUTCOMES = {"some": "damaged", "none": "not damaged"}
_BELIEFS = {
    "fact": "told as fact",
    "claimed": "claims or admits it",
    "suspected": "suspected",
    "authorities": "suspected by the authorities",
    "possible": "possible",
    "acquitted": "said not to have done it",
}


def attacks(look: Lookup) -> Table:
    """A row an attack."""
    out = table("", "what", "who and what took part", title="Attacks")
    out.columns[0].no_wrap = True
    for column, ratio in zip(out.columns[1:], (3, 9), strict=True):
        column.ratio = ratio
    for attack in look.report.attacks:
        out.add_row(line(attack.id, "dim"), _what(look, attack), _cast(look, attack))
        out.add_section()
    return out


def _what(look: Lookup, attack: Attack) -> Text:
    lines = [line(attack.type, "bold")]
    if attack.stage != "accomplished":
        lines.append(line(attack.stage, "yellow"))
    if attack.place and attack.place in look.places:
        lines.append(line(look.places[attack.place].name, "green"))
    if attack.time and attack.time in look.times:
        lines.append(line(look.report.words(look.times[attack.time].span), "magenta"))
    if attack.events:
        lines.append(line(" ".join(attack.events), "dim"))
    return Text("\n").join(lines)


def _cast(look: Lookup, attack: Attack) -> Text:
    """Phrases by their part; the same words told twice stand once."""
    rows = dict.fromkeys(_row(look, c) for c in attack.cast)
    return Text("\n").join(
        Text.assemble((f"{part} ", "dim"), line(words, limit=_LONGEST), (f" {told}", "yellow"))
        for part, words, told in rows
    )


def _row(look: Lookup, cast: Cast) -> tuple[str, str, str]:
    told = _OUTCOMES.get(cast.outcome or "", cast.outcome or "")
    if cast.belief:
        told = _BELIEFS[cast.belief]
    return _PARTS[cast.part], look.report.words(cast.span), told
