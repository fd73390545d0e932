"""Runs a procedure: acts are decided into events or refused, events are folded into state."""
