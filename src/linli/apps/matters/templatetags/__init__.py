"""What the templates of matters need."""
