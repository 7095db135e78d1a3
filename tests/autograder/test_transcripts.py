"""What the pages show is what the commands print."""

from __future__ import annotations

from docs import transcripts


def test_the_transcripts_of_the_student_page_are_fresh() -> None:
    """`python -m docs.transcripts student.md` would change nothing. (The other pages take longer, and are made by hand.)"""
    page = (transcripts.DOCS / "student.md").read_text("utf-8")
    assert page.count("\n$ firth ") == 6
    assert transcripts.renewed(page) == page
