"""Figures as lean SVG that lives inside a page: its colours are the page's, light or dark, and so are its letters."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import matplotlib as mpl
from markupsafe import Markup
from matplotlib.figure import Figure

from autograder import escape

INK, SOFT, LINE, CARD = "#010201", "#010202", "#010203", "#010204"
YOURS, OURS, GOOD = "#010205", "#010206", "#010207"
"""Colours to draw with. They stand for the style sheet's variables, whatever those are when the page is read."""

_VARIABLES = dict(
    zip(
        (INK, SOFT, LINE, CARD, YOURS, OURS, GOOD),
        ("ink", "soft", "line", "card", "yours", "ours", "good"),
        strict=True,
    )
)

_STYLE: dict[Any, Any] = {
    "svg.fonttype": "none",  # text stays text: to be selected, searched, and drawn in the page's own font
    "text.parse_math": False,  # a $ in an answer is a dollar
    "axes.unicode_minus": True,
    "font.size": 10,
    "text.color": INK,
    "axes.labelcolor": SOFT,
    "axes.edgecolor": SOFT,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.linewidth": 0.8,
    "xtick.color": SOFT,
    "ytick.color": SOFT,
    "grid.color": LINE,
    "legend.frameon": False,
    "path.simplify": True,
}

_NUMBERS = re.compile(r'(?<=[ "])(d|x|y|x1|y1|x2|y2|width|height|transform|points)="([^"]*)"')
_ID = re.compile(r' id="([^"]*)"')


@contextmanager
def drawing(name: str) -> Iterator[None]:
    """The settings under which a picture of this name is drawn: the same numbers give the same bytes."""
    with mpl.rc_context({**_STYLE, "svg.hashsalt": name}):
        yield


def embed(figure: Figure, name: str, title: str, text: str) -> Markup:
    """`figure` as an SVG element with a title and a description. `name` makes its ids unique within a page."""
    file = io.BytesIO()
    nothing = dict.fromkeys(("Date", "Creator", "Format", "Type"))
    figure.savefig(file, format="svg", transparent=True, metadata=nothing)
    drawn = file.getvalue().decode()
    drawn = re.sub(r"(?s)<metadata>.*?</metadata>|<style.*?</style>|<!--.*?-->", "", drawn[drawn.index("<svg") :])
    opening, content = re.sub(r'<svg[^>]*viewBox="([^"]*)"[^>]*>', r"\1", drawn, count=1).split("\n", 1)
    content = _NUMBERS.sub(lambda found: f'{found[1]}="{_rounded(found[2])}"', _own_ids(content, name))
    for colour, variable in _VARIABLES.items():
        content = content.replace(colour, f"var(--{variable})")
    content = re.sub(r"font: ([\d.]+)px [^;\"]*", r"font-size: \1px", content)
    head = (
        f'<svg viewBox="{opening}" role="img" aria-labelledby="{name}-title {name}-text">'
        f'<title id="{name}-title">{escape.html(title)}</title><desc id="{name}-text">{escape.html(text)}</desc>'
    )
    return Markup(head + re.sub(r"\n\s*", "\n", content))


def _own_ids(content: str, name: str) -> str:
    """Ids that something refers to begin with `name`; the others go."""
    used = set(re.findall(r'(?:url\(#|href="#)([^)"]+)', content))
    content = _ID.sub(lambda found: f' id="{name}-{found[1]}"' if found[1] in used else "", content)
    return re.sub(r'(url\(#|href="#)', rf"\1{name}-", content)


def _rounded(numbers: str) -> str:
    return re.sub(r"(\.\d\d)\d+", r"\1", numbers).replace("\n", "")
