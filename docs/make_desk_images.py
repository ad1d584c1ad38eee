"""Make the pictures of the desk from the example reports.

Run ``python docs/make_desk_images.py`` in the development environment, with Chromium installed
(``apt-get install chromium``) and the client compiled (``make client``). It reads and links
``examples/reports``, lets two coders see a report differently, and writes a picture of each view to
``docs/images/desk-<view>.png``. ``tests/browser/test_desk_images.py`` takes the same ones.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
TESTS = HERE.parent / "tests"


def main() -> None:
    """Read, link, serve, look."""
    sys.path[:0] = [str(TESTS), str(TESTS / "browser")]  # the desk, as the tests start it
    from chromium import chromium
    from collection import read_examples, work_on
    from desk_server import serving
    from pictures import take

    with tempfile.TemporaryDirectory() as folder:
        location = Path(folder) / "reports.db"
        read_examples(location)
        work_on(location)
        with chromium() as browser, serving(location, "--as", "Ada") as server:
            for path in take(browser, server, HERE / "images").values():
                print(path)


if __name__ == "__main__":
    main()
