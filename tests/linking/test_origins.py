from __future__ import annotations

from linking_reports import BALAD, OUTLET, Draft, attack

from sayso.linking import link
from sayso.linking.links import Links
from sayso.record import Origin, Report, VoiceStep


def killed(links: Links) -> dict[str, set[str]]:
    """Value to the names of its origins."""
    names = {o.id: o.name for o in links.origins}
    (incident,) = links.incidents
    out: dict[str, set[str]] = {}
    for account in incident.accounts["killed"]:
        out.setdefault(account.value, set()).update(names[o] for o in account.origins)
    return out


def origin(links: Links, name: str) -> Origin:
    (found,) = [o for o in links.origins if o.name == name]
    return found


def test_own_reporting_is_an_origin_each() -> None:
    links = link(
        [attack("r_a", "Example Wire", "2020-05-03"), attack("r_b", "River Daily", "2020-05-03")]
    )
    assert killed(links) == {"10": {"Example Wire", "River Daily"}}
    assert links.incidents[0].agreed["killed"] == "10"
    assert "own reporting" in origin(links, "River Daily").rule


def test_one_source_cited_twice_is_one_origin() -> None:
    links = link(
        [
            attack("r_a", "Example Wire", "2020-05-03", source="Col. Sami Haddad"),
            attack("r_b", "River Daily", "2020-05-03", source="Haddad"),
        ]
    )
    assert killed(links) == {"10": {"Col. Sami Haddad"}}
    assert "killed" not in links.incidents[0].agreed
    assert "Haddad is Col. Sami Haddad" in origin(links, "Col. Sami Haddad").rule


def test_a_spokesman_speaks_for_his_body() -> None:
    def report(id_: str, outlet: str, who: str, **more: str) -> Report:
        text = f"{who} of the River Brigade said that a bomb killed 10 people in Balad on Saturday."
        d = Draft(id_, outlet, "2020-05-03", text)
        body = d.actor("River Brigade")
        speaker = d.actor(who, member_of=body, **more)
        s = d.says(who, "said", "a bomb killed 10 people", actor=speaker)
        d.event(
            "bomb",
            said=[s],
            places=(d.place(BALAD),),
            time=d.time("Saturday", "2020-05-02"),
            tolls=(d.toll("10", 10, statement=s),),
        )
        return d.done()

    links = link(
        [
            report("r_a", "Example Wire", "Amadou Sarr", role="spokesman"),
            report("r_b", "River Daily", "Idris Bello", role="spokesman"),
            report("r_c", "Third", "Omar Keita", role="deserter"),
        ]
    )
    assert killed(links) == {"10": {"River Brigade", "Omar Keita"}}


def test_the_anonymous_of_one_day_are_one_of_two_days_two() -> None:
    def links(second_day: str) -> Links:
        return link(
            [
                attack(
                    "r_a",
                    "Example Wire",
                    "2020-05-03",
                    source="a security official",
                    anonymous=True,
                ),
                attack(
                    "r_b", "River Daily", second_day, source="security officials", anonymous=True
                ),
            ]
        )

    assert len(killed(links("2020-05-03"))["10"]) == 1
    ids = {o for a in links("2020-05-04").incidents[0].accounts["killed"] for o in a.origins}
    assert len(ids) == 2
    assert {o.kind for o in links("2020-05-03").origins} == {"anonymous"}


def test_police_of_two_incidents_are_two_origins() -> None:
    from linking_reports import BASRA

    links = link(
        [
            attack("r_a", "Example Wire", "2020-05-03", source="police"),
            attack("r_b", "River Daily", "2020-05-03", source="police", where=BASRA),
        ]
    )
    assert len(links.incidents) == 2
    assert len([o for o in links.origins if o.name == "police"]) == 2


LONG = (
    "The traders had set out their stalls before dawn because of the heat, and most of those who "
    "were hurt had come from the villages across the river to buy seed. The bridge stayed shut."
)


def test_a_reprint_has_the_origin_of_its_original() -> None:
    wire = attack("r_wire", "Example Wire", "2020-05-03T08:00:00Z", filler=LONG, wording=1)
    copy = attack("r_copy", "River Daily", "2020-05-03T12:00:00Z", filler=LONG, wording=1)
    links = link([wire, copy])
    assert killed(links) == {"10": {"Example Wire"}}
    assert origin(links, "Example Wire").reports == ("r_wire", "r_copy")
    assert "has the words from it (reprint of r_wire)" in origin(links, "Example Wire").rule


def test_a_credited_agency_is_the_origin() -> None:
    text = "A bomb killed 10 people at the market of Balad on Saturday."
    d = Draft("r_a", "River Daily", "2020-05-03", text, agency="Example Wire")
    voice = (OUTLET, VoiceStep(teller="Example Wire"))
    d.event(
        "bomb",
        voice=voice,
        places=(d.place(BALAD),),
        time=d.time("Saturday", "2020-05-02"),
        tolls=(d.toll("10", 10),),
    )
    links = link([d.done(), attack("r_b", "Third", "2020-05-03")])
    assert killed(links) == {"10": {"Example Wire", "Third"}}
    assert origin(links, "Example Wire").kind == "agency"


def test_an_outlet_that_is_cited_is_followed_to_its_own_source() -> None:
    links = link(
        [
            attack("r_a", "Example Wire", "2020-05-03", source="Sami Haddad"),
            attack("r_b", "River Daily", "2020-05-04", source="Example Wire"),
        ]
    )
    assert killed(links) == {"10": {"Sami Haddad"}}
    assert "Example Wire has it from Sami Haddad" in origin(links, "Sami Haddad").rule


def test_circular_reporting_is_one_origin_and_said() -> None:
    links = link(
        [
            attack("r_a", "Example Wire", "2020-05-03", source="River Daily"),
            attack("r_b", "River Daily", "2020-05-03", source="Example Wire"),
        ]
    )
    assert len(links.origins) == 1
    assert "circular: Example Wire and River Daily cite one another" in links.origins[0].rule
    assert "killed" not in links.incidents[0].agreed


def test_a_report_without_outlet_still_has_an_origin() -> None:
    d = attack("r_a", "Example Wire", "2020-05-03").model_copy(update={"outlet": None})
    (found,) = link([d]).origins
    assert (found.kind, found.name) == ("unknown", "r_a")


def test_broken_statement_references_do_no_harm() -> None:
    report = attack("r_a", "Example Wire", "2020-05-03", source="Sami Haddad")
    loop = report.statements[0].model_copy(update={"parent": "s1"})
    assert link([report.model_copy(update={"statements": (loop,)})]).incidents
    assert link([report.model_copy(update={"statements": ()})]).incidents
