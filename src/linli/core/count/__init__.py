"""Counting methods, one file each: exact fractions and whole cents, and reasons with every result."""
