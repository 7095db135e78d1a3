"""Known wrong ways to write a1_sparse/sparse.py: what was believed, and the question that a teacher would ask."""

import itertools
import unicodedata
from collections import Counter

import numpy as np

from autograder.specimens import wrong
from reference.a1_sparse import sparse as right

# Task 1.1: one_hot


@wrong(
    "V-01",
    task="1.1",
    belief="The i-th word has its 1 at place i, counted from 1.",
    hint="Which id has the first word, and which index has the first entry of an array?",
)
def counted_from_one(word, vocabulary):
    return np.append(0.0, right.one_hot(word, vocabulary))[:-1]


@wrong(
    "X-06",
    task="1.1",
    belief="A function that never raises is a safe function.",
    hint="How does the caller of your function find out that the word was unknown?",
)
def errors_swallowed(word, vocabulary):
    try:
        return right.one_hot(word, vocabulary)
    except Exception:
        return np.zeros(len(vocabulary))


@wrong(
    "VX-01",
    task="1.1",
    belief="The words of a dictionary are numbered in the order in which they went in.",
    hint="What does vocabulary[word] say? Try a vocabulary whose first word has id 1.",
)
def place_in_the_dictionary(word, vocabulary):
    return right.one_hot(word, {known: place for place, known in enumerate(vocabulary)})


@wrong(
    "VX-02",
    task="1.1",
    belief="A vocabulary is sorted by the alphabet.",
    hint="Who hands out the ids: the alphabet or the dictionary that you are given?",
)
def place_in_the_alphabet(word, vocabulary):
    return right.one_hot(word, {known: place for place, known in enumerate(sorted(vocabulary))})


@wrong(
    "VX-03",
    task="1.1",
    belief="Any error will do for an unknown word.",
    hint="Which exception does Python itself raise for a key that a dictionary does not have?",
)
def another_error(word, vocabulary):
    if word not in vocabulary:
        raise ValueError(word)
    return right.one_hot(word, vocabulary)


@wrong(
    "VX-04",
    task="1.1",
    belief="A vector is a matrix with one row.",
    hint="What is the shape of your answer, and which one was asked for?",
)
def a_row_of_a_matrix(word, vocabulary):
    return right.one_hot(word, vocabulary)[None, :]


@wrong(
    "VX-05",
    task="1.1",
    belief="Upper and lower case are the same word.",
    hint="Is 'Polish' in your vocabulary the same entry as 'polish'?",
)
def word_in_lower_case(word, vocabulary):
    return right.one_hot(word.lower(), vocabulary)


# Task 1.2: cosine_similarity


@wrong(
    "P-38",
    task="1.2",
    belief="Every vector has a length to divide by.",
    hint="What does your formula do for a word that was never counted, so that its row is all zeros?",
)
def no_guard_for_zero(u, v):
    if u.shape != v.shape:
        raise ValueError
    with np.errstate(all="ignore"):
        return float(np.divide(u @ v, np.linalg.norm(u) * np.linalg.norm(v)))


@wrong(
    "VX-10",
    task="1.2",
    belief="A small number in the denominator is a harmless guard.",
    hint="How long is your vector compared with your small number? Try vectors of length 0.001.",
)
def epsilon_in_the_denominator(u, v):
    if u.shape != v.shape:
        raise ValueError
    return float(u @ v / (np.linalg.norm(u) * np.linalg.norm(v) + 1e-8))


@wrong(
    "VX-11",
    task="1.2",
    belief="Similarity cannot be negative.",
    hint="Two vectors that point in opposite directions: what is the cosine of 180 degrees?",
)
def sign_dropped(u, v):
    return abs(right.cosine_similarity(u, v))


@wrong(
    "VX-12",
    task="1.2",
    belief="Libraries return a distance, so that is what is meant.",
    hint="What should a vector and itself give: 1 or 0?",
)
def distance_not_similarity(u, v):
    return 1.0 - right.cosine_similarity(u, v)


@wrong(
    "VX-13",
    task="1.2",
    belief="NumPy notices by itself when shapes do not fit.",
    hint="What is np.array([2.0]) * np.array([1.0, 2.0, 3.0])? Should it be an answer here?",
)
def broadcasting_trusted(u, v):
    lengths = np.sqrt(np.sum(u**2)) * np.sqrt(np.sum(v**2))
    return float(np.sum(u * v) / lengths) if lengths else 0.0


