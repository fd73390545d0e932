"""The migrations of the founding app."""
