"""The main screen with its keys, lines, lists and sheets, over a real library."""
