"""The tables of matters."""
