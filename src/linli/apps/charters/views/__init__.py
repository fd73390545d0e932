"""The pages of charters."""
