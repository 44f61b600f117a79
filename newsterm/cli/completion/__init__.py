"""What a command line that is being typed in a shell may go on with.

The shells' scripts, in `newsterm/share/completions`, know no command: whatever is typed they hand to `newsterm
_complete`, which walks the grammar that also reads commands (`walk`), asks the library for names (`names`), and answers
in the words of the shell (`answer`).
"""
