"""Founding a community, step by step."""
