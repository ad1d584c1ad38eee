"""What a request may ask for, with what it means: the same words on every route."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query

from sayso.web.wire.base import MOST

_Text = str | None
_Flag = bool | None

Outlet = Annotated[_Text, Query(description="Only of this outlet, in any case.")]
Since = Annotated[_Text, Query(description="On this day (`2024-02-01`) or later.")]
Until = Annotated[_Text, Query(description="On this day or earlier.")]
Type = Annotated[_Text, Query(description="Only of this PLOVER event type.")]
Country = Annotated[_Text, Query(description="Only with a place in it (ISO 3166-1 alpha-3).")]
Contested = Annotated[
    _Flag, Query(description="Only with a field on which origins disagree, or only without.")
]
Flagged = Annotated[_Flag, Query(description="Only what the person who asks flagged.")]
Words = Annotated[_Text, Query(description="Only with these words.")]
Where = Annotated[
    _Text,
    Query(
        description="Only what this fits, in the filter language: `country:SYR killed:>=10`; "
        "`GET /api/fields` has the fields. One that cannot be understood is answered with 400: "
        "`detail` in words, `at` the first character that is wrong, `length` how many are."
    ),
]
After = Annotated[_Text, Query(description="`next` of the page before this one.")]
Limit = Annotated[int, Query(ge=1, le=200, description="At most so many.")]
Reading = Annotated[
    int | None,
    Query(ge=1, le=MOST, description="Number of an earlier reading; none: the current one."),
]
Latitude = Annotated[float, Query(ge=-90, le=90, description="Degrees.")]
Longitude = Annotated[float, Query(ge=-180, le=180, description="Degrees.")]
