"""Values as records, lines and files for other programs."""
