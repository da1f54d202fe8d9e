"""The pictures of practices in the Americas."""

from drawing.outlines import arch, box, circle, half, polygon, wedge
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
