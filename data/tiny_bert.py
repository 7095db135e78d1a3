"""Train the course's own BERT: two layers of width 64, some ten seconds on one core, half a megabyte.

    python -m data.tiny_bert [folder]

It reads 6,000 planted sentences about six words with two senses each, learns to fill in masked words, and thereby
learns to keep the two senses apart: layer 0 gives "bank" one vector, the last layer two clouds of vectors.
Weights, configuration and tokenizer go to `data/tiny_bert/`, in the format of transformers, so that
`AutoModel.from_pretrained("data/tiny_bert")` opens it like any other encoder.

Two choices matter. `initializer_range` is 0.1: BERT's usual 0.02 is meant for a width of 768 and costs a small model
its first epochs. And the vocabulary is written down, not trained, so that it is the same on every machine.
"""

from __future__ import annotations

import math
import sys
from pathlib import Path
from string import ascii_lowercase
from tempfile import TemporaryDirectory

import torch
from transformers import BertConfig, BertForPreTraining, BertTokenizerFast

from data import planted

FOLDER = Path(__file__).with_name("tiny_bert")
SPECIALS = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")
PIECES = ("em", "##bank", "##ment", "##er", "##ing", "##ed")
"""Enough to split "embankment" and "banker" as a big vocabulary would."""

MAX_LENGTH = 32
"""Tokens that the tokenizer keeps (the model itself has twice as many positions)."""

SENTENCES, EPOCHS, BATCH, RATE, MASKED = 6_000, 8, 64, 2e-3, 0.30
SEED = 0


def build_tokenizer(sentences: list[list[str]]) -> BertTokenizerFast:
    """A WordPiece tokenizer: whole words of `sentences`, and letters for every other word."""
    letters = [*ascii_lowercase, *"0123456789", *".,;:!?'-"]
    known = {word for sentence in sentences for word in sentence if len(word) > 1}
    tokens = [*SPECIALS, *letters, *(f"##{letter}" for letter in letters), *PIECES, *sorted(known)]
    with TemporaryDirectory() as folder:
        vocabulary = Path(folder) / "vocab.txt"  # a file is the one form that every version of transformers reads
        vocabulary.write_text("\n".join(dict.fromkeys(tokens)) + "\n", encoding="utf-8")
        return BertTokenizerFast(str(vocabulary), model_max_length=MAX_LENGTH)


def build_model(tokenizer: BertTokenizerFast) -> BertForPreTraining:
    """An untrained BERT: encoder, pooler and both heads. Only the encoder and the head for masked words are trained."""
    return BertForPreTraining(
        BertConfig(
            vocab_size=len(tokenizer),
            hidden_size=64,
            num_hidden_layers=2,
            num_attention_heads=2,
            intermediate_size=256,
            max_position_embeddings=2 * MAX_LENGTH,
            hidden_dropout_prob=0.0,
            attention_probs_dropout_prob=0.0,
            initializer_range=0.1,
        )
    )


def mask(ids: torch.Tensor, maskable: torch.Tensor, mask_id: int, size: int) -> tuple[torch.Tensor, torch.Tensor]:
    """Inputs and labels: a share MASKED is selected; of it 80 % becomes [MASK], 10 % a random token, 10 % stays."""
    chosen = maskable & (torch.rand(ids.shape) < MASKED)
    fate = torch.rand(ids.shape)
    inputs = ids.clone()
    inputs[chosen & (fate < 0.8)] = mask_id
    swapped = chosen & (fate >= 0.8) & (fate < 0.9)
    inputs[swapped] = torch.randint(len(SPECIALS), size, ids.shape)[swapped]
    return inputs, ids.masked_fill(~chosen, -100)


def train(seed: int = SEED, epochs: int = EPOCHS) -> tuple[BertTokenizerFast, BertForPreTraining, list[float]]:
    """Tokenizer, trained model and the mean loss of each epoch; the same on every run with one thread."""
    torch.set_num_threads(1)
    torch.manual_seed(seed)
    sentences = planted.corpus(seed + 1, SENTENCES, noise=0.02, kinds=("sense",))
    tokenizer = build_tokenizer(sentences)
    model = build_model(tokenizer)
    batch = tokenizer(sentences, is_split_into_words=True, padding=True, return_tensors="pt")
    ids, attention = batch["input_ids"], batch["attention_mask"]
    maskable = ids >= len(SPECIALS)
    optimizer = torch.optim.AdamW(model.parameters(), lr=RATE)
    steps = epochs * math.ceil(len(ids) / BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=steps, pct_start=0.1)
    model.train()
    losses = []
    for _ in range(epochs):
        inputs, labels = mask(ids, maskable, tokenizer.mask_token_id, len(tokenizer))
        total = 0.0
        for rows in torch.randperm(len(ids)).split(BATCH):
            logits = model(input_ids=inputs[rows], attention_mask=attention[rows]).prediction_logits
            loss = torch.nn.functional.cross_entropy(logits.flatten(0, 1), labels[rows].flatten())
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total += loss.item() * len(rows) / len(ids)
        losses.append(total)
    return tokenizer, model.eval(), losses


def main(folder: Path = FOLDER) -> None:
    """Train, tell the losses, save."""
    tokenizer, model, losses = train()
    print("loss of each epoch:", *(f"{loss:.3f}" for loss in losses), f"(chance: {math.log(len(tokenizer)):.3f})")
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    for file in folder.iterdir():
        file.chmod(0o644)  # the weights come out readable for their owner only, and a grader's worker is somebody else
    print("saved to", folder)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
