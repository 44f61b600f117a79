"""The interface: three panes over the library."""
