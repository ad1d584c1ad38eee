from __future__ import annotations

import pytest

from sayso.ingest.dateline import find_dateline


@pytest.mark.parametrize(
    ("text", "line", "wire", "date"),
    [
        (
            "BAGHDAD, May 3 (Example Wire) — Gunmen",
            "BAGHDAD, May 3 (Example Wire) —",
            "Example Wire",
            None,
        ),
        ("BAGHDAD (Reuters) - Gunmen", "BAGHDAD (Reuters) -", "Reuters", None),
        ("(Reuters) - Gunmen", "(Reuters) -", "Reuters", None),
        ("BALAD, Iraq (AP) — Gunmen", "BALAD, Iraq (AP) —", "Associated Press", None),
        ("BALAD (AP) Gunmen", "BALAD (AP)", "Associated Press", None),
        ("MOSCOW. May 3 (Interfax) - Two", "MOSCOW. May 3 (Interfax) -", "Interfax", None),
        ("KAZAN, May 3. /TASS/. Two", "KAZAN, May 3. /TASS/.", "TASS", None),
        ("Berlin (dpa) – Zwei", "Berlin (dpa) –", "dpa", None),
        ("Bogotá, 3 may (EFE).- Dos", "Bogotá, 3 may (EFE).-", "EFE", None),
        (
            "WUHAN, May 3, 2020 (Xinhua) -- Two",
            "WUHAN, May 3, 2020 (Xinhua) --",
            "Xinhua",
            "2020-05-03",
        ),
        (
            "BOGOTA, 3 APR 90 (RADIO X 1) -- TWO",
            "BOGOTA, 3 APR 90 (RADIO X 1) --",
            "RADIO X 1",
            "1990-04-03",
        ),
        (
            "KYIV/MOSCOW, May 3 (AFP) - x",
            "KYIV/MOSCOW, May 3 (AFP) -",
            "Agence France-Presse",
            None,
        ),
        (
            "DEIR AL-BALAH, Gaza Strip (AP)_ x",
            "DEIR AL-BALAH, Gaza Strip (AP)_",
            "Associated Press",
            None,
        ),
        ("NAIROBI, Kenya (AP) _", "NAIROBI, Kenya (AP) _", "Associated Press", None),
    ],
)
def test_wire_or_date_is_enough_anywhere(text, line, wire, date):
    found = find_dateline(text)
    assert found is not None
    assert (text[: found.stop], found.wire, found.date) == (line, wire, date)
    assert found.wire_span is not None
    assert text[slice(*found.wire_span)] in text
    rest = text[found.end :]
    assert rest == rest.lstrip()


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("BALAD — Gunmen", "BALAD —"),
        ("MEMPHIS, Tenn. -- Six people", "MEMPHIS, Tenn. --"),
        ("Port-au-Prince, Haiti — Armed men", "Port-au-Prince, Haiti —"),
        ("Balad (ExampleNews.test) – Gunmen", "Balad (ExampleNews.test) –"),
        ("NEW DELHI: Two people", "NEW DELHI:"),
    ],
)
def test_a_place_alone_opens_the_first_paragraph_only(text, line):
    found = find_dateline(text, first=True)
    assert found is not None
    assert text[: found.stop] == line
    assert find_dateline(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Enough — the president said",
        "The president — Mr Example — said",
        "Mr. Example — Who is he?",
        "BREAKING: Two dead",
        "UPDATE 2 - Gunmen kill",
        "Gunmen killed ten people (police) - said",
        "Gunmen attacked Balad. May 3 (AP) — x",
        "THE ARMY (PASSAGE OMITTED) -- SAID IT",
        "",
        "—",
        "(" * 500,
    ],
)
def test_no_dateline(text):
    assert find_dateline(text, first=True) is None
