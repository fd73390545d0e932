"""Backups: one file that holds an installation, and bringing it back. Django is met only at the edges."""
