"""Matters: their store, what is done in them, what is shown of them."""
