from __future__ import annotations

import pytest

from sayso.ingest.agencies import SEVERAL, agency_in, agency_named, written_out
from sayso.ingest.bylines import copyright_holder, find_byline, find_credit, photo_credit


@pytest.mark.parametrize(
    ("line", "names", "wire"),
    [
        ("By Jane Doe", "Jane Doe", None),
        ("BY JANE DOE AND JOHN ROE", "JANE DOE AND JOHN ROE", None),
        ("By Jane Doe, Associated Press", "Jane Doe", "Associated Press"),
        ("Jane Doe, Reuters", "Jane Doe", "Reuters"),
        ("By our reporter Jane Doe", "Jane Doe", None),
        ("By Hassan al-Example in Beirut", "Hassan al-Example in Beirut", None),
        (
            "Agence France-Presse in Baghdad",
            "Agence France-Presse in Baghdad",
            "Agence France-Presse",
        ),
        ("Staff and agencies", "Staff and agencies", SEVERAL),
        ("By Jane Doe | May 3, 2020", "Jane Doe", None),
    ],
)
def test_bylines(line, names, wire):
    found = find_byline(line)
    assert found is not None
    assert (line[slice(*found.names)], found.wire) == (names, wire)


@pytest.mark.parametrize(
    "line",
    [
        "By midnight the army had taken the town",
        "By Monday",
        "Police said, AFP reported",
        "The army attacked Balad",
        "Jane Doe",
        "LEBANON, Pa. -",
    ],
)
def test_no_byline(line):
    assert find_byline(line) is None


def test_a_marked_byline_needs_no_by():
    assert find_byline("Jane Doe", marked=True) is not None


@pytest.mark.parametrize(
    ("text", "credit", "wire", "whole"),
    [
        ("(Reuters)", "(Reuters)", "Reuters", True),
        ("— AP", "— AP", "Associated Press", True),
        ("Police said two died. (Reuters)", "(Reuters)", "Reuters", True),
        ("Police said two died. — AFP", "— AFP", "Agence France-Presse", True),
        ("Police said two died. (Example Wire)", "(Example Wire)", "Example Wire", True),
        (
            "Two died. (Additional reporting by Jane Doe)",
            "(Additional reporting by Jane Doe)",
            None,
            False,
        ),
        ("With reporting by Reuters", "With reporting by Reuters", "Reuters", False),
        (
            "Reporting by Jane Doe; Editing by John Roe",
            "Reporting by Jane Doe; Editing by John Roe",
            None,
            False,
        ),
        ("© 2020 AFP", "© 2020 AFP", "Agence France-Presse", True),
        ("Source: Reuters", "Source: Reuters", "Reuters", True),
        ("Source: Example News Agency", "Source: Example News Agency", "Example News Agency", True),
        ("Source: Jane Doe", "Source: Jane Doe", None, True),
        ("(Taken from Example Digest.)", "(Taken from Example Digest.)", "Example Digest", True),
        (
            "Jane Doe in Oslo contributed to this article.",
            "Jane Doe in Oslo contributed to this article.",
            None,
            False,
        ),
        ("Amerli Farm Press (AFP)", "Amerli Farm Press (AFP)", "Amerli Farm Press", True),
    ],
)
def test_credits(text, credit, wire, whole):
    found = find_credit(text, last=True)
    assert found is not None
    assert (text[found.start :], found.wire, found.whole) == (credit, wire, whole)


@pytest.mark.parametrize(
    "text",
    [
        "Reporting by the army said that ten people had died there",
        "IT ENDED. (PASSAGE OMITTED)",
        "He said so. (laughs)",
        "He said so. (1999)",
        "The army said that ten people had died.",
    ],
)
def test_no_credit(text):
    assert find_credit(text, last=True) is None


def test_a_name_alone_is_a_credit_only_at_the_end():
    assert find_credit("Police said two died. (Reuters)", last=False) is None


@pytest.mark.parametrize(
    ("caption", "credit"),
    [
        ("Soldiers stand guard. Photo: Jane Doe/AFP", "Photo: Jane Doe/AFP"),
        ("Soldiers stand guard in Balad (AFP)", "(AFP)"),
        ("Soldiers stand guard [File: Jane Doe/Reuters]", "[File: Jane Doe/Reuters]"),
        ("Soldiers stand guard. © Example Images", "© Example Images"),
        ("People in Balad (Iraq)", None),
        ("Two soldiers (left)", None),
    ],
)
def test_photo_credits(caption, credit):
    at = photo_credit(caption)
    assert (caption[at:] if at is not None else None) == credit


def test_agencies():
    assert agency_named("The Associated Press") == agency_named("AP") == "Associated Press"
    assert agency_named("Ap") is None
    assert agency_named("map") is None
    assert agency_named("Xinhua News Agency") == "Xinhua"
    line = "By Jane Doe and John Roe of the Associated Press"
    found = agency_in(line)
    assert found is not None
    assert line[found[1] : found[2]] == "Associated Press"


def test_written_out():
    assert written_out("SPA", "Photo by the Sahel Press Agency (SPA).") == "Sahel Press Agency"
    assert written_out("SPA", "Sahel Wire (SPA)") is None


def test_copyright_holder():
    assert copyright_holder("© 2020 Example Times. All rights reserved.") == "Example Times"
    assert copyright_holder("Copyright 2017 by Example TV - All rights reserved") == "Example TV"
