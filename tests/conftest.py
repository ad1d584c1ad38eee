"""Tests read with the packaged gazetteer alone, whatever the person who runs them has added."""

import os
import tempfile
from pathlib import Path

os.environ.pop("SAYSO_GAZETTEER", None)
os.environ["SAYSO_PLACES"] = str(Path(tempfile.mkdtemp(prefix="sayso-tests-")) / "places.sqlite")
