"""How the marking of papers does: on right papers, planted mistakes, random answers; how fast."""
