"""Pictures from strangers become what a terminal can show: bounded, reduced, kept, drawn for so many cells.

Pillow reads and scales them, in a worker process alone: whatever it stumbles over costs only the picture, and the
interface never waits for its import (60 ms).
"""
