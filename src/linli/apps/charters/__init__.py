"""Charters as people meet them: the shelf of models, checking and writing one, what was in force when."""
