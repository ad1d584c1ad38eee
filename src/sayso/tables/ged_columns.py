"""The columns of UCDP GED, releases 21.1 to 26.1; all 38 that 20.1 is documented with are in them.

Codebook: Högbladh, Stina: UCDP GED Codebook version 20.1 (and later), Department of Peace and
Conflict Research, Uppsala University. References are to its names of variables.
"""

from __future__ import annotations

from sayso.tables.table import Column, Kind

_NOT_UCDP = "UCDP's own number; a collection does not know it. Empty."


def _column(
    name: str, kind: Kind, means: str, *, values: tuple[str, ...] = (), required: bool = False
) -> Column:
    source = f"UCDP GED Codebook, variable {name}"
    return Column(name, kind, means, source=source, values=values, required=required)


COLUMNS: tuple[Column, ...] = (
    _column(
        "id",
        "integer",
        "A number of the incident that stays: the hexadecimal digits of its id. It is no UCDP id.",
        required=True,
    ),
    _column("relid", "string", "The incident's id. It is no UCDP id.", required=True),
    _column("year", "year", "Year of `date_start`, else of `date_end`."),
    _column(
        "active_year",
        "integer",
        "Whether the dyad had 25 deaths in the year: needs UCDP's whole data. Empty.",
    ),
    _column("code_status", "string", "State of UCDP's own checks. Empty."),
    _column(
        "type_of_violence",
        "integer",
        "1 state-based: a state's forces and an organised side; 2 non-state: two armed sides, no "
        "state; 3 one-sided: a state or an armed side against civilians. From the PLOVER sectors "
        "of the parties, as they are accused. A side may have no name (`gunmen`), which UCDP would "
        "not code. Empty where a side is not told, origins name rivals of other kinds, or both are "
        "forces of one state.",
        values=("1", "2", "3"),
    ),
    _column("conflict_dset_id", "string", _NOT_UCDP),
    _column("conflict_new_id", "integer", _NOT_UCDP),
    _column(
        "conflict_name",
        "string",
        "As `dyad_name` for types 2 and 3. Empty for type 1: what a war is about is not read.",
    ),
    _column("dyad_dset_id", "string", _NOT_UCDP),
    _column("dyad_new_id", "integer", _NOT_UCDP),
    _column(
        "dyad_name",
        "string",
        "`side_a` and `side_b` with ` - ` between, where both are told and not one state.",
    ),
    _column("side_a_dset_id", "string", _NOT_UCDP),
    _column("side_a_new_id", "integer", _NOT_UCDP),
    _column(
        "side_a",
        "string",
        "The state in state-based violence, the perpetrator in one-sided violence, else who is "
        "told of first. Forces of a state are `Government of` the country; others as reports name "
        "them. Where origins name rivals, all of them, `; ` between. After who is accused stands "
        "`(denied)` where an origin denies it, `(unnamed sources)` where no other origin says it.",
    ),
    _column("side_b_dset_id", "string", _NOT_UCDP),
    _column("side_b_new_id", "integer", _NOT_UCDP),
    _column("side_b", "string", "The other side, written as `side_a`; `Civilians` for civilians."),
    _column(
        "number_of_sources",
        "integer",
        "Reports that tell of the incident; -1 where none is known.",
        required=True,
    ),
    _column(
        "source_article",
        "string",
        "Outlet, day and headline of each report in the order of telling, in quotation marks.",
    ),
    _column(
        "source_office",
        "string",
        "The outlet of each report; one whose outlet is not known leaves its place empty.",
    ),
    _column("source_date", "string", "The day on which each report came out."),
    _column("source_headline", "string", "The headline of each report."),
    _column(
        "source_original",
        "string",
        "Names of the origins on whose say-so the incident is told, each once: an outlet's own "
        "reporting, an agency, the deepest source that is named.",
    ),
    _column(
        "where_prec",
        "integer",
        "1 the place itself, 2 near it, 3 its second-order area, 4 its first-order area, 5 a vague "
        "part of the country, 6 the country, 7 sea or air.",
        values=tuple("1234567"),
    ),
    _column("where_coordinates", "string", "Name of the place whose coordinates are given."),
    _column("where_description", "string", "All other places that are told for the incident."),
    _column("adm_1", "string", "First-order area of the place."),
    _column("adm_2", "string", "Second-order area of the place: incidents do not keep it. Empty."),
    _column("latitude", "number", "Degrees north, WGS 84."),
    _column("longitude", "number", "Degrees east, WGS 84."),
    _column("geom_wkt", "string", "The place as well-known text: `POINT (longitude latitude)`."),
    _column(
        "priogrid_gid",
        "integer",
        "Cell of PRIO-GRID, half a degree wide, counted from 1 at 90° S 180° W, eastward and then "
        "northward: 720 × floor(2 (latitude + 90)) + floor(2 (longitude + 180)) + 1.",
    ),
    _column(
        "country",
        "string",
        "Country of the place, as UCDP writes it where its name is known to differ from ours.",
    ),
    _column(
        "country_id",
        "integer",
        "Its number in the Gleditsch-Ward list. Empty where the list has none (Gaza and the West "
        "Bank, which UCDP counts under Israel).",
    ),
    _column(
        "region",
        "string",
        "Region of the country, by its Gleditsch-Ward number.",
        values=("Africa", "Americas", "Asia", "Europe", "Middle East"),
    ),
    _column(
        "event_clarity",
        "integer",
        "1 where the day is known, 2 where only a longer time is told: then it may be a total of "
        "several. Empty without any day. Simpler than the codebook, which judges each text.",
        values=("1", "2"),
    ),
    _column(
        "date_prec",
        "integer",
        "1 the day, 2 two to six days, 3 a week, 4 a month, 5 longer or only a last day is told. "
        "Empty without any day.",
        values=tuple("12345"),
    ),
    _column("date_start", "date", "The first day on which it may have been. Empty: not told."),
    _column(
        "date_end",
        "date",
        "The last day on which it may have been; without a day of its own that of the first "
        "report.",
    ),
    _column(
        "deaths_a",
        "integer",
        "Best figure of the dead told to be fighters or members of `side_a`; 0 in one-sided "
        "violence. Empty, as are the next three, where `best` is empty.",
    ),
    _column(
        "deaths_b",
        "integer",
        "Best figure of the dead told to be fighters or members of `side_b`; 0 in one-sided "
        "violence.",
    ),
    _column("deaths_civilians", "integer", "Best figure of the dead told to be civilians."),
    _column(
        "deaths_unknown",
        "integer",
        "The rest of `best`: people of whom it is not told whose they were; in one-sided violence "
        "too, where only `five people` are told of. All of `best` where "
        "origins together give the parts more dead than `best`.",
    ),
    _column(
        "best",
        "integer",
        "Best figure of the dead by the collection's counting rule (docs/counting.md; `ucdp` is "
        "what most origins give). Empty by the rule `minmax`, which has none.",
    ),
    _column("high", "integer", "Highest figure of the dead that an origin gives."),
    _column("low", "integer", "Lowest figure of the dead that an origin gives."),
    _column("gwnoa", "integer", "Gleditsch-Ward number of `side_a` where it is a state."),
    _column("gwnob", "integer", "Gleditsch-Ward number of `side_b` where it is a state."),
)
