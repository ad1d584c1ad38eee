"""STIX objects of one news report, and of its copies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.export.stix.incident import reference, report_id
from sayso.export.stix.objects import (
    Object,
    common,
    extension,
    filled,
    fixed,
    object_id,
    stamp,
    timestamp,
)
from sayso.linking.moments import moment
from sayso.record import Copy
from sayso.store.desk_views import ReportHead
from sayso.store.times import Times

_HOUSE = "News outlet or agency"
"""The same for both: many are an agency in one report and the outlet of another."""


def lists(report: str, each: Object) -> bool:
    """Whether a report lists an object of an incident that it tells of.

    All but the notes of what others tell: so OpenCTI shows them around the report, and MISP, which
    makes an event of each report, knows what belongs in it.
    """
    return each["type"] != "note" or report_id(report) in each["object_refs"]


def report_objects(head: ReportHead, times: Times, incidents: Sequence[str]) -> Iterator[Object]:
    """The outlet and the agency, then the report.

    Args:
        head: What is known of it.
        times: When it was added and changed last.
        incidents: Of each incident that it tells of, parted by spaces: when that changed last,
            and the identifiers of what the report lists of it.
    """
    houses = [
        fixed("identity", {"name": name, "description": _HOUSE, "identity_class": "organization"})
        for name in dict.fromkeys((head.outlet, head.agency))
        if name
    ]
    yield from houses
    added, changed = map(timestamp, times)
    parts = [told.split(" ") for told in incidents]
    modified = max(changed, *(part[0] for part in parts))
    refs = dict.fromkeys(id_ for part in parts for id_ in part[1:])
    published = moment(head.published)
    undated = None if published else "It gives no time of publication: it is from when it was added"
    by = [f"Published by {head.outlet}" if head.outlet else "It names no outlet"]
    by += [f"with text of {head.agency}"] if head.agency else []
    yield common("report", report_id(head.id), added, modified) | filled(
        {
            "name": head.title or "(no headline)",
            "description": ". ".join(part for part in (", ".join(by), undated) if part) + ".",
            "report_types": ["news-report"],
            "published": stamp(published) if published else added,
            "object_refs": list(refs | dict.fromkeys(house["id"] for house in houses)),
            "external_references": [reference(head)],
            "lang": head.language,
            "extensions": extension(
                {"published": head.published, "outlet": head.outlet, "agency": head.agency}
            ),
        }
    )


def copy_object(copy: Copy, times: Times) -> Object:
    """That one report carries text of another."""
    to, from_ = report_id(copy.to), report_id(copy.from_)
    id_ = object_id("relationship", "copy", to, from_)
    created, modified = map(timestamp, times)
    return common("relationship", id_, created, modified) | {
        "relationship_type": "derived-from",
        "description": f"{copy.kind}: {copy.share:.0%} of its text; {copy.why}",
        "source_ref": to,
        "target_ref": from_,
    }
