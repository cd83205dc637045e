"""German text analysis. Pure Python, no I/O."""
