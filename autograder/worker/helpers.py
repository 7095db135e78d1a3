"""Functions that hidden tests call inside the worker, as `submission.helper.<name>(…)`, next to the student's objects.

They hold no expected value and no solution. Libraries are imported inside the functions, so that a worker
without torch can load this file, and nothing of the grader is imported at all.
"""

from __future__ import annotations

from typing import Any

import numpy as np

# NumPy


def float_warnings(module: str, function: str, *args: Any) -> list[str]:
    """What NumPy warns of ("overflow", "invalid") while a function of a loaded module is called.

    Asked for here, since a warning does not travel with the answer.
    """
    import sys
    import warnings

    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        getattr(sys.modules[module], function)(*args)
    said = {str(warning.message).split()[0] for warning in caught if issubclass(warning.category, RuntimeWarning)}
    return sorted(said & {"overflow", "invalid"})


# torch models


def get_tensor(owner: Any, name: str) -> np.ndarray:
    """The tensor at a dotted attribute path, such as "center.weight", copied to an array."""
    return np.array(_resolve(owner, name).detach().cpu().numpy())


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


def item_forms(dataset: Any, index: int) -> list[str]:
    """Dtype and shape of each tensor of dataset[index] ("int64 (5,)"); the type's name for anything else."""
    import torch

    return [
        f"{str(value.dtype).removeprefix('torch.')} {tuple(value.shape)}"
        if isinstance(value, torch.Tensor)
        else type(value).__name__
        for value in dataset[index]
    ]


def forward(model: Any, *ids: Any) -> np.ndarray:
    """The value of model(*ids), with arrays of ids turned into int64 tensors."""
    return np.array(model(*map(_ids, ids)).detach().cpu().numpy())


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

    class FixedDataset(torch.utils.data.Dataset[Any]):
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
    """A model with two embeddings and an easy loss: centres are pulled to 1, contexts and negatives to -1.

    All weights begin at 0. With `prices` (V,) the loss is flat instead: the mean of prices[center], come what may.
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


def seed_everything(seed: int) -> None:
    """Seed the global generators of Python, NumPy and torch: nothing that has a seed of its own may notice."""
    import random

    import torch

    random.seed(seed)
    np.random.seed(seed)
    torch.manual_seed(seed)


def _resolve(owner: Any, name: str) -> Any:
    for part in name.split("."):
        owner = getattr(owner, part)
    return owner


def _ids(values: Any) -> Any:
    import torch

    return torch.as_tensor(np.asarray(values), dtype=torch.int64)


# BERT encoders


def encoder(path: str, dropout: float = 0.0, training: bool = False, padded: bool = False) -> tuple[Any, Any]:
    """Tokenizer and encoder from a folder; with dropout, in training mode, or with a tokenizer that always pads."""
    from transformers import AutoConfig, AutoModel, AutoTokenizer, logging

    logging.set_verbosity_error()  # type: ignore[no-untyped-call]
    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    tokenizer = AutoTokenizer.from_pretrained(path, local_files_only=True)
    if padded:
        tokenizer.__class__ = _padding(type(tokenizer))
    config = AutoConfig.from_pretrained(path, local_files_only=True)
    config.hidden_dropout_prob = config.attention_probs_dropout_prob = dropout
    model = AutoModel.from_pretrained(path, config=config, local_files_only=True)
    return tokenizer, model.train(training)


def carries_gradient(module: str, function: str, *args: Any) -> bool:
    """Whether the answer of a function of a loaded module is a tensor with a graph behind it.

    On its way to the grader a tensor loses that graph, so the question has to be asked here.
    """
    import sys

    answer = getattr(sys.modules.get(module), function, lambda *_: None)(*args)
    return bool(getattr(answer, "requires_grad", False))


def is_training(model: Any) -> bool:
    """Whether any part of a model is in training mode."""
    return any(part.training for part in model.modules())


def encoder_state(model: Any) -> dict[str, Any]:
    """What a caller may notice of an encoder: dtype, how many tensors can be trained, how many hold a gradient."""
    tensors = list(model.parameters())
    return {
        "dtype": str(tensors[0].dtype),
        "trainable": sum(tensor.requires_grad for tensor in tensors) / len(tensors),
        "gradients": sum(tensor.grad is not None for tensor in tensors),
    }


def _padding(tokenizer: type) -> type:
    class PaddingTokenizer(tokenizer):  # type: ignore[misc]
        def __call__(self, *args: Any, **kwargs: Any) -> Any:
            return super().__call__(*args, **{"padding": "max_length", **kwargs})

    return PaddingTokenizer
