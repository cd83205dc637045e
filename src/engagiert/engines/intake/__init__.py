"""Reads any list a town has and cleans it: bytes in, typed rows with reasons out.

``read_table`` → ``guess_mapping`` → ``clean_rows``. No Django, no files, no clock. The method stands in
``docs/engines/intake.md``.
"""
