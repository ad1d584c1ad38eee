"""What a headline, a lead or a caption sums up is told by whoever tells it in the text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from sayso.linking.accounts.agreement import compatible, width
from sayso.linking.accounts.tellings import Telling, centre
from sayso.linking.names import key_of
from sayso.linking.origins.press import Deep, Press
from sayso.linking.same_values import is_named
from sayso.record import Actor


def sum_up(
    told: Sequence[Telling], deep: Sequence[Deep | None], press: Press
) -> tuple[list[Telling], list[Deep | None]]:
    """Give what a report says in its own voice to the source that its text names for it.

    A headline, a lead or a caption states as a fact what the next paragraph attributes: that is
    one account and not two. It is taken for the same when the value is, or when it leaves open
    what the text makes precise; then it has the text's value.

    Args:
        told: The tellings of one incident.
        deep: The deepest teller of each.
        press: Tells a report's own voice.

    Returns:
        The tellings and their deepest tellers.
    """
    text: dict[tuple[str, str, bool], list[int]] = defaultdict(list)
    for i, telling in enumerate(told):
        if deep[i] is not None and not telling.in_headline:
            text[telling.report.id, telling.field, telling.denied].append(i)
    values, out = list(told), list(deep)
    summed: dict[tuple[str, str], Deep] = {}
    for i, telling in enumerate(told):
        found = deep[i]
        if found is None:
            continue
        own = press.own(telling.report).key
        if found.key != own and not telling.in_headline:
            continue
        here = [j for j in text[telling.report.id, telling.field, telling.denied] if j != i]
        sources = [j for j in here if (d := deep[j]) is not None and d.key != own]
        same = _same(telling, [told[j] for j in sources])
        if same is not None:
            j = sources[same]
            source = deep[j]
            assert source is not None  # noqa: S101 - those without one are left out above
            values[i] = replace(telling, value=told[j].value, shown=told[j].shown)
            if source.key != found.key:
                why = f"{telling.report.id} sums up what {source.name} is cited for"
                rules = tuple(dict.fromkeys(("summed_up", *source.rules)))
                out[i] = replace(source, why=why, rules=rules)
                if telling.in_headline and found.key != own:
                    summed.setdefault((telling.report.id, found.key), out[i] or source)
        elif telling.in_headline:
            own_text = [j for j in here if j not in sources]
            mine = _same(telling, [told[j] for j in own_text])
            if mine is not None:
                value = told[own_text[mine]]
                values[i] = replace(telling, value=value.value, shown=value.shown)
    for i, telling in enumerate(told):
        found = out[i]
        if found is not None and telling.in_headline:  # "hospital says" of the text's doctor
            out[i] = summed.get((telling.report.id, found.key), found)
    return values, out


def _same(telling: Telling, others: Sequence[Telling]) -> int | None:
    """Which telling of the text one sums up: of the same value, else of one that it leaves open."""
    key = telling.key
    for i, other in enumerate(others):
        if other.key == key:
            return i
    return next((i for i, other in enumerate(others) if _leaves_open(telling, other)), None)


def _leaves_open(telling: Telling, source: Telling) -> bool:
    """Whether a value may be what the text says, told more loosely.

    A headline also drops "at least", may name a town for the region, and "militants" for a group.
    """
    if not compatible(source, telling):
        return False
    if isinstance(telling.value, Actor) and isinstance(source.value, Actor):
        words, fuller = (set(key_of(a.name).split()) for a in (telling.value, source.value))
        return telling.in_headline and (not is_named(telling.value) or words <= fuller)
    if width(telling) >= width(source):
        return True
    if telling.field in ("place", "date"):
        return telling.in_headline
    return telling.in_headline and centre(telling.figures) == centre(source.figures)
