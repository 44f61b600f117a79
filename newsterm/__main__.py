"""`python -m newsterm`: the same as the `newsterm` command."""

from newsterm.cli import entry_point

if __name__ == "__main__":
    entry_point()
