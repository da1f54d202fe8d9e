"""Draw the pictures of the demo: paper cuts on warm paper, in plum, clay, moss and ochre.

They lie beside this file as WebP; the site never runs it. To draw them again, with Chromium and Pillow at hand:

    python site/agc/demo/media/draw.py [key …]

A picture is a function of `drawing` named after its key. It returns pieces in the order in which they are laid, and
each throws a short shadow on what lies below it, as paper does. Lengths are pixels on a sheet of 1200 by 675.
"""

import io
import subprocess
import sys
import tempfile
from pathlib import Path

from drawing import africa_asia_europe, alliance, americas
from drawing.paper import PAPER
from PIL import Image

HERE = Path(__file__).parent
WIDTH, HEIGHT = 1200, 675

# In the order in which they lie on the sheet: an edge is smoothed a little otherwise at another place.
DRAWN = (
    alliance.share,
    alliance.company_guide,
    alliance.experiences,
    alliance.care_and_climate,
    alliance.financing_care,
    alliance.local_care_systems,
    americas.bogota_care_blocks,
    americas.brasil_que_cuida,
    africa_asia_europe.burkina_faso_mobile_creches,
    africa_asia_europe.cabo_verde_care_plan,
    americas.canada_child_care,
    americas.chile_cuida,
    americas.costa_rica_redcudi,
    africa_asia_europe.france_petite_enfance,
    americas.iztapalapa_utopias,
    africa_asia_europe.jordan_mas_kreeda,
    africa_asia_europe.kenya_care_policy,
    africa_asia_europe.korea_long_term_care,
    africa_asia_europe.philippines_kasambahay,
    africa_asia_europe.sewa_sangini,
    africa_asia_europe.spain_corresponsables,
    americas.uruguay_snic,
)
PICTURES = {function.__name__.replace("_", "-"): function for function in DRAWN}


def screenshot(sheets):
    """Return one image of all sheets, one below the other."""
    style = f"display:block;background:{PAPER}"
    page = "".join(f'<svg width="{WIDTH}" height="{HEIGHT}" style="{style}">{"".join(sheet)}</svg>' for sheet in sheets)
    with tempfile.TemporaryDirectory() as folder:
        source, shot = Path(folder) / "sheets.html", Path(folder) / "sheets.png"
        source.write_text(f'<body style="margin:0">{page}</body>', encoding="utf-8")
        size = f"--window-size={WIDTH},{HEIGHT * len(sheets)}"
        options = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", size, f"--screenshot={shot}"]
        command = ["chromium", *options, source.as_uri()]
        subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - run by hand, on files of its own
        return Image.open(shot).convert("RGB")


def save(image, path):
    """Write an image as WebP with few colours and without loss."""
    few = image.quantize(48, dither=Image.Dither.NONE).convert("RGB")
    buffer = io.BytesIO()
    few.save(buffer, "WEBP", lossless=True, quality=100, method=6)
    path.write_bytes(buffer.getvalue())


def main(keys):
    keys = keys or list(PICTURES)
    image = screenshot([PICTURES[key]() for key in keys])
    for number, key in enumerate(keys):
        save(image.crop((0, HEIGHT * number, WIDTH, HEIGHT * (number + 1))), HERE / f"{key}.webp")


if __name__ == "__main__":
    main(sys.argv[1:])
