"""The pages of the community app."""
