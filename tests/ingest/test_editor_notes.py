from __future__ import annotations

import pytest

from sayso.ingest.furniture import is_furniture
from sayso.ingest.notes import find_introduction, find_note, is_correction


@pytest.mark.parametrize(
    ("text", "teller"),
    [
        ("Comment: The paper is close to the army.", None),
        ("Editor’s note: Names were changed.", None),
        ("[Ed. Names have been changed.]", None),
        ("Redaktion: Der Text wurde gekürzt.", None),
        ("Example Watch comment: We could not find him.", "Example Watch"),
        ("Example Gazette's note: This is not confirmed.", "Example Gazette"),
        ("Note by Jane Doe: This is not confirmed.", "Jane Doe"),
        ("Editor's note: This is not confirmed. — Jane Doe, editor", "Jane Doe"),
        ("[Comment: This is not confirmed. – Ed.]", None),
        ("[This report was translated from Arabic by our desk]", None),
    ],
)
def test_notes(text, teller):
    note = find_note(text)
    assert note is not None
    assert (note.teller, note.header) == (teller, False)


@pytest.mark.parametrize("text", ["Editor's note", "Note:", "Editorial comment:"])
def test_a_label_alone_announces_the_note(text):
    note = find_note(text)
    assert note is not None
    assert note.header


@pytest.mark.parametrize(
    "text",
    [
        "Note that the army has not said so.",
        "Noted author dies in Baghdad",
        "Ed Example said on Monday that he would resign.",
        "Editors said that they would print it.",
        "He had no comment: the army was silent.",
        "The report was published by the ministry on Monday, and said 12 people died.",
        "The following statement was released by the ministry:",
    ],
)
def test_no_note(text):
    assert find_note(text) is None


@pytest.mark.parametrize(
    ("text", "outlet", "forward"),
    [
        ("The following report was published by Example TV:", "Example TV", True),
        ("Below is the article as published by Example Wire.", "Example Wire", True),
        ("The following is from Example TV:", "Example TV", True),
        ("Example TV reported as follows:", "Example TV", True),
        ("This story originally appeared in The Example Times.", "The Example Times", False),
        ("Republished from Example Post with permission.", "Example Post", False),
        ("This article was first published on 3 May by Example Wire.", "Example Wire", False),
        ("Originally published in Example Daily on May 3, 2020.", "Example Daily", False),
    ],
)
def test_introductions(text, outlet, forward):
    found = find_introduction(text)
    assert found is not None
    assert (found.outlet, found.forward) == (outlet, forward)
    assert text[found.start :].startswith(outlet)


@pytest.mark.parametrize(
    "text",
    [
        "Correction: The toll was wrong.",
        "Correction (May 4, 2020): The toll was wrong.",
        "Clarification — The army had agreed.",
        "Update: The toll has risen to ten.",
        "An earlier version of this article misstated the toll.",
        "This story has been updated with the army's statement.",
    ],
)
def test_corrections(text):
    assert is_correction(text)


@pytest.mark.parametrize(
    "text",
    [
        "Corrections officers were killed",
        "Updates on the war",
        "Update the law, he said.",
        "An earlier attack killed ten.",
    ],
)
def test_no_correction(text):
    assert not is_correction(text)


@pytest.mark.parametrize(
    "text",
    [
        "Advertisement",
        "Read more: Two killed in Balad",
        "Share on Facebook",
        "Related stories",
        "Sign up for our newsletter.",
        "Comments (12)",
        "We use cookies to improve this site. You can refuse them.",
        ">> READ MORE <<",
    ],
)
def test_furniture(text):
    assert is_furniture(text)


@pytest.mark.parametrize(
    "text",
    [
        "More from Balad came to help.",
        "More than 20 people died.",
        "Read the statement",
        "Follow the soldiers, he said.",
        "Support the troops",
    ],
)
def test_no_furniture(text):
    assert not is_furniture(text)


def test_note_without_outlet_is_told_by_the_editor(one, blocks):
    text = "Editor's note\n\nThe names were changed.\n\nGunmen killed three people near Balad."
    assert blocks(one(text=text).report) == [
        ("editor_note", "Editor's note", "the editor"),
        ("editor_note", "The names were changed.", "the editor"),
        ("paragraph", "Gunmen killed three people near Balad.", None),
    ]


def test_reprint_ends_with_the_comment_of_the_outlet(one, blocks):
    text = (
        "The following report was published by Example TV:\n\n"
        "Gunmen killed three people near Balad on Sunday.\n\n"
        "Comment: The channel belongs to the governor.\n\nHe did not answer our letter."
    )
    assert [b[2] for b in blocks(one(text=text, outlet="Example Watch").report)] == [
        *("Example Watch", "Example TV", "Example Watch", None)
    ]


def test_an_outlet_does_not_reprint_itself(one, blocks):
    text = "Gunmen killed three people.\n\nThis article was first published by Example Watch."
    assert blocks(one(text=text, outlet="Example Watch").report)[0][2] is None


def test_wires_that_only_contributed_are_not_the_agency(one):
    text = "Gunmen killed three people near Balad on Sunday.\n\nWith reporting by Reuters"
    report = one(text=text).report
    assert report.agency is None
    assert report.blocks[-1].kind == "credit"


@pytest.mark.parametrize(
    ("wire", "outlet", "teller"),
    [
        ("WXYZ", "WXYZ News 24", None),
        ("The Associated Press", "AP", None),
        ("Example Wire", "Example", "Example Wire"),
        ("Example Wire", None, "Example Wire"),
    ],
)
def test_an_outlet_is_not_its_own_agency(one, wire, outlet, teller):
    text = f"BALAD, Iraq, May 3 ({wire}) - Gunmen killed three people on Sunday, the police said."
    report = one(text=text, outlet=outlet).report
    assert report.blocks[-1].teller == teller
    assert report.agency == (teller or outlet)
