"""Right but unusual ways to do assignment a8. (CV-09, half precision on request, is not right here: the contract's
tolerance for float32 leaves no room for it.)"""

from __future__ import annotations

import bisect
import copy
import heapq
import itertools
import math
import operator
import statistics
import warnings
from fractions import Fraction

import numpy as np

from autograder.specimens import also_right
from reference.a8_contextual import contextual as right


@also_right("CV-03", task="8.1", why="NumPy integers are integers.")
def numpy_positions(words, target, word_ids, occurrence=0):
    places = [i for i, word in enumerate(words) if word.casefold() == target.casefold()]
    if occurrence < 0 or occurrence >= len(places):
        raise ValueError("no such word")
    ids = np.array([-1 if i is None else i for i in word_ids])
    positions = np.flatnonzero(ids == places[occurrence])
    if positions.size == 0:
        raise ValueError("cut off")
    return positions


@also_right(
    "CZ-01", task="8.1", why="The pieces of a word stand together, so first piece and number of pieces say it all."
)
def first_and_count(words, target, word_ids, occurrence=0):
    seen = -1
    for place, word in enumerate(words):
        seen += word.casefold() == target.casefold()
        if seen == occurrence and word.casefold() == target.casefold():
            ids = list(word_ids)
            first = ids.index(place)
            return tuple(range(first, first + ids.count(place)))
    raise ValueError(target)


@also_right("CZ-02", task="8.1", why="A map from word to tokens, and an iterator over the occurrences.")
def grouped(words, target, word_ids, occurrence=0):
    tokens: dict[int, list[int]] = {}
    for position, place in enumerate(word_ids):
        if place is not None:
            tokens.setdefault(place, []).append(position)
    matches = (i for i, word in enumerate(words) if word.casefold() == target.casefold())
    place = next(itertools.islice(matches, occurrence, None), None) if occurrence >= 0 else None
    if place is None or place not in tokens:
        raise ValueError(target)
    return tokens[place]


@also_right(
    "CZ-03",
    task="8.1",
    why="An error class of one's own may be a ValueError too; a generator is a sequence once drained.",
)
def own_error(words, target, word_ids, occurrence=0):
    class NotThere(ValueError):
        pass

    try:
        positions = right.target_span(words, target, word_ids, occurrence)
    except ValueError as error:
        raise NotThere(str(error)) from None
    return (position for position in positions)


@also_right("CV-05", task="8.2", why="A mask times the whole sequence has the same mean.")
def mask_times_everything(hidden, positions):
    if len(positions) == 0:
        raise ValueError("no position")
    mask = np.zeros(len(hidden))
    mask[np.asarray(positions)] = 1
    return (hidden * mask[:, None]).sum(axis=0) / mask.sum()


@also_right("CZ-04", task="8.2", why="Plain Python, feature by feature; a list is a vector.")
def feature_by_feature(hidden, positions):
    rows = [hidden[position].tolist() for position in positions]
    if not rows:
        raise ValueError("no position")
    return [statistics.fmean(feature) for feature in zip(*rows, strict=True)]


@also_right("CZ-05", task="8.2", why="A running mean.")
def running_mean(hidden, positions):
    mean = None
    for number, position in enumerate(positions, start=1):
        row = hidden[position].astype(float)
        mean = row if mean is None else mean + (row - mean) / number
    if mean is None:
        raise ValueError("no position")
    return mean


@also_right("CZ-06", task="8.3", why="np.take raises the same IndexError.")
def taken(hidden_states, layers=-1):
    chosen = np.atleast_1d(np.asarray(layers, dtype=int))
    if chosen.size == 0:
        raise ValueError("no layer")
    return np.take(hidden_states, chosen, axis=0).mean(axis=0)


