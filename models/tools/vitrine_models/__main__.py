"""``python -m vitrine_models COMMAND``."""

import argparse

from . import export, flash, restored, tiny
from .errors import ExportError


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m vitrine_models", description=__doc__)
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    export.add_command(commands)
    flash.add_command(commands)
    tiny.add_commands(commands)
    restored.add_command(commands)
    arguments = parser.parse_args()
    try:
        arguments.run(arguments)
    except ExportError as e:
        parser.exit(2, f"{e}\n")


if __name__ == "__main__":
    main()
