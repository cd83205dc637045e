"""The databases of the tests: a template built once, a clone for each process, a flush that may truncate."""