@wrong(
    "VX-14",
    task="1.2",
    belief="zip goes through both vectors to the end.",
    hint="Where does zip stop if one vector is shorter?",
)
def cut_to_the_shorter(u, v):
    size = min(len(u), len(v))
    return right.cosine_similarity(u[:size], v[:size])


@wrong(
    "VX-15",
    task="1.2",
    belief="The mean is taken off first.",
    hint="That is a correlation. Does the cosine change if you move both vectors away from the origin?",
)
def means_removed(u, v):
    if u.shape != v.shape:
        raise ValueError
    return right.cosine_similarity(u - u.mean(), v - v.mean())


@wrong(
    "VX-16",
    task="1.2",
    belief="Two equal vectors always have similarity 1.",
    hint="What does the handout say about the zero vector and anything, itself included?",
)
def zero_is_like_itself(u, v):
    return 1.0 if u.shape == v.shape and np.array_equal(u, v) else right.cosine_similarity(u, v)


@wrong(
    "VX-17",
    task="1.2",
    belief="The dot product is the similarity.",
    hint="Make one vector ten times as long. Did its direction change, and did your answer?",
)
def dot_product_only(u, v):
    if u.shape != v.shape:
        raise ValueError
    return float(u @ v)


@wrong(
    "VX-18",
    task="1.2",
    belief="The denominator is |u|² |v|².",
    hint="Is there a square root in your lengths? Try (3, 4) with itself.",
)
def squared_lengths(u, v):
    if u.shape != v.shape:
        raise ValueError
    lengths = np.sum(u * u) * np.sum(v * v)
    return float(u @ v / lengths) if lengths else 0.0


# Task 1.3: orthogonal_pairs


@wrong(
    "V-04",
    task="1.3",
    belief="(cat, dog) and (dog, cat) are two pairs.",
    hint="List the pairs of a vocabulary of three words. Are any two of them the same two words?",
)
def ordered_pairs(size):
    return size * (size - 1)


@wrong(
    "VX-20",
    task="1.3",
    belief="The headline of the section has the right number.",
    hint="The chapter gives a formula and a number. Do they agree for 59 words?",
)
def number_from_the_headline(size):
    return 3492 if size == 59 else right.orthogonal_pairs(size)


@wrong(
    "X-09",
    task="1.3",
    belief="What appears on the screen is the result.",
    hint="What does the caller get to calculate with: look at the value of the call, not at the terminal.",
)
def printed_not_returned(size):
    print(right.orthogonal_pairs(size))


@wrong(
    "VX-21",
    task="1.3",
    belief="A word makes a pair with itself.",
    hint="What is the cosine of a one-hot vector with itself?",
)
def pairs_with_itself(size):
    return size * (size + 1) // 2


@wrong(
    "VX-22",
    task="1.3",
    belief="Only neighbouring words make pairs.",
    hint="In a vocabulary of four words, is the first word at right angles to the fourth?",
)
def neighbours_only(size):
    return max(size - 1, 0)


@wrong(
    "VX-23",
    task="1.3",
    belief="The last word of the loop is one that range leaves out anyway.",
    hint="How many pairs has a vocabulary of two words?",
)
def last_word_left_out(size):
    return sum(1 for i in range(size - 1) for _ in range(i + 1, size - 1))


# Task 1.4: bag_of_words


@wrong(
    "VX-30",
    task="1.4",
    belief="A bag of words is a set of words.",
    hint="Does your vector change if a word is said a second time?",
)
def presence_only(document, vocabulary):
    return np.minimum(right.bag_of_words(document, vocabulary), 1.0)


@wrong(
    "VX-31",
    task="1.4",
    belief="A default of 0 for unknown words does no harm.",
    hint="Which word owns id 0, and how often does it seem to occur?",
)
def unknown_words_become_word_zero(document, vocabulary):
    bag = right.bag_of_words(document, vocabulary)
    bag[0] += sum(word not in vocabulary for word in document)
    return bag


@wrong(
    "VX-32",
    task="1.4",
    belief="-1 is no id, so it is a good mark for unknown words.",
    hint="Which entry of an array has index -1?",
)
def unknown_words_become_the_last(document, vocabulary):
    bag = np.zeros(len(vocabulary))
    for word in document:
        bag[vocabulary.get(word, -1)] += 1
    return bag


