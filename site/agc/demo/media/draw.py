"""Draw the pictures of the demo: paper cuts on warm paper, in plum, clay, moss and ochre.

They lie beside this file as WebP; the site never runs it. To draw them again, with Chromium and Pillow at hand:

    python site/agc/demo/media/draw.py [key …]

A picture is a function named after its key. It returns pieces in the order in which they are laid, and each throws
a short shadow on what lies below it, as paper does. Lengths are pixels on a sheet of 1200 by 675.
"""

import io
import math
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

HERE = Path(__file__).parent
WIDTH, HEIGHT = 1200, 675
PAPER, SHEET, SAND, SHADOW = "#f5ecdc", "#fdf8ee", "#e9dac1", "#3b2340"
PLUM, MAUVE, LILAC = "#4c2754", "#8a5488", "#cdb0c6"
CLAY, ROSE = "#a94f33", "#dc9a7a"
MOSS, SAGE = "#5c6f2e", "#aab57a"
OCHRE, STRAW = "#c8902f", "#ebcb85"

PICTURES = {}


def picture(function):
    """Keep a picture under its key."""
    PICTURES[function.__name__.replace("_", "-")] = function
    return function


# Pieces of paper


def cut(path, fill):
    """Return a piece with its shadow."""
    shadow = f'<path d="{path}" transform="translate(6 8)" fill="{SHADOW}" fill-opacity=".16"/>'
    return f'{shadow}<path d="{path}" fill="{fill}"/>'


def flat(path, fill):
    """Return a piece without a shadow: a hole, or part of the ground."""
    return f'<path d="{path}" fill="{fill}"/>'


def thread(path, colour, width=9, dash=""):
    return (
        f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{width}" stroke-linecap="round"'
        f' stroke-linejoin="round" stroke-dasharray="{dash}"/>'
    )


def ground(y=560):
    """Return the low hill on which most things stand."""
    return flat(f"M0 {y + 18}Q600 {y - 22} 1200 {y + 18}V675H0z", SAND)


def house(x, base, w, h, fill, *, door=SHEET):
    return cut(arch(x, base, w, h), fill) + flat(arch(x, base, w * 0.42, h * 0.46), door)


# Outlines


def circle(x, y, r):
    return f"M{x - r} {y}a{r} {r} 0 1 0 {2 * r} 0a{r} {r} 0 1 0 {-2 * r} 0z"


def box(x, y, w, h, r=10):
    corner = f"a{r} {r} 0 0 1"
    return (
        f"M{x + r} {y}h{w - 2 * r}{corner} {r} {r}v{h - 2 * r}{corner} {-r} {r}"
        f"h{2 * r - w}{corner} {-r} {-r}v{2 * r - h}{corner} {r} {-r}z"
    )


def arch(x, base, w, h):
    """Return a door or a house with a round top, its middle at `x`."""
    r = w / 2
    return f"M{x - r} {base}v{r - h}a{r} {r} 0 0 1 {w} 0v{h - r}z"


def half(x, y, r, turn=0):
    """Return half a disc, its flat side down, turned by degrees."""
    dx, dy = r * math.cos(math.radians(turn)), r * math.sin(math.radians(turn))
    return f"M{x - dx:.1f} {y - dy:.1f}A{r} {r} 0 0 1 {x + dx:.1f} {y + dy:.1f}z"


def wedge(x, y, r, start, end, *, inner=0):
    """Return a slice of a disc or, with an inner radius, of a ring; degrees run clockwise from the top."""

    def at(radius, angle):
        turn = math.radians(angle - 90)
        return f"{x + radius * math.cos(turn):.1f} {y + radius * math.sin(turn):.1f}"

    large = int(end - start > 180)
    back = f"L{at(inner, end)}A{inner} {inner} 0 {large} 0 {at(inner, start)}" if inner else f"L{x} {y}"
    return f"M{at(r, start)}A{r} {r} 0 {large} 1 {at(r, end)}{back}z"


def leaf(x, y, length, width, turn):
    """Return a leaf that grows from a point, upwards and turned by degrees."""
    across, along = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    tip = f"{x + length * along:.1f} {y - length * across:.1f}"
    middle = x + length * along / 2, y - length * across / 2
    sides = [f"{middle[0] + w * across:.1f} {middle[1] + w * along:.1f}" for w in (width, -width)]
    return f"M{x} {y}Q{sides[0]} {tip}Q{sides[1]} {x} {y}z"


