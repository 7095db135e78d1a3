"""Functions that hidden tests call inside the worker, as `submission.helper.<name>(…)`, next to the student's objects.

They hold no expected value and no solution. Libraries are imported inside the functions, so that a worker
without torch can load this file, and nothing of the grader is imported at all.
"""

from __future__ import annotations

from typing import Any

import numpy as np

# torch models


def get_tensor(owner: Any, name: str) -> np.ndarray:
    """The tensor at a dotted attribute path, such as "center.weight", copied to an array."""
    return _resolve(owner, name).detach().cpu().numpy().copy()


def set_tensor(owner: Any, name: str, values: Any) -> None:
    """Overwrite the tensor at a dotted attribute path; the shapes must agree."""
    import torch

    tensor, new = _resolve(owner, name), torch.as_tensor(np.asarray(values))
    if tensor.shape != new.shape:
        raise ValueError(f"{name} has shape {tuple(tensor.shape)}, not {tuple(new.shape)}")
    with torch.no_grad():
        tensor.copy_(new)


def embedding_shapes(model: Any, names: list[str]) -> dict[str, list[int]]:
    """Rows and columns of those attributes of `model` that are an nn.Embedding."""
    import torch

    found = {name: getattr(model, name, None) for name in names}
    return {
        name: [module.num_embeddings, module.embedding_dim]
        for name, module in found.items()
        if isinstance(module, torch.nn.Embedding)
    }


def tensor_forms(values: Any) -> list[str]:
    """Dtype and shape of each tensor of a sequence ("int64 (5,)"); the name of the type for anything else."""
    import torch

    return [
        f"{str(value.dtype).removeprefix('torch.')} {tuple(value.shape)}"
        if isinstance(value, torch.Tensor)
        else type(value).__name__
        for value in values
    ]


def forward(model: Any, *ids: Any) -> np.ndarray:
    """The value of model(*ids), with arrays of ids turned into int64 tensors."""
    return model(*map(_ids, ids)).detach().cpu().numpy().copy()


def gradients(model: Any, names: list[str], *ids: Any) -> dict[str, np.ndarray]:
    """Gradients of model(*ids) by the tensors at those attribute paths; zeros where none arrives."""
    import torch

    tensors = {name: _resolve(model, name) for name in names}
    for tensor in tensors.values():
        tensor.grad = None
    model(*map(_ids, ids)).backward()
    found = {}
    for name, tensor in tensors.items():
        gradient = torch.zeros_like(tensor) if tensor.grad is None else tensor.grad
        found[name] = (gradient.to_dense() if gradient.is_sparse else gradient).detach().cpu().numpy().copy()
    return found


def fixed_dataset(centers: Any, contexts: Any, negatives: Any) -> Any:
    """A dataset of given examples: item i is (centers[i], contexts[i], negatives[i]) as int64 tensors."""
    import torch

    class FixedDataset(torch.utils.data.Dataset):
        def __init__(self) -> None:
            self.columns = _ids(centers), _ids(contexts), _ids(negatives)

        def __len__(self) -> int:
            return len(self.columns[0])

        def __getitem__(self, index: int) -> tuple[Any, ...]:
            if not -len(self) <= index < len(self):
                raise IndexError(index)
            return tuple(column[index] for column in self.columns)

    return FixedDataset()


def bowl_model(vocabulary_size: int, dimensions: int, prices: Any = None) -> Any:
    """A model with two embeddings and an easy loss: each centre used is pulled to 1, each context and negative to -1.

    All weights begin at 0. With `prices` (V,) the loss is flat instead: the mean of prices[center], whatever the weights.
    `.batches` lists the size of each batch that was trained on.
    """
    import torch

    class BowlModel(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.center = torch.nn.Embedding(vocabulary_size, dimensions)
            self.context = torch.nn.Embedding(vocabulary_size, dimensions)
            torch.nn.init.zeros_(self.center.weight)
            torch.nn.init.zeros_(self.context.weight)
            self.batches: list[int] = []

        def forward(self, center: Any, context: Any, negatives: Any) -> Any:
            size = len(center)
            if center.shape != (size,) or context.shape != (size,) or negatives.shape[:-1] != (size,):
                raise ValueError("a batch is ids of shapes (B,), (B,) and (B, K)")
            if torch.is_grad_enabled():
                self.batches.append(size)
            away = (self.center(center) - 1) ** 2 + (self.context(context) + 1) ** 2
            loss = (away + ((self.context(negatives) + 1) ** 2).sum(dim=1)).sum(dim=-1)
            return loss.mean() if prices is None else (0 * loss + torch.as_tensor(np.asarray(prices))[center]).mean()

    return BowlModel()


def trained_batches(model: Any) -> list[int]:
    """The sizes of the batches that a `bowl_model` was trained on, in order."""
    return list(model.batches)


def _resolve(owner: Any, name: str) -> Any:
    for part in name.split("."):
        owner = getattr(owner, part)
    return owner


def _ids(values: Any) -> Any:
    import torch

    return torch.as_tensor(np.asarray(values), dtype=torch.int64)
