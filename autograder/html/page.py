"""Templates to pages: every text that comes from anywhere else than a template goes through `escape.html`."""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from autograder import escape


def render(template: str, **context: Any) -> str:
    """The page that a template of `autograder/html/templates` makes of `context`.

    What is no text is written as Python writes it, and only an instance of Markup (a picture that we drew) is taken as it is.
    """
    return _environment().get_template(template).render(**context)


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("autograder.html"),
        autoescape=True,
        finalize=_harmless,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _harmless(value: Any) -> Any:
    """Control characters and direction marks shown, not obeyed: the template engine alone would let them through."""
    return value if isinstance(value, Markup) else Markup(escape.html(str(value)))