def polygon(*points):
    return "M" + "L".join(f"{x} {y}" for x, y in points) + "z"


# Pictures


@picture
def share():
    """A sun of arches on the horizon, a path that leads to it, and four houses; static/agc/share.jpg is cut from it."""
    rings = ((400, PLUM), (322, ROSE), (244, OCHRE), (166, SHEET), (88, CLAY))
    houses = ((120, CLAY), (262, MOSS), (938, MAUVE), (1080, OCHRE))
    return [
        ground(520),
        *[cut(half(600, 548, r), fill) for r, fill in rings],
        flat("M0 546Q600 530 1200 546V675H0z", SAND),
        flat("M556 540h88Q690 620 850 675H350Q510 620 556 540z", STRAW),
        *[house(x, 606, 116, 166, fill) for x, fill in houses],
    ]


@picture
def company_guide():
    """An office block with a clock and six windows, and the dotted path from its door to a house."""
    windows = [(x, y) for y in (330, 430) for x in (300, 400, 500)]
    return [
        ground(560),
        thread("M400 590Q650 680 900 590", CLAY, 9, "1 24"),
        cut(box(225, 90, 350, 490), PLUM),
        *[flat(arch(x, y, 56, 72), ROSE if (x, y) == (400, 330) else STRAW) for x, y in windows],
        cut(circle(400, 172, 56), SHEET),
        thread("M400 172V136M400 172L424 186", CLAY, 8),
        flat(arch(400, 580, 84, 110), SHEET),
        house(900, 580, 270, 320, MOSS),
        cut(circle(1070, 150, 62), OCHRE),
    ]


@picture
def experiences():
    """An open book from which five arches rise."""
    arches = ((290, 260, OCHRE), (445, 330, MOSS), (600, 370, CLAY), (755, 330, MAUVE), (910, 260, PLUM))
    return [
        flat(circle(600, 350, 310), SAND),
        *[cut(arch(x, 530, 132, h), fill) + flat(circle(x, 604 - h, 28), SHEET) for x, h, fill in arches],
        cut("M600 510Q380 420 120 490V600Q380 530 600 620z", SHEET),
        cut("M600 510Q820 420 1080 490V600Q820 530 600 620z", SHEET),
        thread("M600 515V616M190 530Q370 490 540 545M660 545Q830 490 1010 530", LILAC, 6),
    ]


@picture
def care_and_climate():
    """A globe with a leaf and a drop of water, held from below by two arcs."""
    return [
        flat(circle(600, 322, 290), SAND),
        cut(circle(600, 300, 190), MOSS),
        flat("M420 240Q520 150 640 200Q700 250 610 300Q520 330 470 290Q440 270 420 240z", SAGE),
        flat("M640 350Q730 320 770 370Q730 460 650 460Q600 410 640 350z", SAGE),
        cut(wedge(600, 300, 310, 184, 262, inner=244), CLAY),
        cut(wedge(600, 300, 310, 98, 176, inner=244), PLUM),
        cut("M1000 110Q1076 220 1000 262Q924 220 1000 110z", MAUVE),
        cut(leaf(180, 262, 170, 74, 24), OCHRE),
    ]


@picture
def financing_care():
    """Three piles of coins, each higher than the last, from which leaves grow."""
    piles = ((300, 3, CLAY, ROSE), (560, 5, OCHRE, STRAW), (820, 7, PLUM, LILAC))
    pieces = [ground(570)]
    for x, number, dark, light in piles:
        top = 592 - 44 * number
        pieces += [
            thread(f"M{x} {top}v-90", MOSS),
            cut(leaf(x, top - 30, 120, 52, 52), MOSS),
            cut(leaf(x, top - 70, 120, 52, -48), SAGE),
            *[cut(box(x - 94, 590 - 44 * (n + 1), 188, 38, 18), light if n % 2 else dark) for n in range(number)],
        ]
    return [
        *pieces,
        cut(circle(1040, 524, 66), OCHRE),
        flat(circle(1040, 524, 46), STRAW),
        cut(circle(1040, 524, 15), CLAY),
    ]


