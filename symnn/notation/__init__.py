"""How quantities are written and typed by people."""
