"""A folder per feature with the same name, plus `stories/`, `browser/` and `tree/`, which looks at the tree itself."""