@picture
def local_care_systems():
    """Houses of many sizes along one path, with a square where they meet."""
    path = "M-40 560C300 620 300 380 560 400S820 600 1000 480S1080 300 1240 300"
    houses = (
        (160, 500, 130, 176, PLUM),
        (372, 352, 124, 160, OCHRE),
        (590, 330, 150, 196, MOSS),
        (836, 428, 120, 156, MAUVE),
    )
    return [
        flat("M0 400Q300 240 640 340T1200 260V675H0z", SAND),
        thread(path, SHEET, 54),
        thread(path, CLAY, 8, "1 26"),
        *[house(*place) for place in houses],
        house(1040, 250, 104, 132, SAGE),
        house(420, 640, 118, 140, CLAY),
        house(1090, 640, 140, 170, ROSE),
        cut(circle(700, 470, 52), STRAW),
        cut(circle(700, 470, 20), MOSS),
    ]


@picture
def bogota_care_blocks():
    """Eight bright blocks around a garden, within the circle of a walk, in the middle of a pale city."""
    tints = (CLAY, OCHRE, PLUM, MAUVE, MOSS, PLUM, SAGE, CLAY)
    places = [(x, y) for y in (-1, 0, 1) for x in (-1, 0, 1) if (x, y) != (0, 0)]
    city = [(x, y) for x in range(-4, 5) for y in range(-2, 3)]
    pieces = [flat(box(530 + 158 * x, 267 + 158 * y, 140, 140, 14), SAND) for x, y in city]
    pieces += [flat(circle(600, 337, 300), PAPER), thread(circle(600, 337, 296), CLAY, 8, "1 26")]
    for (x, y), tint in zip(places, tints, strict=True):
        middle = 600 + 138 * x, 337 + 138 * y
        turn = {(-1, 0): 90, (1, 0): -90, (0, 1): 0, (0, -1): 180}.get((x, y))
        pieces.append(cut(box(middle[0] - 60, middle[1] - 60, 120, 120, 14), tint))
        pieces.append(flat(circle(*middle, 24) if turn is None else half(*middle, 38, turn), SHEET))
    return [*pieces, cut(box(540, 277, 120, 120, 14), SAGE), cut(circle(600, 337, 40), MOSS)]