@also_right("CZ-07", task="8.3", why="A sum of single layers, weighted equally, checked by hand.")
def summed_by_hand(hidden_states, layers=-1):
    if isinstance(layers, int):
        layers = (layers,)
    count = 0
    total = np.zeros(hidden_states.shape[1:])
    for layer in layers:
        if not -len(hidden_states) <= layer < len(hidden_states):
            raise IndexError(layer)
        total += hidden_states[layer]
        count += 1
    if not count:
        raise ValueError("no layer")
    return total / count


@also_right("CZ-08", task="8.3", why="torch may do the averaging; a single layer is a view of its own.")
def with_torch(hidden_states, layers=-1):
    import torch

    if isinstance(layers, int):
        return hidden_states[layers].tolist()
    chosen = [hidden_states[int(layer)] for layer in layers]
    if len(chosen) < 1:
        raise ValueError("no layer")
    return torch.stack([torch.from_numpy(np.array(layer)) for layer in chosen]).mean(0)


@also_right("CV-08", task="8.4", why="A padded batch with its mask gives the same vector within float32.")
def in_a_padded_batch(words, target, tokenizer, model, layers=-1, occurrence=0):
    import torch

    both = [list(words), [*words, "and", "so", "on"]]
    encoding = tokenizer(both, is_split_into_words=True, truncation=True, padding=True, return_tensors="pt")
    positions = right.target_span(words, target, encoding.word_ids(0), occurrence)
    model.eval()
    with torch.inference_mode():
        states = model(**encoding, output_hidden_states=True).hidden_states
    hidden = np.stack([state[0].numpy() for state in states])
    return right.pool_pieces(right.select_layers(hidden, layers), positions)


@also_right("CZ-09", task="8.4", why="The mode may be restored; pooling and averaging layers commute.")
def mode_restored(words, target, tokenizer, model, layers=-1, occurrence=0):
    import torch

    before = model.training
    model.train(False)
    try:
        limit = tokenizer.model_max_length
        encoding = tokenizer(
            list(words), is_split_into_words=True, truncation=True, max_length=limit, return_tensors="pt"
        )
        positions = right.target_span(words, target, encoding.word_ids(0), occurrence)
        with torch.no_grad():
            output = model(
                input_ids=encoding["input_ids"], attention_mask=encoding["attention_mask"], output_hidden_states=True
            )
    finally:
        model.train(before)
    pieces = torch.stack([state[0, positions].mean(dim=0) for state in output.hidden_states]).double().numpy()
    return right.select_layers(pieces[:, None], layers)[0]


@also_right(
    "CZ-10",
    task="8.4",
    why="Tensors made by hand from the lists of the tokenizer; a tensor without a graph is an answer.",
)
def tensors_by_hand(words, target, tokenizer, model, layers=-1, occurrence=0):
    import torch

    encoding = tokenizer([list(words)], is_split_into_words=True, truncation=True)
    positions = right.target_span(words, target, encoding.word_ids(0), occurrence)
    model.eval()
    with torch.set_grad_enabled(False):
        output = model(
            torch.tensor(encoding["input_ids"]),
            attention_mask=torch.tensor(encoding["attention_mask"]),
            output_hidden_states=True,
        )
    chosen = [layers] if isinstance(layers, int) else list(layers)
    total = sum(output.hidden_states[layer][0] for layer in chosen) / len(chosen)
    return total[positions].mean(0)


@also_right(
    "CZ-11",
    task="8.4",
    why="Padding to the full length is harmless with the mask; detaching leaves no gradient in the answer.",
)
def padded_and_detached(words, target, tokenizer, model, layers=-1, occurrence=0):
    encoding = tokenizer(
        list(words), is_split_into_words=True, truncation=True, padding="max_length", return_tensors="pt"
    )
    places = [i for i, word in enumerate(words) if word.casefold() == target.casefold()]
    if occurrence not in range(len(places)):
        raise ValueError(target)
    span = encoding.word_to_tokens(places[occurrence])
    if span is None:
        raise ValueError("cut off")
    model.eval()
    states = [state.detach()[0].numpy() for state in model(**encoding, output_hidden_states=True).hidden_states]
    return right.select_layers(np.stack(states), layers)[span.start : span.end].mean(axis=0)


