"""What the operators share: a mutation is a piece of the source written differently.

The operators have the form that cosmic-ray wants (`mutation_positions`, `mutate`, `examples`), over the syntax trees
of parso. One that is derived from Rewrite only has to say which texts may stand in place of a node.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from cosmic_ray.operators.operator import Example, Operator
from parso.python.tree import Name
from parso.tree import NodeOrLeaf


class Rewrite(Operator):
    """Puts each of the `rewrites` of a node in its place, one at a time."""

    EXAMPLES: ClassVar[tuple[tuple[str, ...], ...]]
    """A source, and what becomes of it at the first, second, … place."""

    @abstractmethod
    def rewrites(self, node: NodeOrLeaf) -> Iterator[str]:
        """The texts that may stand in place of `node`."""

    def mutation_positions(self, node: NodeOrLeaf) -> list[tuple[Any, Any]]:
        """One position for each rewrite, as cosmic-ray wants it."""
        return [(node.start_pos, node.end_pos) for _ in self.rewrites(node)]

    def mutate(self, node: NodeOrLeaf, index: int) -> Name:
        """The node's stand-in: a leaf that holds the new text."""
        return Name(list(self.rewrites(node))[index], node.start_pos, node.get_first_leaf().prefix)

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        """The EXAMPLES as cosmic-ray wants them."""
        return tuple(
            Example(before, after, occurrence=place)
            for before, *afters in cls.EXAMPLES
            for place, after in enumerate(afters)
        )


@dataclass(frozen=True)
class Call:
    """One call within an expression such as `x.sum(axis=0).T`: head `x.sum`, arguments, and the tail `.T`."""

    head: str
    arguments: list[str]
    tail: str

    @property
    def name(self) -> str:
        """What is called, without what it belongs to."""
        return self.head.rpartition(".")[2]

    @property
    def positional(self) -> list[str]:
        """The arguments that have no name."""
        return [argument for argument in self.arguments if not keyword(argument)]

    def text(self, *arguments: str, head: str = "") -> str:
        """The same expression with other arguments, or another head."""
        return f"{head or self.head}({', '.join(arguments)}){self.tail}"


def calls(node: NodeOrLeaf) -> Iterator[Call]:
    """Every call that the expression `node` is a chain of."""
    if node.type not in ("atom_expr", "power"):
        return
    parts = node.children
    for place, part in enumerate(parts):
        if part.type == "trailer" and part.children[0] == "(":
            head = joined(parts[:place])
            yield Call(
                head, [text(child) for child in operands(part.children[1:-1], "arglist")], joined(parts[place + 1 :])
            )


def operands(children: list[NodeOrLeaf], kind: str) -> list[NodeOrLeaf]:
    """The arguments between two brackets, without the commas; `kind` is the type of node that holds several."""
    if len(children) == 1 and children[0].type == kind:
        children = children[0].children
    return [child for child in children if child != ","]


def text(node: NodeOrLeaf) -> str:
    """The source of a node, without the space before it."""
    return str(node.get_code(include_prefix=False))


def joined(nodes: list[NodeOrLeaf]) -> str:
    """The source of nodes that follow each other, without the space before the first."""
    return "".join(node.get_code(include_prefix=place > 0) for place, node in enumerate(nodes))


def keyword(argument: str) -> str:
    """The name of an argument that is given by name; empty if it is not, or is a generator."""
    name, sign, value = argument.partition("=")
    return name.strip() if sign and name.strip().isidentifier() and not value.startswith("=") else ""


def called(node: NodeOrLeaf, *names: str) -> bool:
    """Whether `node` is one of the `names`, there to be called."""
    if node.type != "name" or node.value not in names or node.parent.type == "funcdef":
        return False
    following = node.get_next_leaf()
    return following is not None and following == "("
