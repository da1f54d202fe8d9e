"""The picture for sharing, and those of publications and of communities."""

from drawing.outlines import arch, box, circle, half, leaf, wedge
from drawing.paper import (
    CLAY,
    LILAC,
    MAUVE,
    MOSS,
    OCHRE,
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