@also_right("CZ-12", task="8.4", why="The tuple form of the output holds the same states.")
def tuple_output(words, target, tokenizer, model, layers=-1, occurrence=0):
    import torch

    encoding = tokenizer(list(words), is_split_into_words=True, truncation=True, return_tensors="pt")
    positions = right.target_span(words, target, encoding.word_ids(), occurrence)
    with torch.no_grad():
        states = model.eval()(**encoding, output_hidden_states=True, return_dict=False)[2]
    return right.pool_pieces(right.select_layers(torch.cat(states).numpy(), layers), positions).tolist()


@also_right("CV-10", task="8.5", why="Boolean indexing, row by row.")
def row_by_row(hidden, attention_mask):
    pooled = np.zeros((hidden.shape[0], hidden.shape[2]))
    for number, (row, mask) in enumerate(zip(hidden, attention_mask, strict=True)):
        if mask.any():
            pooled[number] = row[mask.astype(bool)].mean(axis=0)
    return pooled


@also_right("CZ-13", task="8.5", why="A masked array leaves the padding out, and fills empty rows.")
def masked_array(hidden, attention_mask):
    hide = np.broadcast_to(attention_mask[:, :, None] == 0, hidden.shape)
    return np.ma.array(hidden, mask=hide).mean(axis=1).filled(0.0)


@also_right("CZ-14", task="8.5", why="A batched matrix product of shares and vectors.")
def shares(hidden, attention_mask):
    share = attention_mask / np.clip(attention_mask.sum(axis=1, keepdims=True), 1, None)
    return (share[:, None, :] @ hidden)[:, 0]


@also_right("CZ-15", task="8.5", why="nanmean, with the nan of empty rows replaced.")
def nan_mean(hidden, attention_mask):
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return np.nan_to_num(np.nanmean(np.where(attention_mask[:, :, None] == 1, hidden, np.nan), axis=1))


@also_right("CV-11", task="8.6", why="Pair by pair, both triangles.")
def pair_by_pair(vectors):
    def cosine(a, b):
        length = math.sqrt(sum(x * x for x in a)) * math.sqrt(sum(x * x for x in b))
        return sum(x * y for x, y in zip(a, b, strict=True)) / length if length else 0.0

    return [[cosine(a, b) for b in vectors.tolist()] for a in vectors.tolist()]


@also_right("CV-14", task="8.6", why="Exact ones on the diagonal, but for zero vectors.")
def exact_diagonal(vectors):
    norms = np.linalg.norm(vectors, axis=1)
    with np.errstate(all="ignore"):
        similarities = np.nan_to_num(vectors @ vectors.T / np.outer(norms, norms), posinf=0.0, neginf=0.0)
    similarities[np.diag_indices(len(vectors))] = norms > 0
    return similarities


@also_right("CZ-16", task="8.6", why="An einsum in double precision, clipped to [-1, 1], where cosines live.")
def clipped(vectors):
    x = np.asarray(vectors, dtype=float)
    norms = np.sqrt(np.einsum("ij,ij->i", x, x))
    units = np.divide(x, norms[:, None], out=np.zeros_like(x), where=norms[:, None] > 0)
    return np.clip(np.einsum("id,jd->ij", units, units), -1, 1)


@also_right("CV-16", task="8.7", why="Labels are only compared, so they may be anything that can be.")
def labels_as_strings(similarities, senses):
    names = [f"sense {sense}" for sense in senses]
    pairs = list(itertools.combinations(range(len(names)), 2))
    same = [similarities[i, j] for i, j in pairs if names[i] == names[j]]
    other = [similarities[i, j] for i, j in pairs if names[i] != names[j]]
    return statistics.fmean(same) - statistics.fmean(other) if same and other else math.nan


