"""The engine's door for whoever indexes or asks: one pipeline for both, one score for every executor."""

from .analysis import LEVELS, Field, lexemes, terms
from .asking import Plan, Statistics, Wish, correct, read, score, weigh
from .lexis import Lexis, lexis
from .words import stem, words

# What a word counts in a name or title, in what is offered, in what kind it is, in the text, and beside it.
TITLE, OFFERED, KIND, TEXT, BESIDE = 3.0, 2.0, 1.5, 1.0, 0.7
# A record worth less than this share of the best one shares only a trivial word with the question.
CUT = 0.3

__all__ = [
    "BESIDE", "CUT", "KIND", "LEVELS", "OFFERED", "TEXT", "TITLE",
    "Field", "Lexis", "Plan", "Statistics", "Wish",
    "correct", "lexemes", "lexis", "read", "score", "stem", "terms", "weigh", "words",
]  # fmt: skip
