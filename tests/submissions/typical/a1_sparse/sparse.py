"""Some of what goes wrong most often in a1_sparse."""

import numpy as np


def one_hot(word, vocabulary):
    vector = np.zeros(len(vocabulary))
    vector[vocabulary[word]] = 1.0
    return vector


def cosine_similarity(u, v):
    return u @ v / (np.linalg.norm(u) * np.linalg.norm(v))


def orthogonal_pairs(size):
    return size * (size - 1)


def bag_of_words(document, vocabulary):
    bag = np.zeros(len(vocabulary))
    for word in document:
        if word in vocabulary:
            bag[vocabulary[word]] = 1
    return bag


def inverse_document_frequency(documents, vocabulary):
    counts = np.zeros(len(vocabulary))
    for document in documents:
        for word in set(document):
            if word in vocabulary:
                counts[vocabulary[word]] += 1
    return np.log(len(documents) / (1 + counts))


def tf_idf(document, vocabulary, idf):
    print("I think this one is right")
    counts = np.array([document.count(word) for word in sorted(vocabulary, key=vocabulary.get)])
    return counts / len(document) * idf
