"""Templates of pages in Typst: they lay out pieces that are prepared."""
