"""What every part of the interface for programs is made of; it knows no app: each brings its own operations."""