@also_right(
    "CZ-17", task="8.7", why="Both triangles without the diagonal have the same means, the matrix being symmetric."
)
def both_triangles(similarities, senses):
    labels = np.array(list(senses))
    equal = labels[:, None] == labels[None, :]
    off = ~np.eye(len(labels), dtype=bool)
    with np.errstate(all="ignore"):
        same = similarities[equal & off].sum() / np.float64((equal & off).sum())
        return same - similarities[~equal].sum() / np.float64((~equal).sum())


@also_right("CZ-18", task="8.7", why="The lower triangle, and NumPy's own nan for an empty mean.")
def lower_triangle(similarities, senses):
    import warnings

    i, j = np.tril_indices(len(senses), k=-1)
    labels = np.asarray(senses)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return np.mean(similarities[i, j][labels[i] == labels[j]]) - np.mean(similarities[i, j][labels[i] != labels[j]])


@also_right("CZ-19", task="8.8", why="Python's sorted, with a key.")
def sorted_with_key(similarities, query):
    if query < 0:
        raise IndexError(query)
    row = similarities[query]
    return sorted((other for other in range(len(row)) if other != query), key=lambda other: row[other], reverse=True)


@also_right("CZ-20", task="8.8", why="Minus infinity sends the query to the end; NumPy integers are integers.")
def query_sent_to_the_end(similarities, query):
    if query not in range(len(similarities)):
        raise IndexError(query)
    row = np.array(similarities[query], dtype=float)
    row[query] = -np.inf
    return np.argsort(row)[::-1][:-1]


@also_right("CZ-21", task="8.8", why="A heap, item by item.")
def heap(similarities, query):
    if not 0 <= query <= len(similarities) - 1:
        raise IndexError("no such row")
    queue = [(-value, row) for row, value in enumerate(similarities[query].tolist()) if row != query]
    heapq.heapify(queue)
    return tuple(heapq.heappop(queue)[1] for _ in range(len(queue)))


@also_right("CV-18", task="8.9", why="The identity of the row decides: no arithmetic, hence exact ones.")
def by_identity(sentences, target, vocabulary, vectors):
    index = vocabulary[target]
    if not all(target in sentence for sentence in sentences):
        raise ValueError(target)
    return [[1.0 if np.any(vectors[index]) else 0.0 for _ in sentences] for _ in sentences]


@also_right("CZ-22", task="8.9", why="One look-up per sentence and a cosine per pair, after the key has been tried.")
def sentence_by_sentence(sentences, target, vocabulary, vectors):
    if target not in vocabulary:
        raise KeyError(target)
    table = {word: vectors[index] for word, index in vocabulary.items()}
    found = []
    for sentence in sentences:
        found.append(table[list(sentence)[list(sentence).index(target)]])
    answer = np.zeros((len(found), len(found)))
    for i, a in enumerate(found):
        for j, b in enumerate(found):
            length = np.linalg.norm(a) * np.linalg.norm(b)
            answer[i, j] = a @ b / length if length else 0.0
    return answer


@also_right("CZ-23", task="8.9", why="An outer product of the one vector's scaled copies.")
def outer(sentences, target, vocabulary, vectors):
    vector = np.asarray(vectors[vocabulary[target]], dtype=float)
    if [sentence for sentence in sentences if list(sentence).count(target) == 0]:
        raise ValueError("a sentence without the target")
    length = float(np.sqrt((vector**2).sum()))
    value = float(vector @ vector) / length**2 if length else 0.0
    return value * np.ones((len(sentences), len(sentences)))


@also_right("CZ-24", task="8.10", why="Log-sum-exp instead of subtracting the largest weight.")
def log_sum_exp(layers, weights, gamma=1.0):
    shares = np.exp(weights - np.logaddexp.reduce(weights))
    return gamma * np.einsum("l,lth->th", shares, layers)


