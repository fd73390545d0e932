"""Drawings that stand for photographs: nobody's street, nobody's face."""

from __future__ import annotations

import io

from PIL import Image, ImageDraw

from linli.apps.matters.uploads import Upload

SIZE = (960, 640)
SKIES = ("#dfe7ea", "#efe6d2", "#d9e3d6")
WALLS = ("#c9b79c", "#b5a48b", "#a9b0a2")
INK, LAMP, GREEN = "#3a3f45", "#e3b23c", "#5c7f63"


def picture(name: str, seed: int) -> Upload:
    """A courtyard with a house, a tree and a lamp; ``seed`` chooses the colours and how far the work has come."""
    image = Image.new("RGB", SIZE, SKIES[seed % len(SKIES)])
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 470, 960, 640), fill="#bdb6a8")
    _house(draw, seed)
    _tree(draw, 720 + 40 * (seed % 3))
    _lamp(draw, 560, lit=seed % 2 == 0)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=85)
    return Upload(f"{name}.jpg", "image/jpeg", out.getvalue())


def _house(draw: ImageDraw.ImageDraw, seed: int) -> None:
    draw.rectangle((90, 150, 480, 500), fill=WALLS[seed % len(WALLS)], outline=INK, width=3)
    for row in range(3):
        for column in range(4):
            x, y = 120 + column * 90, 180 + row * 90
            draw.rectangle((x, y, x + 50, y + 55), fill="#eef3f4", outline=INK, width=2)
    draw.rectangle((255, 430, 315, 500), fill="#7a5c46", outline=INK, width=3)


def _tree(draw: ImageDraw.ImageDraw, x: int) -> None:
    draw.rectangle((x - 10, 380, x + 10, 500), fill="#6d553f")
    draw.ellipse((x - 80, 240, x + 80, 400), fill=GREEN, outline=INK, width=2)


def _lamp(draw: ImageDraw.ImageDraw, x: int, *, lit: bool) -> None:
    draw.rectangle((x - 5, 260, x + 5, 510), fill=INK)
    draw.ellipse((x - 24, 220, x + 24, 268), fill=LAMP if lit else "#9aa0a6", outline=INK, width=3)
