"""Paper and thread as SVG: their colours, and pieces with a shadow or without."""

from drawing.outlines import arch

PAPER, SHEET, SAND, SHADOW = "#f5ecdc", "#fdf8ee", "#e9dac1", "#3b2340"
PLUM, MAUVE, LILAC = "#4c2754", "#8a5488", "#cdb0c6"
CLAY, ROSE = "#a94f33", "#dc9a7a"
MOSS, SAGE = "#5c6f2e", "#aab57a"
OCHRE, STRAW = "#c8902f", "#ebcb85"


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
