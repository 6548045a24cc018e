"""Exercises drawn from a seed: kinds, numbers that suit hands, problem sets."""
