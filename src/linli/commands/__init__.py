"""The commands of `linli`, one module per group."""
