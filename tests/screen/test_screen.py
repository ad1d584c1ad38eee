"""What is dropped before the full read, and why."""

import pickle
from pathlib import Path

import pytest
import yaml

from sayso.ingest import Piece
from sayso.ingest.draft import Meta
from sayso.screen import REASONS, Screen
from sayso.screen.relevance import relevance

BOMB = (
    "At least nine people were killed when a car bomb exploded outside a police station in Kirkuk "
    "on Monday, the provincial health office said. No group has claimed responsibility. A police "
    "officer told reporters that a second device was found near the gate and made safe before "
    "noon. The governor ordered a curfew, and soldiers searched houses in the district."
)
CAKE = (
    "Beat the eggs with the sugar until pale, fold in the flour, and pour it into a greased "
    "tin. Bake for forty minutes, then leave to cool before you fill it with cream and "
    "strawberries. Serve with tea, and keep what is left in the fridge for a day or two at most. "
    "A pinch of salt brings out the lemon."
)
GERMAN = (
    "Mindestens neun Menschen kamen ums Leben, als am Montag vor einer Polizeiwache in Kirkuk eine "
    "Autobombe explodierte, wie die Gesundheitsbehörde der Provinz mitteilte. Zu dem Anschlag hat "
    "sich bisher niemand bekannt. Ein Beamter sagte, eine zweite Bombe sei rechtzeitig entschärft "
    "worden. Der Gouverneur verhängte eine Ausgangssperre über die Stadt."
)
MENU = "".join(f'<li><a href="/{n}">Section {n}</a></li>' for n in range(60))


def piece(words: str, kind: str = "text", **more: object) -> Piece:
    return Piece(kind=kind, data=words.encode(), origin="here", media_type="text/plain", **more)  # type: ignore[arg-type]


def page(*paragraphs: str) -> Piece:
    body = "".join(f"<p>{p}</p>" for p in paragraphs)
    markup = (
        f"<html><head><title>News</title></head><body><nav><ul>{MENU}</ul></nav>"
        f"<article><h1>Title</h1>{body}</article><footer>Imprint</footer></body></html>"
    )
    return piece(markup, "html")


def reason(given: Piece, **options: object) -> str | None:
    found = Screen(**options).drop_reason(given)  # type: ignore[arg-type]
    assert found is None or (found.reason in REASONS and found.detail)
    return found and found.reason


@pytest.mark.parametrize("make", [piece, page])
def test_news_is_kept_and_the_rest_dropped(make: type) -> None:
    assert reason(make(BOMB)) is None
    assert reason(make(CAKE)) == "not_relevant"
    assert reason(make(GERMAN)) == "language"


def test_a_page_of_links_is_too_short() -> None:
    assert reason(page("Read more.")) == "too_short"
    assert reason(piece("", "html")) == "too_short"
    assert reason(piece("Read more.")) == "too_short"


def test_what_is_too_long_is_no_report() -> None:
    assert reason(piece(BOMB * 10), max_words=200) == "too_long"


def test_options_turn_checks_off() -> None:
    assert reason(piece(CAKE), relevant=0) is None
    assert reason(piece(GERMAN), languages=None) is None
    assert reason(piece(GERMAN), languages=("de", "en")) is None
    assert reason(piece("Read more."), min_words=0, relevant=0) is None


def test_what_is_not_fetched_yet_is_kept() -> None:
    assert reason(Piece("address", b"", "list.txt line 3", "", Meta(url="https://x.test"))) is None


def test_any_bytes_are_survived() -> None:
    for data in (b"\xff\xfe\x00", bytes(range(256)) * 20, b"<" * 10_000, b"<p>" * 20_000):
        for kind in ("html", "text"):
            Screen().drop_reason(Piece(kind, data, "here", "text/html"))  # type: ignore[arg-type]


def test_declared_encoding_is_heeded() -> None:
    russian = "Взрыв прогремел в понедельник у полицейского участка в городе. " * 8
    given = Piece("html", f"<p>{russian}</p>".encode("cp1251"), "x", "text/html", charset="cp1251")
    found = Screen().drop_reason(given)
    assert found
    assert found.detail == "written in ru"


def test_names_do_not_weigh() -> None:
    """The same words about any party are as relevant."""
    template = "{} forces raided a camp before dawn, {} medics said, and two men were killed."
    parties = [("Israeli", "Palestinian"), ("Russian", "Ukrainian"), ("Turkish", "Kurdish")]
    assert len({relevance(template.format(*p)) for p in parties}) == 1
    assert len({relevance(template.format(*reversed(p))) for p in parties}) == 1


def test_our_passages_of_the_reporting_side() -> None:
    gold = Path(__file__).parents[2] / "gold" / "screen" / "passages.yaml"
    passages = yaml.safe_load(gold.read_text(encoding="utf-8"))
    screen = Screen(min_words=0)
    verdict = {
        side: [screen.drop_reason(piece(text)) is None for text in passages[side][2::3]]
        for side in ("keep", "drop")
    }
    assert all(verdict["keep"])
    assert sum(verdict["drop"]) <= len(verdict["drop"]) / 4


def test_a_screen_travels_to_other_processes() -> None:
    copy = pickle.loads(pickle.dumps(Screen(languages=("de",))))  # noqa: S301 - our own
    assert copy.drop_reason(piece(BOMB)).reason == "language"


def test_a_charset_that_there_is_not() -> None:
    for kind, words in (("text", BOMB), ("html", f"<html><body><p>{BOMB}</p></body></html>")):
        assert reason(piece(words, kind, charset="no-such-thing")) is None


def test_what_was_decoded_is_not_guessed_at() -> None:
    russian = "Семь человек погибли при взрыве в Киркуке в понедельник, сообщила полиция. " * 9
    found = Screen().drop_reason(piece(russian, decoded=True))
    assert found is not None
    assert found.detail == "written in ru"
