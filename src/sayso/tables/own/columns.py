"""Columns that several tables have."""

from __future__ import annotations

from sayso.tables.table import Column, Foreign

INCIDENT = Column("incident", "string", "Id of the incident.", required=True)
REPORT = Column("report", "string", "Id of the report.", required=True)
ADMIN1 = Column("admin1", "string", "First-order administrative division of the place.")
COUNTRY = Column("country", "string", "Country of the place: ISO 3166-1 alpha-3.")
LAT = Column("lat", "number", "Latitude of the place in degrees (WGS 84). Empty: not known.")
LON = Column("lon", "number", "Longitude of the place in degrees (WGS 84). Empty: not known.")
WHERE_PREC = Column(
    "where_prec",
    "integer",
    "How closely the place is known: 1 exact, 2 near, 3 second-order division, 4 first-order "
    "division, 5 vague, 6 country, 7 sea or air.",
    source="UCDP GED codebook, where_prec",
)
DATE_PREC = Column(
    "date_prec",
    "integer",
    "How closely the day is known: 1 the day, 2 two to six days, 3 a week, 4 up to a month, "
    "5 longer, or one bound alone.",
    source="UCDP GED codebook, date_prec",
)
GEONAMES = Column("geonames", "integer", "Number of the place in GeoNames.")

TO_INCIDENT = Foreign(("incident",), "incidents", ("id",))
TO_REPORT = Foreign(("report",), "reports", ("id",))


def utc(name: str) -> Column:
    """The time that the columns before it have, in UTC."""
    return Column(
        name,
        "datetime",
        "That time in UTC; one without a zone is taken as UTC. Empty: the page gives a day alone.",
    )
