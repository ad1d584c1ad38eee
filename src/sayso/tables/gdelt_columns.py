"""The columns of GDELT 2.0: 61 of the event table, 16 of the mentions table.

GDELT Event Database Data Format Codebook V2.0 (19 February 2015); references are to its names.
"""

from __future__ import annotations

from collections.abc import Iterator

from sayso.tables.table import Column, Kind


def _column(
    name: str, kind: Kind, means: str, *, values: tuple[str, ...] = (), required: bool = False
) -> Column:
    source = f"GDELT Event Codebook V2.0, {name}"
    return Column(name, kind, means, source=source, values=values, required=required)


def _actor(which: str, who: str) -> Iterator[Column]:
    """Columns of an actor."""
    yield _column(f"{which}Code", "string", f"{who} Country and role in CAMEO's codes.")
    yield _column(f"{which}Name", "string", "The name as reports write it.")
    yield _column(
        f"{which}CountryCode",
        "string",
        "Country by ISO 3166-1 alpha-3; CAMEO's own letters differ for a few countries.",
    )
    yield _column(f"{which}KnownGroupCode", "string", "GDELT's list of groups. Empty.")
    for what in ("EthnicCode", "Religion1Code", "Religion2Code"):
        yield _column(f"{which}{what}", "string", "Not read. Empty.")
    yield _column(f"{which}Type1Code", "string", "CAMEO role, from the PLOVER sector.")
    for what in ("Type2Code", "Type3Code"):
        yield _column(f"{which}{what}", "string", "A party has one sector. Empty.")


def _geo(which: str, empty: str | None) -> Iterator[Column]:
    """Columns of a place; ``empty`` says why they hold nothing."""
    kinds: tuple[tuple[str, Kind, str], ...] = (
        (
            "Type",
            "integer",
            "1 country, 2 US state, 3 US city, 4 city elsewhere, 5 first-order or other area "
            "elsewhere. Empty for seas.",
        ),
        ("Fullname", "string", "Place, first-order area and country with commas between."),
        ("CountryCode", "string", "Country in FIPS 10-4."),
        ("ADM1Code", "string", "FIPS letters and number of an area: not known. Empty."),
        ("ADM2Code", "string", "GDELT's number of an area: not known. Empty."),
        ("Lat", "number", "Degrees north, WGS 84."),
        ("Long", "number", "Degrees east, WGS 84."),
        ("FeatureID", "string", "Of GNS or GNIS; places here are of GeoNames. Empty."),
    )
    for name, kind, means in kinds:
        yield _column(f"{which}Geo_{name}", kind, empty or means)


_NOT_PLACED = "Where an actor is, apart from where it acted, is not read. Empty."

EVENTS: tuple[Column, ...] = (
    _column(
        "GlobalEventID",
        "integer",
        "A number of the incident that stays: the hexadecimal digits of its id. It is no GDELT id.",
        required=True,
    ),
    _column("Day", "integer", "The first day on which it may have been, as YYYYMMDD."),
    _column("MonthYear", "integer", "YYYYMM of that day."),
    _column("Year", "integer", "YYYY of that day."),
    _column("FractionDate", "number", "Year + (month × 30 + day) / 365 of that day."),
    *_actor("Actor1", "Who acted; in a two-sided fight the side told first."),
    *_actor("Actor2", "On whom they acted; in a two-sided fight the other side."),
    _column(
        "IsRootEvent",
        "integer",
        "Whether it stands in a report's first paragraph: GDELT's mark of importance. Empty.",
    ),
    _column("EventCode", "string", "CAMEO code that the PLOVER type and mode stand for."),
    _column("EventBaseCode", "string", "Its first three digits."),
    _column("EventRootCode", "string", "Its first two digits."),
    _column(
        "QuadClass",
        "integer",
        "1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.",
        values=("1", "2", "3", "4"),
    ),
    _column("GoldsteinScale", "number", "Score of the code in GDELT's public list, -10 to 10."),
    _column("NumMentions", "integer", "Mentions of it in all reports, denials too.", required=True),
    _column("NumSources", "integer", "Outlets that tell of it.", required=True),
    _column("NumArticles", "integer", "Reports that tell of it.", required=True),
    _column("AvgTone", "number", "GDELT's score of the wording. Not made here. Empty."),
    *_geo("Actor1", _NOT_PLACED),
    *_geo("Actor2", _NOT_PLACED),
    *_geo("Action", None),
    _column(
        "DATEADDED",
        "integer",
        "When the first of its reports came out (UTC), as YYYYMMDDHHMMSS.",
    ),
    _column("SOURCEURL", "string", "Address of the first of its reports that has one."),
)

MENTIONS: tuple[Column, ...] = (
    _column("GlobalEventID", "integer", "The event that is mentioned.", required=True),
    _column(
        "EventTimeDate", "integer", "`DATEADDED` of the event, which a report does not know. Empty."
    ),
    _column("MentionTimeDate", "integer", "When the report came out (UTC), as YYYYMMDDHHMMSS."),
    _column(
        "MentionType",
        "integer",
        "1 the report has an address on the web, 2 only a citation.",
        values=("1", "2"),
        required=True,
    ),
    _column("MentionSourceName", "string", "Host of the address, else the outlet."),
    _column(
        "MentionIdentifier", "string", "Address, else outlet, day and headline.", required=True
    ),
    _column("SentenceID", "integer", "Sentences are not numbered in the record. Empty."),
    _column(
        "Actor1CharOffset",
        "integer",
        "Code points before the nearest mention of the first actor; -1: none.",
        required=True,
    ),
    _column(
        "Actor2CharOffset",
        "integer",
        "Code points before the nearest mention of the first recipient, else of a second actor; "
        "-1: none.",
        required=True,
    ),
    _column(
        "ActionCharOffset",
        "integer",
        "Code points before the words that name the event.",
        required=True,
    ),
    _column("InRawText", "integer", "1: it is read in the text itself.", required=True),
    _column(
        "Confidence",
        "integer",
        "How sure the reader is of the event's code, in per cent. No estimate of whether it is so.",
        required=True,
    ),
    _column("MentionDocLen", "integer", "Code points of the report's text.", required=True),
    _column("MentionDocTone", "number", "GDELT's score of the wording. Not made here. Empty."),
    _column("MentionDocTranslationInfo", "string", "Nothing is translated. Empty."),
    _column(
        "Extras",
        "string",
        "Ours: ids of report and event; `;denied` where the mention is a denial.",
        required=True,
    ),
)
