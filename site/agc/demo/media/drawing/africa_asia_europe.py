"""The pictures of practices in Africa, Asia and Europe."""

import math

from drawing.outlines import arch, box, circle, half, hole, polygon, wedge
from drawing.paper import (
    CLAY,
    LILAC,
    MAUVE,
    MOSS,
    OCHRE,
    PAPER,
    PLUM,
    ROSE,
    SAGE,
    SAND,
    SHEET,
    STRAW,
    cut,
    flat,
    ground,
    house,
    thread,
)


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
