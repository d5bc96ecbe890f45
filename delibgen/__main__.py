"""``python -m delibgen``."""

from delibgen.cli import main

if __name__ == "__main__":
    main()
