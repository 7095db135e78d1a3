"""Text that somebody else chose, made harmless for each place that a report is written to: one function a place.

All of them begin with `visible`, so that no control character, direction mark or line break comes through.
"""

from __future__ import annotations

import html as _html
import re


def visible(text: str) -> str:
    """`text` with every character that could move a cursor, reorder text or end a line written as an escape.

    Nor does it hold a command for a log of GitHub's, `::error::` at the start of a line or `##[error]` anywhere.
    """
    shown = "".join(char if char.isprintable() else f"\\u{{{ord(char):x}}}" for char in text)
    return shown.replace("::", ":\\u{3a}").replace("##[", "##\\u{5b}")


terminal = visible
"""Text for a terminal or a log: one printable line."""


def html(text: str) -> str:
    """Text for an element or a quoted attribute of HTML."""
    return _html.escape(visible(text), quote=True)


def xml(text: str) -> str:
    """Text for an element or a quoted attribute of XML 1.0 (which HTML's escapes suit, and control characters do not)."""
    return html(text)


def svg(text: str) -> str:
    """Text for a label of a picture. That `<` and `&` come out as themselves is the business of what writes the SVG."""
    return visible(text)


def markdown(text: str) -> str:
    """Text as a code span of Markdown: nothing in it is a link, a mention, an image or a tag."""
    shown = visible(text)
    ticks = "`" * (1 + max((len(run) for run in re.findall("`+", shown)), default=0))
    padding = " " if shown.startswith("`") or shown.endswith("`") or not shown.strip() else ""
    # A bar would end the cell of a table even inside a code span.
    return f"{ticks}{padding}{shown}{padding}{ticks}".replace("|", "\\|")


def markdown_prose(text: str) -> str:
    """A sentence of the course's own as Markdown: `code` stays code; stars, bars and the like are no more than that."""
    parts = visible(text).split("`")
    if len(parts) % 2 == 0:
        return markdown(text)
    plain = [re.sub(r"([\\*_{}\[\]<>|#~&])", r"\\\1", part) for part in parts[::2]]
    code = [markdown(part) for part in parts[1::2]] + [""]
    return "".join(a + b for a, b in zip(plain, code, strict=True))


def markdown_block(lines: list[str]) -> str:
    """Lines of text as a fenced block of Markdown that ends where it should."""
    shown = [visible(line) for line in lines]
    fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", "\n".join(shown))), default=0))
    return "\n".join([f"{fence}text", *shown, fence])


def csv(text: str) -> str:
    """Text for a cell that a spreadsheet may open: never a formula. Quoting is the csv module's business."""
    shown = visible(text)
    return f"'{shown}" if shown.lstrip()[:1] in ("=", "+", "-", "@") else shown


def workflow(text: str) -> str:
    """Text for the message of a GitHub workflow command (`::error::…`)."""
    return visible(text).replace("%", "%25")


def workflow_property(text: str) -> str:
    """Text for a property of a GitHub workflow command (`file=…`)."""
    return workflow(text).replace(":", "%3A").replace(",", "%2C")
