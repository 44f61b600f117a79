"""`python -m newsterm.poller DATA CONFIG`: the background process, which gives way before it imports anything large."""

import sys

from newsterm.poller.priority import give_way

if __name__ == "__main__":
    give_way(to_reader=True)
    from newsterm.poller.service import entry_point

    sys.exit(entry_point(sys.argv[1:]))
