"""Answers, rates and results in words."""

from .results import answer_in_words, codebook, results_table

__all__ = ["answer_in_words", "codebook", "results_table"]
