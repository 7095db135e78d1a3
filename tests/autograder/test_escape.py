"""Hostile text, place by place, held against the parsers that other people wrote."""

from __future__ import annotations

import csv
import io
import xml.etree.ElementTree as ElementTree
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from autograder import escape

HOSTILE = st.text() | st.sampled_from(
    [
        "<script>alert(1)</script>",
        "\"' onload='x",
        "]]>&amp;",
        "`` ` ```",
        "[x](javascript:y) @everyone ![i](u) | |",
        "=HYPERLINK(1)",
        "\t=1+1",
        "::error file=x::y",
        "a ##[error]b",
        "x\r::add-mask::y",
        "\x1b]0;title\x07\u202e",
    ]
)


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.text += data


@given(HOSTILE)
def test_html_stays_text(text: str) -> None:
    """A browser's reading finds our one element, our one attribute, and the text."""
    parser = _Tags()
    parser.feed(f'<p title="{escape.html(text)}">{escape.html(text)}</p>')
    parser.close()
    assert parser.tags == ["p"]
    assert parser.attributes == [("title", escape.terminal(text))]
    assert parser.text == escape.terminal(text)


@given(HOSTILE)
def test_xml_stays_text(text: str) -> None:
    """The document is well-formed, and holds the text."""
    element = ElementTree.fromstring(f'<m t="{escape.xml(text)}">{escape.xml(text)}</m>')
    assert (element.text or "") == element.attrib["t"] == escape.terminal(text)


@given(HOSTILE)
@example("`")
def test_markdown_is_one_code_span(text: str) -> None:
    """The fence is longer than any run of backticks inside, and no table cell ends."""
    span = escape.markdown(text)
    fence = len(span) - len(span.lstrip("`"))
    inner = span[fence:-fence]
    assert "`" * fence not in inner
    assert not inner.startswith("`")
    assert not inner.endswith("`")
    assert "|" not in inner.replace("\\|", "")
    assert "\n" not in span


@given(HOSTILE)
def test_csv_is_never_a_formula(text: str) -> None:
    """Written and read back it is one cell, which a spreadsheet takes for text."""
    written = io.StringIO()
    csv.writer(written).writerow(["name", escape.csv(text)])
    ((_, cell),) = csv.reader(io.StringIO(written.getvalue()))
    assert cell.lstrip()[:1] not in ("=", "+", "-", "@", "\t", "\r")


@given(HOSTILE)
def test_no_log_takes_it_for_a_command(text: str) -> None:
    """Neither form of GitHub's commands survives, in a message, a property or plain output."""
    for safe in (escape.terminal(text), escape.workflow(text), escape.workflow_property(text)):
        assert "::" not in safe
        assert "##[" not in safe
        assert "\n" not in safe
        assert "\r" not in safe
    assert "," not in escape.workflow_property(text)


@pytest.mark.parametrize("text", ["plain", "π ≈ 3.14", "a-b"])
def test_harmless_text_stays_as_it_is(text: str) -> None:
    """Escaping costs the honest nothing."""
    assert escape.terminal(text) == escape.csv(text) == escape.html(text) == text
