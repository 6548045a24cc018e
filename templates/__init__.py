"""The text templates of the output formats: they lay out prepared blocks and compute nothing."""
