"""Answers as people type them: read exactly, or refused with what would have been understood."""
