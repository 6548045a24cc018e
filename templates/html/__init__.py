"""The page in HTML: a template for every kind of block, and the style sheet."""
