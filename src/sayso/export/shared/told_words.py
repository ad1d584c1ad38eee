"""An incident in plain words, for formats that show a text."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.linking.moments import in_words
from sayso.record import Account, TollRange
from sayso.store.snapshot import Told
from sayso.tables.told import is_affirmed


def is_denied(told: Told) -> bool:
    """Whether all that is told of it is told to deny it."""
    return any(told.incident.accounts.values()) and not is_affirmed(told)


def name_of(told: Told) -> str:
    """What, where, when: ``ASSAULT (explosives), Kirkuk, 2020-05-03``.

    Of what nobody says has happened it says so: a name stands alone on a map.
    """
    incident = told.incident
    kind = f"{incident.type} ({incident.mode})" if incident.mode else incident.type
    place = incident.places[0].name if incident.places else None
    when = in_words(incident.earliest, incident.latest)
    denied = "told only to be denied" if is_denied(told) else None
    return ", ".join(part for part in (kind, place, when, denied) if part)


def lines_of(told: Told) -> Iterator[str]:
    """What is told of it and by whom, a line each; nothing that is not in the record."""
    incident = told.incident
    for effect, toll in incident.tolls.items():
        contested = ", contested" if effect in incident.contested else ""
        yield f"{effect}: {toll_words(toll)} (rule {toll.rule}{contested})"
    for field, accounts in incident.accounts.items():
        for account in accounts:
            yield f"{field}: {account_words(told, account)}"
    reports = len(told.reports)
    yield f"{reports} {'report tells' if reports == 1 else 'reports tell'} of it"


def account_words(told: Told, account: Account) -> str:
    """A value and who tells it: ``11 – told by central hospital``."""
    tellers = ", ".join(names_of(told, account)) or "nobody who is known"
    way = "told only to be denied, by" if account.denied else "told by"
    later = f"; later: {account.superseded_by}" if account.superseded_by else ""
    return f"{account.value} – {way} {tellers}{later}"


def names_of(told: Told, account: Account) -> list[str]:
    """The origins of an account by name, each once."""
    origins = (told.origins[id_].name for id_ in account.origins if id_ in told.origins)
    return list(dict.fromkeys(origins))


def toll_words(toll: TollRange) -> str:
    """A range: ``9 to 11, best 9``, ``at least 4``, ``at most 4``, ``4``."""
    low, best, high = toll.low, toll.best, toll.high
    if low is not None and low == high:
        return str(low)
    if low is not None and high is not None:
        words = f"{low} to {high}"
    elif low is not None:
        words = f"at least {low}"
    elif high is not None:
        words = f"at most {high}"
    else:
        return "no number" if best is None else f"about {best}"
    return words if best is None else f"{words}, best {best}"