@also_right("CZ-25", task="8.10", why="torch has a stable softmax of its own.")
def torch_softmax(layers, weights, gamma=1.0):
    import torch

    shares = torch.softmax(torch.tensor(np.asarray(weights, dtype=float)), dim=0)
    return gamma * (torch.tensor(np.asarray(layers, dtype=float)) * shares[:, None, None]).sum(dim=0)


@also_right("CZ-26", task="8.10", why="A loop over layers, the scale folded into the shares.")
def layer_by_layer(layers, weights, gamma=1.0):
    top = max(weights.tolist())
    powers = [math.exp(weight - top) for weight in weights.tolist()]
    mixed = np.zeros(layers.shape[1:])
    for power, layer in zip(powers, layers, strict=True):
        mixed = mixed + gamma * power / math.fsum(powers) * layer
    return mixed


@also_right("CZ-27", task="8.2", why="Weights counted by bincount, in a matrix product.")
def weights_by_bincount(hidden, positions):
    if np.size(positions) == 0:
        raise ValueError("no position")
    weights = np.bincount(positions, minlength=len(hidden))
    return weights @ hidden / weights.sum()


@also_right("CZ-28", task="8.2", why="A single piece is returned as the row that it is.")
def row_of_a_single_piece(hidden, positions):
    return hidden[positions[0]] if len(positions) == 1 else right.pool_pieces(hidden, positions)


@also_right("CZ-29", task="8.3", why="Shares of all layers, most of them 0, contracted with the states.")
def shares_of_layers(hidden_states, layers=-1):
    share = np.zeros(len(hidden_states))
    for layer in np.atleast_1d(layers).astype(int):
        share[layer] += 1
    if not share.any():
        raise ValueError("no layer")
    return np.einsum("l,lth->th", share / share.sum(), hidden_states)


@also_right("CZ-30", task="8.4", why="word_to_tokens finds the pieces; each layer is pooled before they are averaged.")
def span_of_the_tokenizer(words, target, tokenizer, model, layers=-1, occurrence=0):
    import torch

    places = [i for i, word in enumerate(words) if word.casefold() == target.casefold()]
    if occurrence not in range(len(places)):
        raise ValueError("no such occurrence")
    encoding = tokenizer([list(words)], is_split_into_words=True, truncation=True, return_tensors="pt")
    span = encoding.word_to_tokens(0, places[occurrence])
    if span is None:
        raise ValueError("cut off")
    with torch.inference_mode():
        states = model.eval()(**encoding, output_hidden_states=True)["hidden_states"]
    chosen = [layers] if isinstance(layers, int) else list(layers)
    return sum(states[layer][0, span.start : span.end].double().mean(dim=0) for layer in chosen) / len(chosen)


@also_right("CZ-31", task="8.5", why="As in the cards of sentence encoders: the count is lifted to 1e-9.")
def count_lifted(hidden, attention_mask):
    import torch

    states, mask = torch.tensor(hidden), torch.tensor(attention_mask).unsqueeze(-1)
    mask = mask.expand(states.size()).to(states.dtype)
    return ((states * mask).sum(1) / mask.sum(1).clamp(min=1e-9)).numpy()


@also_right("CZ-32", task="8.5", why="0 / 0 gives a warning, and its nan is replaced.")
def warned_and_replaced(hidden, attention_mask):
    count = attention_mask.sum(axis=1)[:, None]
    return np.where(count > 0, (hidden * attention_mask[..., None]).sum(axis=1) / count, 0.0)


@also_right("CZ-33", task="8.6", why="Rows are divided by their largest entry first, so that no square can overflow.")
def largest_entry_first(vectors):
    largest = np.abs(vectors).max(axis=1, initial=0, keepdims=True)
    rows = np.divide(vectors, largest, out=np.zeros(np.shape(vectors)), where=largest > 0)
    products = np.einsum("id,jd->ij", rows, rows)
    lengths = np.sqrt(np.outer(products.diagonal(), products.diagonal()))
    return np.divide(products, lengths, out=np.zeros_like(products), where=lengths > 0)


