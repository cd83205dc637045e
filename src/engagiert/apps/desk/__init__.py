"""The coordinator's screens. No models, no verbs of its own: it shows and calls what the apps below offer."""
