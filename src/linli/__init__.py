"""Linli 邻里: a neighbourhood governs itself by a charter that people can read and a machine can run."""

__version__ = "0.1.0.dev0"
