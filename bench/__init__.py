"""Side-by-side measurements against peers; every figure in the docs comes from here."""
