"""`agent-console` and `python -m agent_console`."""

import sys

from agent_console.cli import main

if __name__ == "__main__":
    sys.exit(main())
