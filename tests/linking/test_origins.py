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


def test_a_headline_is_no_witness_beside_the_source_that_the_text_names() -> None:
    text = (
        "Bomb kills ten in Balad\n\nA bomb killed 10 people in Balad on Saturday, the mayor said."
    )
    d = Draft("r_a", "Example Wire", "2020-05-03", text)
    mayor = d.actor("the mayor")
    s = d.says("the mayor", "said", "A bomb killed 10 people in Balad on Saturday", actor=mayor)
    place, time = d.place(BALAD), d.time("Saturday", "2020-05-02")
    first = d.event("Bomb", places=(place,), time=time, tolls=(d.toll("ten", 10),))
    d.event(
        "bomb",
        said=[s],
        places=(place,),
        time=time,
        tolls=(d.toll("10", 10, statement=s),),
        same_as=first,
    )
    links = link([d.done()])
    assert killed(links) == {"10": {"mayor"}}
    assert links.incidents[0].agreed == {}


def test_a_figure_of_its_own_that_the_text_attributes_to_nobody_stays_the_outlets() -> None:
    text = "Reporters counted 12 bodies after the bomb in Balad. The mayor said that 10 had died."
    d = Draft("r_a", "Example Wire", "2020-05-03", text)
    s = d.says("The mayor", "said", "10 had died", actor=d.actor("mayor"))
    tolls = (d.toll("12", 12), d.toll("10", 10, statement=s))
    d.event("bomb", places=(d.place(BALAD),), tolls=tolls)
    assert killed(link([d.done()])) == {"12": {"Example Wire"}, "10": {"mayor"}}


def test_a_spokesman_speaks_for_his_body_in_other_reports_too() -> None:
    text = "Sami Haddad, spokesman of the interior ministry, said that a bomb killed 10 in Balad."
    d = Draft("r_a", "Example Wire", "2020-05-03", text)
    speaker = d.actor("Sami Haddad", role="spokesman", member_of=d.actor("interior ministry"))
    s = d.says("Sami Haddad", "said", "a bomb killed 10 in Balad", actor=speaker)
    d.event("bomb", said=[s], places=(d.place(BALAD),), tolls=(d.toll("10", 10, statement=s),))
    links = link(
        [
            d.done(),
            attack("r_b", "River Daily", "2020-05-03", source="Haddad"),
            attack("r_c", "Third", "2020-05-03", source="the ministry"),
        ]
    )
    assert killed(links) == {"10": {"interior ministry"}}


def test_what_a_correction_recalls_of_its_own_outlet_is_not_told_again() -> None:
    text = (
        "An earlier report by Example Wire said that the bomb in Balad killed 11 people. 14 died."
    )
    d = Draft("r_b", "Example Wire", "2020-05-04", text)
    earlier = d.actor("An earlier report", name="earlier report")
    s = d.says(
        "An earlier report by Example Wire", "said", "the bomb in Balad killed 11", actor=earlier
    )
    tolls = (d.toll("11", 11, statement=s), d.toll("14", 14))
    place, time = d.place(BALAD), None
    d.event("bomb", places=(place,), time=time, tolls=tolls, mode="explosives")
    links = link([attack("r_a", "Example Wire", "2020-05-03", killed=11), d.done()])
    told = {a.value: (a.superseded_by, a.reports) for a in links.incidents[0].accounts["killed"]}
    assert told == {"11": ("14", ("r_a",)), "14": (None, ("r_b",))}


def test_an_outlets_own_photographer_is_the_outlet() -> None:
    links = link(
        [attack("r_a", "Example Wire", "2020-05-03", source="an Example Wire photographer")]
    )
    assert killed(links) == {"10": {"Example Wire"}}
