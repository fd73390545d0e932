"""The pages of a community: each view parses, calls a read or a deed, and renders."""