@wrong(
    "VX-33",
    task="1.4",
    belief="Counts are always divided by the length of the document.",
    hint="What should a word that stands in the document once get: 1, or less in a longer document?",
)
def divided_by_length(document, vocabulary):
    return right.bag_of_words(document, vocabulary) / max(len(document), 1)


@wrong(
    "VX-34",
    task="1.4",
    belief="The entries stand in the order of the dictionary.",
    hint="Is the entry at index i that of the word with id i?",
)
def dictionary_order(document, vocabulary):
    return np.array([float(document.count(word)) for word in vocabulary])


@wrong(
    "VX-35",
    task="1.4",
    belief="Upper and lower case are the same word.",
    hint="Who decides which strings are words: your code or the vocabulary?",
)
def document_in_lower_case(document, vocabulary):
    return right.bag_of_words([word.lower() for word in document], vocabulary)


@wrong(
    "VX-36",
    task="1.4",
    belief="Every word of a document is in the vocabulary.",
    hint="A vocabulary made from one text meets another text. What does your look-up do with a new word?",
    crashes=True,
)
def unknown_words_raise(document, vocabulary):
    return sum((right.one_hot(word, vocabulary) for word in document), np.zeros(len(vocabulary)))


@wrong(
    "VX-37",
    task="1.4",
    belief="Only the words of the document need an entry.",
    hint="What shape was promised, and which words of the vocabulary have no entry in your answer?",
)
def only_words_that_occur(document, vocabulary):
    bag = right.bag_of_words(document, vocabulary)
    return bag[bag > 0]


@wrong(
    "VX-38",
    task="1.4",
    belief="bag[ids] += 1 adds once for every id in the list.",
    hint="What does NumPy do with an entry that is named twice in one indexed addition?",
)
def repeated_ids_lost(document, vocabulary):
    bag = np.zeros(len(vocabulary))
    bag[[vocabulary[word] for word in document if word in vocabulary]] += 1
    return bag


@wrong(
    "VX-39",
    task="1.4",
    belief="A default value is made anew for every call.",
    hint="Call your function twice with the same document. Where is the first bag kept?",
)
def bag_kept_between_calls(document, vocabulary, kept={}):
    size = len(vocabulary)
    kept[size] = kept.get(size, 0.0) + right.bag_of_words(document, vocabulary)
    return kept[size].copy()


# Task 1.5: inverse_document_frequency


@wrong(
    "V-05",
    task="1.5",
    belief="The 1 in the denominator is part of the formula.",
    hint="What should a word get that is in every document? Put it into your formula.",
)
def one_added_below(documents, vocabulary):
    counts = sum((right.bag_of_words(set(document), vocabulary) for document in documents), np.zeros(len(vocabulary)))
    return np.where(counts > 0, np.log(max(len(documents), 1) / (1 + counts)), 0.0)


