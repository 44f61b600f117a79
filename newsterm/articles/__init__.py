"""Articles: a page or a feed's HTML becomes blocks of plain text."""
