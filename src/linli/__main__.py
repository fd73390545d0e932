"""`python -m linli` is the `linli` command."""

from linli.cli import main

if __name__ == "__main__":
    main(prog_name="linli")