@also_right("CZ-34", task="8.6", why="The nan of 0 / 0 stand only where a zero vector does.")
def nan_to_zero(vectors):
    units = np.nan_to_num(vectors / np.sqrt(np.square(vectors).sum(axis=1, keepdims=True)))
    return np.inner(units, units)


@also_right("CZ-35", task="8.10", why="One pass: what was mixed so far shrinks when a larger weight comes.")
def one_pass(layers, weights, gamma=1.0):
    mixed, total, largest = 0.0, 0.0, -math.inf
    for layer, weight in zip(layers, weights.tolist(), strict=True):
        before, largest = largest, max(largest, weight)
        old, new = math.exp(before - largest), math.exp(weight - largest)
        mixed, total = mixed * old + new * layer, total * old + new
    return gamma * mixed / total


@also_right("CZ-36", task="8.10", why="1 / Σ exp(w_k - w_l): an overflow to infinity gives the share 0.")
def shares_by_differences(layers, weights, gamma=1.0):
    with np.errstate(over="ignore"):
        shares = 1 / np.exp(weights[None, :] - weights[:, None]).sum(axis=1)
    return gamma * np.average(layers, axis=0, weights=shares)


@also_right(
    "CZ-37", task="8.1", why="list.index again and again: its own ValueError says that there is no further one."
)
def index_of_index(words, target, word_ids, occurrence=0):
    if occurrence < 0:
        raise ValueError(occurrence)
    folded, place = [word.casefold() for word in words], -1
    for _ in range(occurrence + 1):
        place = folded.index(target.casefold(), place + 1)
    first = list(word_ids).index(place)
    return [position for position in range(first, len(word_ids)) if word_ids[position] == place]


@also_right(
    "CZ-38", task="8.3", why="Python's own indexing of a list of layers; what cannot be looped over is one layer."
)
def list_of_layers(hidden_states, layers=-1):
    states = list(hidden_states)
    try:
        chosen = [states[layer] for layer in layers]
    except TypeError:
        return states[layers]
    if not chosen:
        raise ValueError("no layer")
    return sum(chosen) / len(chosen)


@also_right("CZ-39", task="8.6", why="torch normalizes the rows, with a floor below every length but zero.")
def rows_normalized_by_torch(vectors):
    import torch

    units = torch.nn.functional.normalize(torch.tensor(np.array(vectors, dtype=float)), dim=1, eps=1e-300)
    return units @ units.T


@also_right("CZ-40", task="8.7", why="Sums of blocks: those of equal senses, and what is left of the whole.")
def sums_of_blocks(similarities, senses):
    count = len(senses)
    if count == 0:
        return math.nan
    _, inverse = np.unique(np.asarray(senses), return_inverse=True)
    members = np.eye(inverse.max() + 1)[inverse]
    diagonal = np.trace(similarities)
    within = np.trace(members.T @ similarities @ members) - diagonal
    pairs = (members.sum(axis=0) ** 2).sum() - count
    if pairs in (0, count * count - count):
        return math.nan
    return within / pairs - (np.sum(similarities) - diagonal - within) / (count * count - count - pairs)


@also_right("CZ-41", task="8.8", why="Each row is put where bisection says that it belongs.")
def rows_inserted(similarities, query):
    if not -1 < query < len(similarities):
        raise IndexError(query)
    keys, rows = [], []
    for row, similarity in enumerate(similarities[query]):
        if row != query:
            place = bisect.bisect(keys, -similarity)
            keys.insert(place, -similarity)
            rows.insert(place, row)
    return np.array(rows, dtype=int)


