"""``python -m delibgen`` and the command ``delibgen``: Ctrl-C is heard from the first moment."""

import sys


def run() -> None:
    """Run the command; an interruption while it loads is told as any other."""
    try:
        from delibgen.cli import main
    except KeyboardInterrupt:
        sys.stderr.write("Interrompu : rien n'est fait.\n")
        sys.exit(130)
    main()


if __name__ == "__main__":
    run()
