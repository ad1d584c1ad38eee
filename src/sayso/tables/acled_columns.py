"""The 31 columns of ACLED's public export, as they are since March 2023.

ACLED Codebook, Table 1, "Data columns"; references are to its sections.
"""

from __future__ import annotations

from sayso.tables.table import Column, Kind

_TYPES = (
    "State forces",
    "Rebel group",
    "Political militia",
    "Identity militia",
    "Rioters",
    "Protesters",
    "Civilians",
    "External/Other forces",
)
_ACTOR = (
    "{} As ACLED forms names: `Military Forces of`, `Police Forces of` or `Government of` a "
    "country (without the years of a government), `Civilians (Country)`, `Protesters (Country)`, "
    "`Rioters (Country)`, `Unidentified Armed Group (Country)`; else as reports name them. After "
    "whoever is accused stands `(denied)` where an origin denies it, `(unnamed sources)` where no "
    "other origin says it."
)
_INTER = (
    "Type of the actor, by its PLOVER sector; forces of a state outside their country are external."
    " Empty where it is not told, or origins name rivals of other types."
)


def _column(
    name: str,
    kind: Kind,
    means: str,
    section: str = "Table 1",
    *,
    values: tuple[str, ...] = (),
    required: bool = False,
) -> Column:
    source = f"ACLED Codebook, {section}, {name}"
    return Column(name, kind, means, source=source, values=values, required=required)


COLUMNS: tuple[Column, ...] = (
    _column(
        "event_id_cnty",
        "string",
        "The incident's id, which stays. It is no ACLED id.",
        required=True,
    ),
    _column(
        "event_date",
        "date",
        "The day; of a longer time its middle. Empty where no first day is told, or more than a "
        "month, which is coarser than ACLED records.",
        "Event Time",
    ),
    _column("year", "year", "Year of `event_date`."),
    _column(
        "time_precision",
        "integer",
        "1 the day is told, 2 a time of up to a week, 3 of up to a month.",
        "Time precision codes",
        values=("1", "2", "3"),
    ),
    _column(
        "disorder_type",
        "string",
        "What `sub_event_type` belongs to.",
        "Table 2",
        values=(
            "Political violence",
            "Demonstrations",
            "Political violence; Demonstrations",
            "Strategic developments",
        ),
    ),
    _column(
        "event_type",
        "string",
        "What `sub_event_type` belongs to.",
        "Table 2",
        values=(
            "Battles",
            "Protests",
            "Riots",
            "Explosions/Remote violence",
            "Violence against civilians",
            "Strategic developments",
        ),
    ),
    _column(
        "sub_event_type",
        "string",
        "From PLOVER's type and mode and, for violence at close range, from who was struck. Empty, "
        "with the two before, where that is not told. Who holds which ground is not read, so that "
        "no battle is told to have changed it.",
        "Table 2",
    ),
    _column(
        "actor1",
        "string",
        _ACTOR.format("Who acted. Where origins name rivals, all of them, `; ` between."),
        "ACLED actors",
    ),
    _column("assoc_actor_1", "string", "Other names that reports give to `actor1`."),
    _column("inter1", "string", _INTER, "Actor Names, Types, and 'Inter' Codes", values=_TYPES),
    _column(
        "actor2",
        "string",
        _ACTOR.format(
            "On whom they acted, or the other side of a fight. Empty: nobody, or a thing."
        ),
        "ACLED actors",
    ),
    _column("assoc_actor_2", "string", "Other names that reports give to `actor2`."),
    _column("inter2", "string", _INTER, "Actor Names, Types, and 'Inter' Codes", values=_TYPES),
    _column(
        "interaction",
        "string",
        "Both types, whichever is first. Empty where one is not told.",
        "Interaction codes",
    ),
    _column(
        "civilian_targeting",
        "string",
        "Civilians are the main or only target.",
        "Civilian targeting",
        values=("Civilian targeting",),
    ),
    _column("iso", "integer", "ISO 3166-1 number of the country of the place."),
    _column(
        "region",
        "string",
        "ACLED's name for the region; which country is in which goes by the sub-regions of UN M49 "
        "and may differ from ACLED's list for a few.",
    ),
    _column("country", "string", "Country of the place."),
    _column("admin1", "string", "First-order area of the place."),
    _column("admin2", "string", "Incidents do not keep it. Empty."),
    _column("admin3", "string", "Incidents do not keep it. Empty."),
    _column("location", "string", "The place as most reports name it."),
    _column("latitude", "number", "Degrees north, WGS 84."),
    _column("longitude", "number", "Degrees east, WGS 84."),
    _column(
        "geo_precision",
        "integer",
        "1 the place itself, 2 near it or a small part of a region, 3 a larger region. Empty for a "
        "whole country, which ACLED does not record.",
        "Spatial precision codes",
        values=("1", "2", "3"),
    ),
    _column("source", "string", "Outlets of the reports, each once.", "Sources"),
    _column(
        "source_scale",
        "string",
        "How far from the event its sources are. No list of outlets is kept. Empty.",
        "Source scale",
    ),
    _column(
        "notes",
        "string",
        "What is told and by whom, put together from the record: no text of a report.",
        "Notes",
    ),
    _column(
        "fatalities",
        "integer",
        "The lowest figure that an origin gives, whatever rule the collection counts by; a figure "
        "that a person decided stays. 0 where nobody tells of any.",
        "Reported fatalities",
        required=True,
    ),
    _column("tags", "string", "Of demonstrations the size of the crowd as it is told.", "Tags"),
    _column("timestamp", "integer", "When ACLED uploaded its event. Empty."),
)
