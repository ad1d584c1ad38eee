"""The file feeds.toml: what may stand in it, and what is said of what may not."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from sayso.errors import InputError
from sayso.watch import Feed, Watch, load_settings

GOOD = """\
contact = "desk@river.test"
database = "reports.db"
interval = "20m"
link = "2h"
recheck = ["1h", 90]

[hosts."delta.test"]
delay = "10s"

[[feed]]
url = "http://river.test/rss"
outlet = "River Post"

[[feed]]
url = "http://delta.test/sitemap.xml"
kind = "sitemap"
exclude = ["*/sport/*"]
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "feeds.toml"


def test_a_good_file(file: Path) -> None:
    file.write_text(GOOD)
    settings = load_settings(file)
    assert settings.database == str(file.parent / "reports.db")
    assert settings.interval == timedelta(minutes=20)
    assert settings.link == timedelta(hours=2)
    assert settings.recheck == (timedelta(hours=1), timedelta(seconds=90))
    assert settings.delay_of("delta.test") == settings.delay_of("www.delta.test")
    assert settings.delay_of("river.test") == timedelta(seconds=2)
    assert [feed.outlet for feed in settings.feeds] == ["River Post", None]
    assert settings.user_agent.startswith("sayso/")
    assert settings.user_agent.endswith("(+desk@river.test)")


def test_a_database_on_a_server_is_no_file(file: Path) -> None:
    file.write_text(GOOD.replace("reports.db", "postgresql://localhost/reports"))
    assert load_settings(file).database == "postgresql://localhost/reports"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('interval = "20m"', 'intervall = "20m"', r"line 3: .*'intervall' \(did you mean 'interv"),
        ('kind = "sitemap"', 'sort = "sitemap"', r"line 16, feed 2: no setting is called 'sort'"),
        ('interval = "20m"', 'interval = "20 w"', r"line 3, interval: write a time as"),
        ('interval = "20m"', "interval = -1", r"line 3, interval: write a time as"),
        ('interval = "20m"', "interval = inf", r"line 3, interval: write a time as"),
        ('interval = "20m"', 'interval = "999999999999d"', r"line 3, interval: write a time as"),
        ('link = "2h"', 'link = "often"', r'line 4, link: write "round", "never"'),
        ('["1h", 90]', '["1h", "x"]', r"line 5, recheck: write a time as"),
        ('"http://river.test/rss"', '"river.test/rss"', r"line 11, feed 1, url: give an http"),
        ('"http://delta.test/sitemap.xml"', '"http://river.test/rss"', r"there twice"),
        ('"sitemap"', '"map"', r"line 16, feed 2, kind: input should be 'auto', 'feed' or"),
        ('["*/sport/*"]', '"*/sport/*"', r"line 17, feed 2, exclude: input should be a valid li|"),
        ('contact = "desk@river.test"\n', "", r"'contact' is missing \(add contact"),
        ('contact = "desk@river.test"', 'contact = "me"', r"line 1, contact: give an address"),
        ('url = "http://river.test/rss"\n', "", r"'url' is missing \(add url"),
        ('"10s"', '"ten"', r"line 8, delay: write a time as"),
        ("delay", "pause", r"line 8: no setting is called 'pause' \(there are delay\)"),
        ('interval = "20m"', "interval = ", r"line 3, column 12: not TOML"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(file: Path, old: str, new: str, said: str) -> None:
    assert old in GOOD
    file.write_text(GOOD.replace(old, new))
    with pytest.raises(InputError, match=said) as caught:
        load_settings(file)
    assert caught.value.source == str(file)


def test_no_feed_and_no_file(file: Path) -> None:
    file.write_text('contact = "desk@river.test"\n')
    with pytest.raises(InputError, match=r"'feed' is missing \(add a \[\[feed\]\]"):
        load_settings(file)
    with pytest.raises(InputError, match=r"none\.toml: cannot be read"):
        load_settings(file.with_name("none.toml"))
    file.write_bytes(b"\xff\xfe")
    with pytest.raises(InputError, match="not UTF-8"):
        load_settings(file)


def test_a_watch_without_a_collection(file: Path) -> None:
    file.write_text(GOOD.replace('database = "reports.db"\n', ""))
    with pytest.raises(InputError, match="no collection"):
        Watch(load_settings(file))


def test_patterns() -> None:
    feed = Feed(url="http://n.test/", include=("*/world/*",), exclude=("*/live/*", "*.pdf"))
    wanted = ["http://n.test/world/1", "http://n.test/world/live-1"]
    others = ["http://n.test/sport/1", "http://n.test/world/live/1", "http://n.test/world/1.pdf"]
    assert [u for u in wanted + others if feed.wants(u)] == wanted
    assert Feed(url="http://n.test/").wants("http://n.test/anything")
