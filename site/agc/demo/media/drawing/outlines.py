"""Outlines along which paper is cut, as the paths of SVG."""

import math


def circle(x, y, r):
    return f"M{x - r} {y}a{r} {r} 0 1 0 {2 * r} 0a{r} {r} 0 1 0 {-2 * r} 0z"


def hole(x, y, r):
    """Return a disc drawn the other way round, so that it is left out of a piece."""
    return f"M{x - r} {y}a{r} {r} 0 1 1 {2 * r} 0a{r} {r} 0 1 1 {-2 * r} 0z"


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
