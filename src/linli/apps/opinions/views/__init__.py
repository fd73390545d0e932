"""The pages of opinion maps."""
