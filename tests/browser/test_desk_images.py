"""The pictures of the documentation can be taken, and each shows something."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

from desk_server import Server
from pictures import PICTURES, take

IMAGES = Path(__file__).parents[2] / "docs" / "images"
LIMIT = 300_000
"""Bytes; a page of the documentation loads several of them."""

_COLOURS = """async data => {
  const picture = await fetch('data:image/png;base64,' + data);
  const image = await createImageBitmap(await picture.blob());
  const canvas = new OffscreenCanvas(image.width, image.height).getContext('2d');
  canvas.drawImage(image, 0, 0);
  const pixels = new Uint32Array(canvas.getImageData(0, 0, image.width, image.height).data.buffer);
  return [image.width, image.height, new Set(pixels).size];
}"""


def test_each_view_has_a_picture_that_shows_it(browser: Any, desk: Server, tmp_path: Path) -> None:
    taken = take(browser, desk, tmp_path)
    page = browser.new_page()
    for name, path in taken.items():
        picture = path.read_bytes()
        assert len(picture) < LIMIT, name
        width, height, colours = page.evaluate(_COLOURS, base64.b64encode(picture).decode())
        assert (width, height) == (1280, 720)
        assert colours > 100, f"{name} is as good as blank"
    page.close()
    kept = {path.name for path in IMAGES.glob("desk-*.png")}
    assert kept == {f"desk-{name}.png" for name in PICTURES}, "run: python docs/make_desk_images.py"
