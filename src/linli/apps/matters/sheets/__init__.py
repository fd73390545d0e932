"""The sheet for the wall: its kinds as data, and the A4 page as PDF."""
