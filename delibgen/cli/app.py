"""The ground of the commands: French help, exit codes, one JSON object when it is asked for."""

import os
import sys
from collections.abc import Sequence
from enum import IntEnum
from typing import Any

import click

from delibgen.cli.encodage import prepare_streams
from delibgen.cli.french_click import Aide, french
from delibgen.cli.reglages import settings
from delibgen.cli.screen import show_error
from delibgen.errors import ConversionError, DelibgenError, Finding, MissingToolError, system_reason
from delibgen.load.packs import UnknownKindError


class Code(IntEnum):
    """Exit codes."""

    FAIT = 0
    FAUTES = 1
    USAGE = 2
    OUTIL = 3
    ECRITURE = 4
    INTERROMPU = 130


def exit_code(fault: Exception) -> Code:
    """Return the exit code of an exception."""
    if isinstance(fault, MissingToolError):
        return Code.OUTIL
    if isinstance(fault, UnknownKindError):  # typed in the command, as the path of a file that is nowhere
        return Code.USAGE
    return Code.ECRITURE if isinstance(fault, ConversionError | OSError) else Code.FAUTES


class Contexte(click.Context):
    """What a command knows of its call; its help keeps « guillemets » with their words."""

    formatter_class = Aide


class Commande(click.Command):
    """A command whose faults are told in French, or as JSON, with their exit code."""

    context_class = Contexte

    def __init__(self, *args: Any, **options: Any) -> None:
        options.setdefault("options_metavar", "[OPTIONS]")
        super().__init__(*args, **options)

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,
    ) -> click.Context:
        """Take from the user's settings what the options leave unsaid; not for help or completion."""
        if not extra.get("resilient_parsing") and not {"-h", "--help"} & set(args):
            extra.setdefault("default_map", settings([param.name or "" for param in self.params]))
        return super().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: click.Context) -> object:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:  # « delibgen demo | head »: who reads has seen enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(Code.FAIT)
        except (DelibgenError, OSError) as fault:
            show_error(_as_delibgen(fault), as_json=bool(ctx.params.get("en_json")))
            ctx.exit(exit_code(fault))


def _as_delibgen(fault: DelibgenError | OSError) -> DelibgenError:
    if isinstance(fault, DelibgenError):
        return fault
    name = f"« {fault.filename} » : " if fault.filename else ""
    return ConversionError(Finding(code="DG501", message=f"{name}{system_reason(fault)}"))


class Commandes(click.Group):
    """All the commands; an interruption exits with 130."""

    command_class = Commande
    context_class = Contexte

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,  # noqa: FBT001, FBT002  (click's own signature)
        **extra: Any,
    ) -> Any:  # noqa: ANN401
        """Run the command of ``args``, then exit."""
        prepare_streams()
        with french():
            try:
                result = super().main(
                    args, prog_name or "delibgen", complete_var, standalone_mode=False, **extra
                )
            except click.ClickException as fault:
                fault.show()
                sys.exit(Code.USAGE)
            except click.Abort:
                click.echo("\rInterrompu : ce qui est écrit est gardé ; la même commande reprend.", err=True)
                sys.exit(Code.INTERROMPU)
        if standalone_mode:
            sys.exit(result if isinstance(result, int) else Code.FAIT)
        return result
