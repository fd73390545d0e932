"""Django apps, one for each part of community life."""
