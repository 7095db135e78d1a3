"""Mutation operators for numeric code, as a plug-in of cosmic-ray: mistakes that general operators never make.

`cosmic_ray.plugins` finds a provider by an entry point of an installed package. Ours belong to the tests, which are
never installed, so `plug_in` says it directly.
"""

from __future__ import annotations

from collections.abc import Iterator

from cosmic_ray import plugins
from cosmic_ray.operators.operator import Operator

from tests.mutation.operators import arrays, chance, control, formulas
from tests.mutation.operators.rewrite import Rewrite

NAME = "numeric"
"""What the names of these operators begin with: `numeric/LogBase`."""

OPERATORS: dict[str, type[Rewrite]] = {
    name: found
    for part in (formulas, arrays, control, chance)
    for name, found in vars(part).items()
    if isinstance(found, type) and issubclass(found, Rewrite) and found is not Rewrite
}


class Provider:
    """Names of operators, and the operator to a name."""

    def __iter__(self) -> Iterator[str]:
        return iter(OPERATORS)

    def __getitem__(self, name: str) -> type[Operator]:
        return OPERATORS[name]


def plug_in() -> None:
    """Make cosmic-ray know the operators of this package."""
    plugins.OPERATOR_PROVIDERS.setdefault(NAME, Provider())