@picture
def brasil_que_cuida():
    """A tree with five round crowns and three roots."""
    crowns = (
        (330, 290, 96, CLAY),
        (470, 180, 104, OCHRE),
        (640, 150, 116, MOSS),
        (790, 230, 100, MAUVE),
        (880, 350, 84, PLUM),
    )
    branches = "M600 575V355M600 470Q560 330 330 290M600 420Q560 280 470 180M600 360Q610 240 640 150"
    return [
        flat(circle(600, 330, 300), STRAW),
        flat("M0 558Q600 518 1200 558V675H0z", SAND),
        thread("M600 570Q560 600 430 640M600 570V652M600 570Q640 600 770 640", CLAY, 12),
        thread(branches + "M600 440Q660 300 790 230M600 500Q700 420 880 350", PLUM, 20),
        *[cut(circle(x, y, r), fill) for x, y, r, fill in crowns],
        *[flat(circle(x, y, r // 4), SHEET) for x, y, r, _fill in crowns],
    ]


@picture
def burkina_faso_mobile_creches():
    """A road, and the tent of a crèche that follows it: three stops, the last in full colour."""
    road = "M-20 640C180 640 240 470 460 500S740 620 900 470S1120 330 1240 330"
    return [
        flat("M0 430Q360 310 700 420T1200 300V675H0z", SAND),
        cut(circle(190, 150, 74), OCHRE),
        thread(road, ROSE, 78),
        thread(road, SHEET, 6, "26 30"),
        *tent(190, 520, 84, LILAC, SHEET),
        *tent(470, 448, 116, ROSE, STRAW),
        *tent(800, 400, 190, PLUM, CLAY),
        *[cut(circle(x, 400 - r, r), fill) for x, r, fill in ((768, 21, OCHRE), (812, 28, CLAY), (846, 15, MOSS))],
    ]


def tent(x, base, r, dark, light):
    """Return a round tent of five stripes, with an open door."""
    stripes = [cut(wedge(x, base, r, -90 + 36 * n, -54 + 36 * n), light if n % 2 else dark) for n in range(5)]
    return [*stripes, flat(arch(x, base, r * 0.62, r * 0.6), SHEET)]


@picture
def cabo_verde_care_plan():
    """Nine islands in a calm sea, joined by one thread."""
    tints = (MOSS, OCHRE, CLAY, STRAW, OCHRE, SAGE, MOSS, CLAY, ROSE)
    places = (
        (330, 160, 66),
        (220, 280, 48),
        (440, 290, 42),
        (760, 170, 60),
        (900, 280, 54),
        (850, 430, 46),
        (690, 520, 76),
        (510, 550, 50),
        (350, 490, 44),
    )
    order = [places[n] for n in (1, 0, 2, 3, 4, 5, 6, 7, 8)]
    pieces = [
        flat("M0 70Q150 30 300 70T600 70T900 70T1200 70V620Q1050 660 900 620T600 620T300 620T0 620z", LILAC),
        thread(
            "M60 420q30 -20 60 0t60 0M990 150q30 -20 60 0t60 0M560 400q30 -20 60 0t60 0M1020 540q30 -20 60 0t60 0",
            SHEET,
            6,
        ),
        thread("M" + "L".join(f"{x} {y}" for x, y, _r in order), PLUM, 7, "2 18"),
    ]
    for (x, y, r), tint in zip(places, tints, strict=True):
        shore = f"M{x - r} {y}Q{x - r} {y - r} {x} {y - r * 0.86:.0f}T{x + r * 1.1:.0f} {y - r * 0.1:.0f}"
        pieces.append(cut(f"{shore}Q{x + r} {y + r} {x - r * 0.1:.0f} {y + r * 0.8:.0f}T{x - r} {y}z", tint))
        pieces.append(flat(circle(x, y, 11), SHEET))
    return pieces


@picture
def canada_child_care():
    """Thirteen toy blocks that come down like stairs to an open door."""
    tints = (PLUM, CLAY, OCHRE, MOSS, MAUVE)
    blocks = [(140 + 112 * n, row) for n, number in enumerate((5, 4, 3, 1)) for row in range(number)]
    return [
        ground(575),
        *[cut(box(x, 488 - 98 * row, 96, 92, 12), tints[(x // 56 + row) % 5]) for x, row in blocks],
        *[flat(circle(x + 48, 534 - 98 * row, 18), SHEET) for x, row in blocks[::2]],
        house(880, 580, 340, 420, SAGE, door=STRAW),
        flat(half(880, 300, 74), SHEET),
        cut(circle(640, 548, 32), CLAY),
    ]


@picture
def chile_cuida():
    """A row of houses on one thread, at the foot of high mountains."""
    tints = (CLAY, OCHRE, PLUM, MOSS)
    return [
        cut(polygon((-20, 600), (190, 180), (340, 400), (540, 90), (730, 400), (880, 210), (1220, 600)), LILAC),
        flat(polygon((540, 90), (486, 174), (530, 204), (562, 176), (594, 178)), SHEET),
        flat(polygon((190, 180), (150, 260), (190, 286), (240, 253)), SHEET),
        cut(polygon((-20, 620), (130, 400), (330, 540), (580, 330), (800, 560), (1000, 370), (1220, 620)), MAUVE),
        ground(555),
        thread("M60 616Q600 572 1140 616", CLAY, 8),
        *[
            house(x, 598 - (10 if 150 < x < 1050 else 0), 96, 130, tints[n % 4])
            for n, x in enumerate(range(150, 1100, 150))
        ],
    ]


@picture
def costa_rica_redcudi():
    """A hammock of net between two trees, where round things of many sizes rest."""
    guests = (
        (390, 322, 46, OCHRE),
        (486, 352, 58, CLAY),
        (606, 350, 72, STRAW),
        (722, 360, 52, ROSE),
        (808, 326, 42, MOSS),
    )
    net = "M190 240Q600 500 1010 240Q600 700 190 240z"
    mesh = [f"M{x} 200l{lean} 330" for lean in (-260, 260) for x in range(120, 1100, 56)]
    return [
        ground(585),
        cut(box(166, 150, 46, 455, 14), CLAY),
        cut(box(988, 150, 46, 455, 14), CLAY),
        cut(circle(190, 150, 128), MOSS),
        cut(circle(1010, 150, 128), SAGE),
        *[cut(circle(x, y, r), fill) for x, y, r, fill in guests],
        cut(net, PLUM),
        f'<clipPath id="net"><path d="{net}"/></clipPath>',
        f'<g clip-path="url(#net)">{thread("".join(mesh), LILAC, 5)}</g>',
    ]


@picture
def france_petite_enfance():
    """A village, a town and a city, each with a cradle at its door."""
    places = ((230, 160, 190, SAGE, 1), (540, 220, 300, OCHRE, 2), (910, 290, 420, PLUM, 3))
    pieces = [ground(575)]
    for x, w, h, fill, floors in places:
        eaves = 589 - h
        pieces.append(cut(box(x - w // 2, 585 - h, w, h, 8), fill))
        pieces.append(cut(polygon((x - w / 2 - 16, eaves), (x, eaves - w * 0.36), (x + w / 2 + 16, eaves)), CLAY))
        windows = [(x + side * w * 0.24, 664 - h + 106 * floor) for floor in range(floors) for side in (-1, 1)]
        pieces += [flat(arch(*window, 40, 60), SHEET) for window in windows]
    for x, *_rest in places:
        pieces += [cut(circle(x - 18, 548, 26), ROSE), cut(half(x, 556, 62, 180), SHEET)]
        pieces.append(thread(f"M{x - 70} 624q70 24 140 0", MAUVE, 8))
    return pieces


@picture
def iztapalapa_utopias():
    """Clothes on a line, above a washing machine and a steaming pot."""
    shirts = ((110, 134, CLAY), (990, 138, OCHRE))
    return [
        ground(585),
        thread("M50 118Q600 206 1150 118", PLUM, 7),
        *[cut(f"M{x} {y}h32q18 24 36 0h32l36 50l-32 26v96h-108v-96l-32 -26z", fill) for x, y, fill in shirts],
        cut("M290 148l114 9v160l-114 -9z", SAGE),
        cut("M470 160l106 2l8 180l-44 -1l-16 -112l-20 111l-44 -2z", MAUVE),
        cut("M850 154l80 -8v96l-80 8z", ROSE),
        cut(box(220, 370, 270, 235, 18), PLUM),
        flat(box(246, 392, 90, 20, 10), LILAC),
        cut(circle(355, 504, 80), SHEET),
        flat(half(355, 504, 60, 200), LILAC),
        *[thread(f"M{x} 408q-22 -26 0 -52t0 -52", ROSE, 9) for x in (680, 750, 820)],
        cut("M610 450h280v56q0 104 -140 104t-140 -104z", CLAY),
        cut(box(578, 432, 344, 36, 17), OCHRE),
    ]


@picture
def jordan_mas_kreeda():
    """A factory with a saw-tooth roof and a round door where children's toys lie; a thread runs past it."""
    teeth = [point for x in range(160, 800, 160) for point in ((x, 300), (x + 160, 190))]
    toys = ((470, 556, 34, CLAY), (542, 546, 44, SHEET), (600, 570, 20, MOSS))
    return [
        ground(575),
        cut(polygon((160, 590), *teeth, (800, 590)), PLUM),
        *[flat(box(x, 350, 76, 62, 8), STRAW) for x in (210, 312, 680)],
        cut(arch(530, 590, 220, 250), OCHRE),
        *[cut(circle(x, y, r), fill) for x, y, r, fill in toys],
        thread("M985 300C960 420 1130 400 1090 520S900 580 840 626S300 650 70 632", CLAY, 7, "22 16"),
        cut(box(905, 186, 110, 108, 8), CLAY),
        thread("M918 212h84M918 240h84M918 268h84", ROSE, 6),
        cut(box(885, 150, 150, 42, 14), MAUVE),
        cut(box(885, 290, 150, 42, 14), MAUVE),
    ]


@picture
def kenya_care_policy():
    """A clock with a wide slice and a narrow one, and a sheet with five lines, the last only dotted."""
    lines = ((190, CLAY, 300), (265, OCHRE, 240), (340, MOSS, 280), (415, MAUVE, 200))
    hours = [math.radians(30 * n) for n in range(12)]
    return [
        flat(circle(350, 338, 290), SAND),
        cut(circle(350, 338, 220), SHEET),
        cut(wedge(350, 338, 186, 0, 135), CLAY),
        cut(wedge(350, 338, 186, 180, 207), PLUM),
        cut(circle(350, 338, 28), OCHRE),
        *[flat(circle(round(350 + 203 * math.sin(a)), round(338 - 203 * math.cos(a)), 6), MAUVE) for a in hours],
        cut("M700 80h290l80 80v440h-370z", SHEET),
        cut(polygon((990, 80), (1070, 160), (990, 160)), SAND),
        *[cut(box(744, y, w, 42, 18), fill) for y, fill, w in lines],
        thread("M766 512h220", PLUM, 9, "1 22"),
    ]


@picture
def korea_long_term_care():
    """A wide umbrella of six pieces over two houses."""
    tints = (PLUM, CLAY, OCHRE, MOSS, MAUVE, ROSE)
    return [
        ground(575),
        house(440, 590, 170, 160, SAGE),
        house(770, 590, 170, 160, STRAW),
        cut(circle(600, 66, 18), CLAY),
        *[cut(wedge(600, 400, 336, -90 + 30 * n, -60 + 30 * n), tint) for n, tint in enumerate(tints)],
        flat("M250 412H950V400H936" + "a56 42 0 0 0 -112 0" * 6 + "H250z", PAPER),
        thread("M600 400V566q0 40 42 40t42 -36", PLUM, 16),
    ]


@picture
def philippines_kasambahay():
    """A house, a signed sheet beside its door, and seven days of which one shines."""
    return [
        ground(575),
        *[cut(circle(180 + 140 * n, 124, 42), OCHRE if n == 6 else LILAC) for n in range(7)],
        flat(circle(1020, 124, 20), STRAW),
        cut(box(290, 366, 350, 224, 8), PLUM),
        cut(polygon((240, 376), (465, 220), (690, 376)), CLAY),
        flat(arch(465, 590, 116, 156), STRAW),
        cut(box(760, 250, 260, 340, 16), SHEET),
        thread("M804 312h170M804 356h150M804 400h170M804 444h100", MAUVE, 9),
        cut(circle(940, 516, 46), MOSS),
        flat(circle(940, 516, 24), SAGE),
    ]


@picture
def sewa_sangini():
    """A woven basket with round things in it, and a ball of thread that runs up to its handle."""
    guests = ((440, 312, 50, OCHRE), (530, 300, 62, MOSS), (640, 308, 54, MAUVE), (726, 320, 42, STRAW))
    rows = ((350, 500), (402, 472), (454, 428), (506, 366))
    weave = []
    for n, (y, width) in enumerate(rows):
        size = width / (8 - n % 2)
        strips = range(8 - n % 2)
        weave += [cut(box(580 - width / 2 + size * k, y, size - 4, 52, 16), (CLAY, ROSE)[(k + n) % 2]) for k in strips]
    return [
        ground(560),
        cut(wedge(580, 350, 276, -90, 90, inner=240), CLAY),
        *[cut(circle(x, y, r), fill) for x, y, r, fill in guests],
        *weave,
        thread("M742 336C800 200 950 250 920 390S830 610 960 592", PLUM, 7),
        cut(box(296, 322, 568, 46, 22), PLUM),
        cut(circle(960, 510, 84), PLUM),
        thread("M890 488q70 -40 140 0M884 520q76 -40 152 0M900 552q60 -36 120 0M920 446q-20 70 14 134", LILAC, 6),
    ]


@picture
def spain_corresponsables():
    """Two rings, one passing through the other, with a disc in each and one in the space that they share."""
    over = wedge(470, 337, 220, 20, 80, inner=152)
    return [
        flat(circle(470, 337, 290), SAND),
        flat(circle(730, 337, 290), SAND),
        cut(circle(470, 337, 220) + hole(470, 337, 152), PLUM),
        cut(circle(730, 337, 220) + hole(730, 337, 152), CLAY),
        cut(over, PLUM),
        cut(circle(600, 337, 56), OCHRE),
        cut(circle(402, 337, 44), LILAC),
        cut(circle(798, 337, 44), ROSE),
    ]


def hole(x, y, r):
    """Return a disc drawn the other way round, so that it is left out of a piece."""
    return f"M{x - r} {y}a{r} {r} 0 1 1 {2 * r} 0a{r} {r} 0 1 1 {-2 * r} 0z"


@picture
def uruguay_snic():
    """Four different quarters that make one ring around a disc."""
    quarters = ((-9, -9, 270, PLUM), (9, -9, 0, OCHRE), (9, 9, 90, CLAY), (-9, 9, 180, MOSS))
    signs = (
        circle(458, 196, 22) + circle(510, 184, 30),
        arch(712, 226, 62, 78),
        box(678, 446, 66, 66, 12),
        circle(470, 476, 20) + circle(516, 496, 20) + circle(498, 446, 20),
    )
    return [
        flat(circle(600, 337, 310), SAND),
        *[cut(wedge(600 + dx, 337 + dy, 264, start, start + 90, inner=100), fill) for dx, dy, start, fill in quarters],
        *[flat(sign, SHEET) for sign in signs],
        cut(circle(600, 337, 68), ROSE),
    ]


# Printing


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
