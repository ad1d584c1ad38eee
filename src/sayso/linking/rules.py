"""The rules by which voices are counted and compared, as data: what docs/counting.md is made of.

``Origin.rules`` and ``Incident.standing`` use these names. Each rule is shown by worlds of
``examples/worlds``, which are also its tests.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Group = Literal["independence", "standing", "values", "ranges", "telling", "incidents"]

GROUPS: dict[Group, tuple[str, str]] = {
    "independence": (
        "Which tellings count as one origin",
        "An origin is where an account enters the record. Each telling is followed to the deepest "
        "teller that the reports show, and tellings that go back to one are one voice, however "
        "many reports carry it. Nothing here says who is right or whom to believe.",
    ),
    "standing": (
        "How a field stands",
        "The values that independent origins give for a field are compared. What an origin gave "
        "up for a later value, and what is told only to deny it, is left out first.",
    ),
    "values": (
        "What a value is",
        "Which figures, names and denials are compared at all.",
    ),
    "ranges": (
        "From the figures of origins to one range",
        "Each origin counts once, with its latest figure; `TollRange.origins` keeps them all, so "
        "that a range can be made again by another rule.",
    ),
    "telling": (
        "Who told it first",
        "`Incident.telling` has the reports in the order in which they came out.",
    ),
    "incidents": (
        "What is one incident",
        "Which events of different reports are one happening; `Incident.joins` says why.",
    ),
}


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of counting. ``source`` names the codebook or paper that gives it, if one does."""

    name: str
    group: Group
    statement: str
    source: str | None = None


RULES: tuple[Rule, ...] = (
    Rule(
        "own_reporting",
        "independence",
        "What a report says in its own voice is its outlet's. The own reporting of two outlets is "
        "two origins.",
    ),
    Rule(
        "agency",
        "independence",
        "Text that is credited to a news agency, in a dateline, byline or credit line, is the "
        "agency's. Two outlets that print one agency are one origin.",
    ),
    Rule(
        "copied",
        "independence",
        "Copied words belong to whoever told them in the report that they were copied from, also "
        "where the copy has cut off the attribution. A copy that names a source of its own for "
        "them has them from there.",
    ),
    Rule(
        "same_speech",
        "independence",
        "Two reports that quote the same words, five in a row at least, quote one speech. Its "
        "speaker is the one whom a report names most fully, also where another says only “an "
        "official” or nothing. Two people who are both named stay two.",
    ),
    Rule(
        "deepest_named",
        "independence",
        "A chain of tellers is followed to its inner end: of a paper that quotes an agency, which "
        "quotes a ministry, which cites a hospital, the hospital is the origin.",
    ),
    Rule(
        "same_person",
        "independence",
        "A name that is part of a fuller name in another report of the incident, or its letters, "
        "is the same source, unless two fuller names fit. “The mayor” is the mayor whom another "
        "report names; “the health minister” is no minister of the interior.",
    ),
    Rule(
        "speaks_for",
        "independence",
        "Who speaks for a body counts as the body: a spokeswoman, a press office, a statement, a "
        "press release, a report, a post on its channel.",
    ),
    Rule(
        "same_body_same_day",
        "independence",
        "Unnamed sources of one body or of one description, cited for one incident on one day, "
        "count once: nothing shows that they are two. On two days they count apart. Who is told "
        "of as “another official” is another.",
    ),
    Rule(
        "described",
        "independence",
        "Sources that are described, and do not ask to be unnamed (“police”, “residents”, "
        "“doctors”, “prosecutors”), count once for each description within an incident, whoever "
        "cites them and on whichever day.",
    ),
    Rule(
        "cited_press",
        "independence",
        "What an outlet has from another outlet or agency is that one's. Where the cited report is "
        "in the collection and tells it on the word of one source, that source is the origin.",
    ),
    Rule(
        "circular",
        "independence",
        "Outlets that cite one another in a ring are one origin, and none of them is its source. "
        "`Origin.circle` names them.",
    ),
    Rule(
        "summed_up",
        "independence",
        "What a headline, a lead or a caption says, and the text attributes to a source, is that "
        "source's account, and the outlet adds no voice to it.",
    ),
    Rule(
        "recalls_itself",
        "independence",
        "An outlet that recalls its own earlier report tells nothing new.",
    ),
    Rule(
        "agreed",
        "standing",
        "Two origins at least tell the same: the same figure (“at least 11” and “11” are one), the "
        "same named actor (its fighters and its letters are the group), a place or a day that lies "
        "within the other's. Of a figure, every origin must tell it.",
    ),
    Rule(
        "contested",
        "standing",
        "Two origins tell what cannot both be true (“11” and “19”; two named perpetrators; two "
        "days; places far apart), or one denies what another says.",
    ),
    Rule(
        "superseded",
        "standing",
        "The one origin that tells it has given a later figure in place of an earlier one. That is "
        "no conflict. Where there are other origins, the old value is marked as replaced and the "
        "rest is compared.",
    ),
    Rule(
        "unsettled",
        "standing",
        "Several origins tell what can all be true and is not the same: “at least 14” and “31”, "
        "“gunmen” and a named group, two of the dead by name.",
    ),
    Rule("one_origin", "standing", "Only one origin tells it, with one value."),
    Rule(
        "denial",
        "values",
        "A value that is told only to deny it is no figure. It contests what others affirm. Who "
        "denies having done it says nothing of the toll; who denies the toll of an act of his own "
        "does not deny the act.",
    ),
    Rule(
        "claimed",
        "values",
        "The accused is among those who say that it was them: `Allegation.claimed`. “Gunmen” "
        "accuses nobody.",
    ),
    Rule(
        "parts_and_sums",
        "values",
        "Of “27 people, seven of them critically” the seven are a part. “12 soldiers and three "
        "civilians” are fifteen. Numbers of different effect never add.",
        "UCDP GED codebook: `best` is the sum of the deaths of either side, of civilians and of "
        "people unknown",
    ),
    Rule(
        "developing",
        "values",
        "The toll that one source gives rises from report to report: one incident, and the latest "
        "figure counts.",
    ),
    Rule(
        "ranges",
        "ranges",
        "`ucdp`: low is the lowest figure of any origin, high the highest, best the one that most "
        "origins give, of equals the latest. `acled`: one figure, the most conservative. `minmax`: "
        "low and high alone. `median_of_origins`: best is the median, the lower of two middles.",
        "UCDP GED codebook (best, low and high estimate); ACLED codebook (fatalities); Iraq Body "
        "Count (minimum and maximum)",
    ),
    Rule(
        "first_teller",
        "telling",
        "Who came out first told it first. A report follows an earlier one when it brings no new "
        "origin, and carries the other's text, cites its outlet, or has the same source and "
        "nothing new from it.",
    ),
    Rule(
        "same_happening",
        "incidents",
        "Events of two reports are one happening when type, place, day, actors, tolls and wording "
        "fit well enough, field by field. A field that differs lowers the score; it does not "
        "forbid, so that two accounts of one happening may differ by a day.",
    ),
    Rule(
        "two_in_one_town",
        "incidents",
        "Two attacks in one town on one day stay two when a report tells of both.",
    ),
    Rule(
        "anniversary",
        "incidents",
        "What a report commemorates or recalls is the old incident, and makes no new one.",
    ),
)
"""Every rule, in the order of the page."""
