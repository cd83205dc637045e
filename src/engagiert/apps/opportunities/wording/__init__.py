"""What offers say in words: codes, days and reasons become sentences here; templates decide nothing."""
