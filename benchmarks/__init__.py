"""Measurements against peers; `python -m benchmarks` prints them all."""
