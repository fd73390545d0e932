"""What is shown of matters. Every gate is in :mod:`linli.apps.matters.reads.sight`."""