@wrong(
    "V-09",
    task="1.5",
    belief="Counts are whole numbers, so // divides them.",
    hint="Three documents, a word in two of them: what is 3 // 2, and what is 3 / 2?",
)
def whole_number_division(documents, vocabulary):
    counts = sum((right.bag_of_words(set(document), vocabulary) for document in documents), np.zeros(len(vocabulary)))
    return np.array([np.log(len(documents) // n) if n else 0.0 for n in counts])


@wrong(
    "V-10",
    task="1.5",
    belief="The share of documents is n / N, and its logarithm is the weight.",
    hint="Which word should weigh more: one in every document or one in a single document?",
)
def fraction_upside_down(documents, vocabulary):
    return -right.inverse_document_frequency(documents, vocabulary)


@wrong(
    "V-11",
    task="1.5",
    belief="Every word of the vocabulary is in some document.",
    hint="The vocabulary may be older than the collection. By what do you divide for a word that is in no document?",
    crashes=True,
)
def words_in_no_document_forgotten(documents, vocabulary):
    counts = sum((right.bag_of_words(set(document), vocabulary) for document in documents), np.zeros(len(vocabulary)))
    return np.array([np.log(len(documents) / int(n)) for n in counts])


@wrong(
    "VX-40",
    task="1.5",
    belief="Information is measured in bits.",
    hint="Which logarithm does the course use everywhere?",
)
def idf_in_bits(documents, vocabulary):
    return right.inverse_document_frequency(documents, vocabulary) / np.log(2)


@wrong(
    "VX-41",
    task="1.5",
    belief="n counts how often the word occurs in the collection.",
    hint="A word stands three times in one document and nowhere else. In how many documents is it?",
)
def occurrences_for_documents(documents, vocabulary):
    counts = sum((right.bag_of_words(document, vocabulary) for document in documents), np.zeros(len(vocabulary)))
    return np.array([np.log(len(documents) / n) if n else 0.0 for n in counts])


@wrong(
    "VX-42",
    task="1.5",
    belief="An empty document is no document.",
    hint="What is N: the length of the list, or the number of documents that have something in them?",
)
def empty_documents_left_out(documents, vocabulary):
    return right.inverse_document_frequency([document for document in documents if document], vocabulary)


@wrong(
    "VX-43",
    task="1.5",
    belief="A document without a known word is no document of this collection.",
    hint="What is N for a collection in which one document is in another language?",
)
def documents_of_strangers_left_out(documents, vocabulary):
    known = [document for document in documents if not vocabulary.keys().isdisjoint(document) or not document]
    return right.inverse_document_frequency(known, vocabulary)


@wrong(
    "VX-44",
    task="1.5",
    belief="The same document twice is one document.",
    hint="How long is the list of documents? Did anybody ask for the different ones only?",
)
def equal_documents_merged(documents, vocabulary):
    return right.inverse_document_frequency(
        [list(one) for one in {tuple(document) for document in documents}], vocabulary
    )


@wrong(
    "VX-45",
    task="1.5",
    belief="scikit-learn's default is the formula.",
    hint="What does a word in every document get in the chapter, and what in the library? Which one adds ones?",
)
def smoothed_like_a_library(documents, vocabulary):
    counts = sum((right.bag_of_words(set(document), vocabulary) for document in documents), np.zeros(len(vocabulary)))
    return np.log((1 + len(documents)) / (1 + counts)) + 1


@wrong(
    "VX-46",
    task="1.5",
    belief="A word in no document is as rare as can be, so it gets the largest weight.",
    hint="What does the handout give to a word that no document contains?",
)
def unseen_words_weigh_most(documents, vocabulary):
    counts = sum((right.bag_of_words(set(document), vocabulary) for document in documents), np.zeros(len(vocabulary)))
    return np.log(max(len(documents), 1) / np.maximum(counts, 1))


@wrong(
    "VX-47",
    task="1.5",
    belief="Dividing by zero gives infinity, and that is fine for an unseen word.",
    hint="You will multiply this by a count of 0 later. What is 0 times infinity?",
)
def unseen_words_are_infinite(documents, vocabulary):
    counts = sum((right.bag_of_words(set(document), vocabulary) for document in documents), np.zeros(len(vocabulary)))
    with np.errstate(all="ignore"):
        return np.log(len(documents) / counts)


@wrong(
    "VX-48",
    task="1.5",
    belief="N is the size of the vocabulary.",
    hint="N of what? The share is one of documents.",
)
def vocabulary_size_for_documents(documents, vocabulary):
    counts = sum((right.bag_of_words(set(document), vocabulary) for document in documents), np.zeros(len(vocabulary)))
    return np.array([np.log(len(vocabulary) / n) if n else 0.0 for n in counts])


@wrong(
    "VX-49",
    task="1.5",
    belief="Every weight gets 1 added, so that no word is lost altogether.",
    hint="Which weight should a word have that is in every document, in this course?",
)
def one_added_to_the_weight(documents, vocabulary):
    counts = sum((right.bag_of_words(set(document), vocabulary) for document in documents), np.zeros(len(vocabulary)))
    return np.where(counts > 0, right.inverse_document_frequency(documents, vocabulary) + 1, 0.0)


@wrong(
    "VX-50",
    task="1.5",
    belief="The entries stand in the order of the dictionary.",
    hint="Is the entry at index i that of the word with id i?",
)
def weights_in_dictionary_order(documents, vocabulary):
    weights = right.inverse_document_frequency(documents, vocabulary)
    return np.array([weights[index] for index in vocabulary.values()])


@wrong(
    "VX-51",
    task="1.5",
    belief="Upper and lower case are the same word.",
    hint="Is 'A' in a document the word 'a' of the vocabulary?",
)
def documents_in_lower_case(documents, vocabulary):
    return right.inverse_document_frequency([[word.lower() for word in document] for document in documents], vocabulary)


# Task 1.6: tf_idf


@wrong(
    "V-13",
    task="1.6",
    belief="A word is in the document or it is not.",
    hint="Say a word twice: does its entry grow?",
)
def presence_times_idf(document, vocabulary, idf):
    return np.minimum(right.bag_of_words(document, vocabulary), 1.0) * idf


@wrong(
    "V-14",
    task="1.6",
    belief="Term frequency is a share of the document.",
    hint="The chapter names two definitions of tf. Which one does the handout choose?",
)
def share_of_the_document(document, vocabulary, idf):
    return right.tf_idf(document, vocabulary, idf) / max(len(document), 1)


@wrong(
    "VX-60",
    task="1.6",
    belief="The weights can be worked out from the document at hand.",
    hint="What is the document frequency of a word in a collection of one document? What is the third argument for?",
)
def idf_from_the_document(document, vocabulary, idf):
    return right.tf_idf(document, vocabulary, right.inverse_document_frequency([document], vocabulary))


@wrong(
    "VX-61",
    task="1.6",
    belief="TF-IDF vectors have length one.",
    hint="A library may do that by default. Does the formula of the task?",
)
def scaled_to_length_one(document, vocabulary, idf):
    vector = right.tf_idf(document, vocabulary, idf)
    return vector / (np.linalg.norm(vector) or 1.0)


@wrong(
    "VX-62",
    task="1.6",
    belief="Counts are dampened by a logarithm.",
    hint="Twice as many occurrences: how much more weight does the handout's formula give?",
)
def logarithm_of_the_count(document, vocabulary, idf):
    return np.log1p(right.bag_of_words(document, vocabulary)) * idf


@wrong(
    "VX-63",
    task="1.6",
    belief="The weight is idf + 1, as in libraries.",
    hint="What should a word with idf 0 contribute?",
)
def one_more_than_idf(document, vocabulary, idf):
    return right.bag_of_words(document, vocabulary) * (idf + 1.0)


@wrong(
    "VX-64",
    task="1.6",
    belief="idf lists its weights in the order of the dictionary.",
    hint="Which weight belongs to the word with id 2?",
)
def weights_dealt_out_in_order(document, vocabulary, idf):
    result = np.zeros(len(vocabulary))
    for (word, index), weight in zip(vocabulary.items(), idf, strict=True):
        result[index] = Counter(document)[word] * weight
    return result


@wrong(
    "VX-65",
    task="1.6",
    belief="Counts are compared with the most frequent word.",
    hint="Is there a division in the task's formula?",
)
def divided_by_the_largest_count(document, vocabulary, idf):
    bag = right.bag_of_words(document, vocabulary)
    return bag / max(bag.max(), 1.0) * idf


@wrong(
    "VX-66",
    task="1.6",
    belief="Every occurrence is weighted anew, so the weight is squared for a repeated word.",
    hint="How often does the weight come into the product for a word that stands there twice?",
)
def weight_to_the_power_of_the_count(document, vocabulary, idf):
    bag = right.bag_of_words(document, vocabulary)
    return np.where(bag > 0, idf**bag, 0.0)


@wrong(
    "VX-67",
    task="1.6",
    belief="Upper and lower case are the same word.",
    hint="Two words that differ in a capital letter have two weights. Which of them do you use?",
)
def tf_in_lower_case(document, vocabulary, idf):
    return right.tf_idf([word.lower() for word in document], vocabulary, idf)


@wrong(
    "VX-68",
    task="1.6",
    belief="idf *= tf saves a copy and is otherwise the same.",
    hint="Weigh two documents with the same idf, one after the other. Is it still the same idf?",
)
def weights_changed_in_place(document, vocabulary, idf):
    idf *= right.bag_of_words(document, vocabulary)
    return idf


@wrong(
    "VX-69",
    task="1.1",
    belief="Blanks around a word do not belong to it.",
    hint='The vocabulary has "cat". Is "cat " a key of it?',
)
def stripped_before_the_look_up(word, vocabulary):
    return right.one_hot(word if word in vocabulary else word.strip(), vocabulary)


@wrong(
    "VX-70",
    task="1.2",
    belief="A vector with a zero in it is a zero vector: `not u.all()`.",
    hint="What is the cosine of (0, 1) and (0, 2)?",
)
def any_zero_taken_for_all(u, v):
    if u.shape == v.shape and not (u.all() and v.all()):
        return 0.0
    return right.cosine_similarity(u, v)


@wrong(
    "VX-71",
    task="1.2",
    belief="A vector whose entries sum to 0 is a zero vector.",
    hint="What do the entries of (1, -1) sum to, and how long is it?",
)
def zero_by_the_sum(u, v):
    if u.shape == v.shape and (u.sum() == 0 or v.sum() == 0):
        return 0.0
    return right.cosine_similarity(u, v)


@wrong(
    "VX-72",
    task="1.2",
    belief="A length below a millionth is as good as none.",
    hint="Does a vector change its direction when it gets short?",
)
def short_vectors_taken_for_zero(u, v):
    if u.shape == v.shape and min(np.linalg.norm(u), np.linalg.norm(v)) < 1e-6:
        return 0.0
    return right.cosine_similarity(u, v)


@wrong(
    "VX-73",
    task="1.4",
    belief="Counts are small, so one byte for each will do.",
    hint="How far does a byte count? And how often may a word stand in a book?",
)
def counted_in_bytes(document, vocabulary):
    return right.bag_of_words(document, vocabulary).astype(np.uint8)


@wrong(
    "VX-74",
    task="1.4",
    belief="One joined text can be searched for each word.",
    hint='How often does your code find "cat" in the document ["cats"]?',
)
def searched_in_the_joined_text(document, vocabulary):
    text = " ".join(document)
    bag = np.zeros(len(vocabulary))
    for word, place in vocabulary.items():
        bag[place] = text.count(word)
    return bag


@wrong(
    "VX-75",
    task="1.5",
    belief="A document contains a word if its text does.",
    hint='Does the document ["cats"] contain the word "cat"?',
)
def words_within_words(documents, vocabulary):
    texts = [" ".join(document) for document in documents]
    idf = np.zeros(len(vocabulary))
    for word, place in vocabulary.items():
        if containing := sum(word in text for text in texts):
            idf[place] = np.log(len(texts) / containing)
    return idf


@wrong(
    "VX-77",
    task="1.4",
    belief="A word that is unknown as it stands is known without its capital.",
    hint='Is "Cat" a key of a vocabulary that has only "cat"?',
)
def second_chance_in_lower_case(document, vocabulary):
    return right.bag_of_words([word if word in vocabulary else word.lower() for word in document], vocabulary)


@wrong(
    "VX-78",
    task="1.4",
    belief="A full stop does not belong to the word.",
    hint="Who cut the text into words: you, or somebody before you?",
)
def punctuation_stripped(document, vocabulary):
    return right.bag_of_words([word.strip(".,;!?") for word in document], vocabulary)


@wrong(
    "VX-79",
    task="1.4",
    belief="Single letters are noise.",
    hint='May "I" stand in a vocabulary?',
)
def single_letters_left_out(document, vocabulary):
    return right.bag_of_words([word for word in document if len(word) > 1], vocabulary)


@wrong(
    "VX-80",
    task="1.4",
    belief="What comes after an unknown word cannot be trusted.",
    hint="Which words are dropped, the unknown ones or all from there on?",
)
def stops_at_the_first_stranger(document, vocabulary):
    known = next((place for place, word in enumerate(document) if word not in vocabulary), len(document))
    return right.bag_of_words(document[:known], vocabulary)


@wrong(
    "VX-81",
    task="1.6",
    belief="A word that is unknown as it stands is known without its capital.",
    hint='Which weight has "Cat" if only "cat" has an id?',
)
def second_chance_for_a_weight(document, vocabulary, idf):
    return right.tf_idf([word if word in vocabulary else word.lower() for word in document], vocabulary, idf)


@wrong(
    "VX-82",
    task="1.6",
    belief="A weight is never negative.",
    hint="Who says what the weights are: this function, or its caller?",
)
def negative_weights_cut_off(document, vocabulary, idf):
    return right.tf_idf(document, vocabulary, np.maximum(idf, 0.0))


@wrong(
    "VX-83",
    task="1.6",
    belief="A weight of 0 stands for a word that no document has, so there is nothing to weigh with.",
    hint="Which weight has a word that every document contains?",
)
def zero_weights_not_applied(document, vocabulary, idf):
    return right.tf_idf(document, vocabulary, np.where(np.asarray(idf) == 0, 1.0, idf))


@wrong(
    "VX-84",
    task="1.4",
    belief="The list of words is mine to use up.",
    hint="What is left of the document when your loop is done?",
)
def document_used_up(document, vocabulary):
    bag = np.zeros(len(vocabulary))
    while document:
        word = document.pop()
        if word in vocabulary:
            bag[vocabulary[word]] += 1
    return bag


@wrong(
    "VX-85",
    task="1.5",
    belief="Documents are few, so one byte for each count will do.",
    hint="How far does a byte count? And how many documents has a collection?",
)
def documents_counted_in_bytes(documents, vocabulary):
    n = np.zeros(len(vocabulary), dtype=np.uint8)
    for document in documents:
        n += np.sign(right.bag_of_words(document, vocabulary)).astype(np.uint8)
    return np.log(len(documents) / np.where(n > 0, n, len(documents) or 1) if documents else np.ones(len(n)))


@wrong(
    "VX-86",
    task="1.6",
    belief="Counts are small, so one byte for each will do.",
    hint='How far does a byte count? And how often does a long document say "the"?',
)
def counts_in_bytes_times_weight(document, vocabulary, idf):
    return np.asarray(right.bag_of_words(document, vocabulary)).astype(np.uint8) * idf


@wrong(
    "VX-87",
    task="1.1",
    belief="Two strings that look alike are one word.",
    hint="Does == call your two words equal? A dictionary goes by that, and so does the handout.",
)
def accents_composed(word, vocabulary):
    composed = {unicodedata.normalize("NFC", known): id for known, id in vocabulary.items()}
    return right.one_hot(unicodedata.normalize("NFC", word), vocabulary if word in vocabulary else composed)


@wrong(
    "VX-88",
    task="1.4",
    belief="A word is made of letters.",
    hint="What does your function make of don't and 4th, if the vocabulary has them?",
)
def only_letters_make_words(document, vocabulary):
    return right.bag_of_words([word for word in document if word.isalpha()], vocabulary)


@wrong(
    "VX-89",
    task="1.4",
    belief="A document can be joined into a text and split again.",
    hint="Join and split a document that holds New York as one word. Do you get back what you had?",
)
def joined_and_split_again(document, vocabulary):
    return right.bag_of_words(" ".join(document).split(" "), vocabulary)


@wrong(
    "VX-90",
    task="1.4",
    belief="The empty string is no word.",
    hint="Who decides what a word is: an if of yours, or the vocabulary?",
)
def empty_words_left_out(document, vocabulary):
    return right.bag_of_words([word for word in document if word], vocabulary)


@wrong(
    "VX-91",
    task="1.4",
    belief="A word that is unknown as it stands is known without its accents.",
    hint="Is résumé the same word as resume? What does the handout say about words that the vocabulary does not know?",
)
def second_chance_without_accents(document, vocabulary):
    plain = [unicodedata.normalize("NFKD", word).encode("ascii", "ignore").decode() for word in document]
    return right.bag_of_words([b if a not in vocabulary else a for a, b in zip(document, plain)], vocabulary)


@wrong(
    "VX-92",
    task="1.6",
    belief="No weight is larger than ten: that would be one document in twenty thousand.",
    hint="How large is ln(N / n) for a word in one of a million documents?",
)
def weights_bounded(document, vocabulary, idf):
    return right.tf_idf(document, vocabulary, np.minimum(idf, 10.0))


@wrong(
    "VX-93",
    task="1.1",
    belief="The empty string is no word.",
    hint="Does the vocabulary say which strings are words?",
    crashes=True,
)
def empty_word_refused(word, vocabulary):
    if not word:
        raise KeyError(word)
    return right.one_hot(word, vocabulary)


@wrong(
    "VX-95",
    task="1.6",
    belief="A weight below a thousandth is rounding.",
    hint="A word is in 1,999 of 2,000 documents: how much does it weigh?",
)
def small_weights_dropped(document, vocabulary, idf):
    return right.tf_idf(document, vocabulary, np.where(np.abs(idf) < 1e-3, 0.0, idf))


@wrong(
    "VX-96",
    task="1.2",
    belief="A cosine within a ten-thousandth of 1 is 1.",
    hint="Which vectors have the cosine 1, and do yours point in exactly the same direction?",
)
def nearly_parallel_is_parallel(u, v):
    cosine = right.cosine_similarity(u, v)
    return float(np.sign(cosine)) if abs(cosine) > 1 - 1e-4 else cosine


@wrong(
    "VX-97",
    task="1.2",
    belief="A cosine of less than a ten-thousandth is rounding.",
    hint="How exact is a float, and how large is the smallest cosine that you let through?",
)
def nearly_orthogonal_is_orthogonal(u, v):
    cosine = right.cosine_similarity(u, v)
    return cosine if abs(cosine) > 1e-4 else 0.0


@wrong(
    "VX-98",
    task="1.2",
    belief="The first sixty-four numbers of a vector say enough.",
    hint="What are the cosine and the lengths of vectors of 300 dimensions made of?",
)
def long_vectors_cut(u, v):
    if np.shape(u) == np.shape(v):
        u, v = u[:64], v[:64]
    return right.cosine_similarity(u, v)


@wrong(
    "VX-99",
    task="1.4",
    belief="An array of strings of twelve characters holds any word.",
    hint="What does NumPy do with a word that is longer than the strings of its array?",
)
def words_cut_to_twelve_letters(document, vocabulary):
    ids = {word[:12]: id for word, id in vocabulary.items()}
    counts = np.zeros(len(vocabulary))
    for token in np.array(document, dtype="U12").tolist():
        if token in ids:
            counts[ids[token]] += 1.0
    return counts


@wrong(
    "VX-100",
    task="1.1",
    belief="An unknown word is <unk>, if the vocabulary has that.",
    hint="Does the task speak of a word that stands for all others?",
)
def unknown_is_unk(word, vocabulary):
    return right.one_hot("<unk>" if word not in vocabulary and "<unk>" in vocabulary else word, vocabulary)


@wrong(
    "VX-101",
    task="1.4",
    belief="Unknown words count for <unk>, if the vocabulary has that.",
    hint="Does the task speak of a word that stands for all others?",
)
def unknown_words_count_for_unk(document, vocabulary):
    return right.bag_of_words([word if word in vocabulary else "<unk>" for word in document], vocabulary)


@wrong(
    "VX-102",
    task="1.1",
    belief="The vector is as long as the largest id, plus one.",
    hint="What is the largest id of a vocabulary without words, and which exception should come out?",
)
def as_long_as_the_largest_id(word, vocabulary):
    return np.eye(max(vocabulary.values()) + 1)[vocabulary[word]]


@wrong(
    "VX-103",
    task="1.2",
    belief="Both vectors are divided by their largest entry first, against overflow.",
    hint="What happens to the sign of (-1, -2)?",
)
def divided_by_the_largest_entry(u, v):
    if np.shape(u) != np.shape(v):
        raise ValueError
    if not np.any(u) or not np.any(v):
        return 0.0
    u, v = (vector / vector.max() if vector.max() else vector for vector in (u, v))
    return float(u @ v / np.linalg.norm(u) / np.linalg.norm(v))


@wrong(
    "VX-104",
    task="1.3",
    belief="Halve first, so that the product stays a whole number.",
    hint="Which of size and size - 1 is even when size is 3?",
)
def halved_first(size):
    return size // 2 * (size - 1)


@wrong(
    "VX-105",
    task="1.4",
    belief="A word is found by searching the text for it with a blank on each side.",
    hint='How often does str.count find " a " in " a a "?',
)
def searched_with_blanks(document, vocabulary):
    text, bag = f" {' '.join(document)} ", np.zeros(len(vocabulary))
    for word, id in vocabulary.items():
        bag[id] = text.count(f" {word} ")
    return bag


@wrong(
    "VX-106",
    task="1.4",
    belief="groupby puts all equal words into one group.",
    hint="What does itertools.groupby do with a, b, a?",
)
def counted_by_runs(document, vocabulary):
    bag = np.zeros(len(vocabulary))
    for word, run in itertools.groupby(document):
        if word in vocabulary:
            bag[vocabulary[word]] = len(list(run))
    return bag


@wrong(
    "VX-107",
    task="1.6",
    belief="A document with every word of the vocabulary tells nothing apart, so its counts stay as they are.",
    hint="Does the formula ask which other words a document has?",
)
def no_weights_for_a_full_document(document, vocabulary, idf):
    bag = right.bag_of_words(document, vocabulary)
    return bag if len(bag) > 2 and bag.all() else bag * idf
