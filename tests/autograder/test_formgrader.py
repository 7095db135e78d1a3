"""formgrader comes up with the course: a written answer is marked in a browser, and the total changes."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest

from autograder.nbgrader.book import Book
from autograder.registry import Course
from tests.autograder import labs_class
from tests.autograder.test_gradebook import released
from tests.conftest import ROOT

CHROMIUM = Path("/usr/bin/chromium")
QUIET = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update"
TOKEN = "marking"


@pytest.fixture
def served(course: Course, tmp_path: Path) -> Iterator[tuple[Book, str]]:
    """A gradebook with one graded submission, and the address of its formgrader."""
    book = released(course, tmp_path)
    place = tmp_path / "submitted" / "ada" / "a2_pmi"
    place.mkdir(parents=True)
    lab = nbformat.read(tmp_path / "release" / "a2_pmi" / "lab.ipynb", 4)
    written = "Both meet <b>the</b> equally often. <script>document.title = 'taken'</script>"
    nbformat.write(labs_class.notebook(lab, labs_class.RIGHT, written), place / "lab.ipynb")
    (place / "modules.ipynb").write_bytes((tmp_path / "release" / "a2_pmi" / "modules.ipynb").read_bytes())
    assert book.grade(next(a for a in course.assignments if a.name == "a2_pmi"), "ada") == ""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = ["--course", str(ROOT), "formgrader", "--no-browser", "--port", str(port), "--folder", str(tmp_path)]
    environment = os.environ | {
        "JUPYTER_TOKEN": TOKEN,
        "PYTHONPATH": str(ROOT),
        "JUPYTER_CONFIG_DIR": str(tmp_path / "c"),
    }
    with open(tmp_path / "log", "wb") as log:
        server = subprocess.Popen([sys.executable, "-m", "autograder", *words], env=environment, stdout=log, stderr=log)
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_for(f"{address}/api?token={TOKEN}", server)
        yield book, address
    finally:
        server.terminate()
        server.wait(timeout=30)


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 240
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except OSError:
            time.sleep(0.2)
    pytest.fail("the server did not come up")


@pytest.mark.skipif(not CHROMIUM.exists(), reason="chromium is not installed")
def test_a_mark_given_in_the_browser_changes_the_total(served: tuple[Book, str]) -> None:
    """The page shows answer and rubric, runs no script of the student's, takes a mark; the gradebook has it."""
    from playwright.sync_api import expect, sync_playwright

    book, address = served
    with book.gradebook() as gradebook:
        notebook = gradebook.find_submission_notebook("lab", "a2_pmi", "ada").id
    assert next(book.marks()).score == 3.0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET.split())
        page = browser.new_page(viewport={"width": 1000, "height": 900})
        page.route(re.compile(rf"^(?!{re.escape(address)})"), lambda route: route.abort())  # no network
        page.goto(f"{address}/formgrader?token={TOKEN}", wait_until="domcontentloaded", timeout=90_000)
        page.goto(f"{address}/formgrader/submissions/{notebook}/", wait_until="domcontentloaded", timeout=90_000)
        expect(page.get_by_text("log odds of real against made up")).to_be_visible(timeout=60_000)
        expect(page.get_by_text("Both meet")).to_be_visible()
        assert page.title() != "taken"
        # Only once the marks are loaded does the page listen to new ones.
        expect(page.locator("input.score#test-pmi-by-hand")).to_have_attribute("placeholder", "2", timeout=60_000)
        score = page.locator("input.score#written-1")
        score.fill("2.5")
        with page.expect_response(lambda response: "/api/grade/" in response.url and response.request.method == "PUT"):
            score.press("Tab")
        if target := os.environ.get("FIRTH_SCREENSHOTS"):
            page.get_by_text("PMI by hand").first.evaluate("heading => heading.scrollIntoView()")
            page.screenshot(path=f"{target}/formgrader.png")
        browser.close()
    assert next(book.marks()).score == 5.5
