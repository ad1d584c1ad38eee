"""Reports with awkward words, and linked examples, lie beside the tests of exports."""

import sys
from pathlib import Path

sys.path[:0] = [
    str(Path(__file__).parent / "annotations"),
    str(Path(__file__).parents[1] / "export"),
]
