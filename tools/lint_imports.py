"""`python -m lint_imports`: import-linter has no module of its own to run, and a script breaks when .venv moves."""

from importlinter.cli import lint_imports_command

if __name__ == "__main__":
    lint_imports_command()
