"""The steps of founding: place, model, people, go live."""
