"""Reading formulas that people typed, by a grammar and never by evaluation."""
