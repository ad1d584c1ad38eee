from __future__ import annotations

import pytest

from sayso.ingest.language import language_of


@pytest.mark.parametrize(
    ("text", "declared", "language"),
    [
        ("The police said that gunmen had killed three people in the town.", None, "en"),
        ("THE POLICE SAID THAT GUNMEN HAD KILLED THREE PEOPLE IN THE TOWN.", None, "en"),
        (
            "Bewaffnete haben am Sonntag drei Menschen getötet, wie die Polizei mitteilte.",
            "en",
            "de",
        ),
        (
            "La police a déclaré que des hommes armés avaient tué trois personnes dimanche.",
            None,
            "fr",
        ),
        ("Стрелки убили трёх человек в городе в воскресенье, сообщила полиция.", "en-US", "ru"),
        ("Gunmen killed 3 in Balad", "en-GB", "en"),
        ("Gunmen killed 3 in Balad", None, None),
        ("", "ar_IQ", "ar"),
        ("", None, None),
        ("123 456", "not a tag", None),
    ],
)
def test_language(text, declared, language):
    assert language_of(text, declared) == language


def test_long_text_of_no_language_is_recorded_and_not_read(one):
    report = one(text="qx zzv brrt " * 20).report
    assert report.language != "en"
    assert "language_not_read" in {w.code for w in report.warnings}


def test_short_english_is_read(one):
    codes = {w.code for w in one(text="Gunmen killed 3 in Balad").report.warnings}
    assert "language_not_read" not in codes