@also_right("CZ-42", task="8.4", why="A copy of the model does the work: the caller's is not even switched over.")
def a_copy_of_the_model(words, target, tokenizer, model, layers=-1, occurrence=0):
    import torch

    encoding = tokenizer(list(words), is_split_into_words=True, truncation="longest_first", return_tensors="pt")
    positions = right.target_span(words, target, encoding.word_ids(), occurrence)
    twin = copy.deepcopy(model).eval().requires_grad_(False)
    with torch.inference_mode():
        states = twin(**dict(encoding), output_hidden_states=True).hidden_states
    return right.pool_pieces(right.select_layers(np.stack([state[0].numpy() for state in states]), layers), positions)


@also_right("CZ-43", task="8.3", why="operator.index tells one layer from several; a running mean of the others.")
def running_mean_of_layers(hidden_states, layers=-1):
    try:
        return hidden_states[operator.index(layers)].copy()
    except TypeError:
        mean = None
    for count, layer in enumerate(layers, start=1):
        state = np.asarray(hidden_states[int(layer)], dtype=float)
        mean = state if mean is None else mean + (state - mean) / count
    if mean is None:
        raise ValueError("no layer")
    return mean


@also_right(
    "CZ-44", task="8.7", why="Sums and numbers of both kinds of pairs by bincount; an array of shape () is a number."
)
def pairs_by_bincount(similarities, senses):
    i, j = np.tril_indices(len(senses), -1)
    equal = (np.asarray(senses)[i] == np.asarray(senses)[j]).astype(int)
    count = np.bincount(equal, minlength=2)
    total = np.bincount(equal, similarities[i, j], minlength=2)
    return np.array(total[1] / count[1] - total[0] / count[0]) if count.all() else np.array(math.nan)


@also_right("CZ-45", task="8.5", why="NumPy's mean with `where`; the nan of an empty sentence is replaced.")
def mean_where(hidden, attention_mask):
    mask = np.asarray(attention_mask, dtype=bool)[:, :, None]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        means = np.mean(hidden, axis=1, where=np.broadcast_to(mask, hidden.shape))
    return np.where(mask.any(axis=1), means, 0.0)


@also_right("CZ-46", task="8.7", why="Exact fractions, rounded once at the end.")
def gap_of_fractions(similarities, senses):
    groups = {True: [], False: []}
    for i, j in itertools.combinations(range(len(senses)), 2):
        groups[bool(senses[i] == senses[j])].append(Fraction(float(similarities[i, j])))
    if not all(groups.values()):
        return math.nan
    return float(statistics.mean(groups[True]) - statistics.mean(groups[False]))


@also_right("CZ-47", task="8.10", why="Powers of two with the logarithm of e are powers of e.")
def mixed_by_powers_of_two(layers, weights, gamma=1.0):
    powers = np.exp2((np.asarray(weights, dtype=float) - max(weights)) * np.log2(np.e))
    return np.moveaxis(np.asarray(layers), 0, -1) @ (powers * (gamma / powers.sum()))


@also_right("CZ-48", task="8.7", why="Sums over blocks, from one-hot rows of the senses numbered anew.")
def gap_by_blocks(similarities, senses):
    _, number = np.unique(np.asarray(senses), return_inverse=True)
    n = len(number)
    if n < 2:
        return math.nan
    one_hot = np.eye(n)[number]
    trace = np.trace(similarities)
    equal = (np.einsum("ia,ij,ja->", one_hot, similarities, one_hot) - trace) / 2
    every = (np.sum(similarities) - trace) / 2
    pairs = sum(count * (count - 1) // 2 for count in np.bincount(number).tolist())
    others = n * (n - 1) // 2 - pairs
    return equal / pairs - (every - equal) / others if pairs and others else math.nan


@also_right(
    "CZ-49", task="8.10", why="A share is one over the sum of e^(w_k - w_l): where that overflows, the share is 0."
)
def mixture_of_reciprocals(layers, weights, gamma=1.0):
    weights = np.asarray(weights, float)
    with np.errstate(over="ignore"):
        shares = 1 / np.exp(weights[None, :] - weights[:, None]).sum(axis=1)
    return gamma * sum(share * layer for share, layer in zip(shares, np.asarray(layers), strict=True))
