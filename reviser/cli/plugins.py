"""`reviser plugins`: lists what other packages add."""

import click

from reviser import plugins as installed
from reviser.cli import terminal
from reviser.cli.options import json_option
from reviser.datasets import formats as datasets
from reviser.datasets.base import DatasetFormat
from reviser.documents import formats as documents
from reviser.documents.base import DocumentFormat
from reviser.plugins import DATASET_FORMATS, DOCUMENT_FORMATS, REVISERS, Plugin

_KINDS = {DOCUMENT_FORMATS: "document format", DATASET_FORMATS: "dataset format", REVISERS: "reviser"}


@click.command()
@json_option
def plugins(as_json: bool) -> int:
    """List the installed plug-ins: document formats, dataset formats and revisers of other packages.

    Reports plug-ins that cannot be used, and then ends with 1."""
    installed_plugins = (*documents.plugin_formats(), *datasets.plugin_formats(), *installed.plugins(REVISERS))
    if as_json:
        terminal.object_out({"plugins": [_object(plugin) for plugin in installed_plugins]})
    else:
        for plugin in installed_plugins:
            if plugin.value is not None:
                package = f"{plugin.package} {plugin.version}".strip()
                terminal.line(terminal.visible(f"{_KINDS[plugin.group]:<16} {_plugin_name(plugin):<32} {package}"))
        if not installed_plugins:
            terminal.line("No plug-in is installed.")
    troubles = [plugin.trouble for plugin in installed_plugins if plugin.trouble]
    for trouble in troubles:
        terminal.note(trouble)
    return int(bool(troubles))


def _plugin_name(plugin: Plugin) -> str:
    form = plugin.value
    return f"{form.name} ({', '.join(form.suffixes)})" if isinstance(form, DocumentFormat) else plugin.name


def _object(plugin: Plugin) -> dict[str, object]:
    form = plugin.value
    return {
        "kind": _KINDS[plugin.group],
        "name": form.code if isinstance(form, DocumentFormat | DatasetFormat) else plugin.name,
        "suffixes": list(form.suffixes) if isinstance(form, DocumentFormat) else [],
        "package": plugin.package,
        "version": plugin.version,
        "trouble": plugin.trouble,
    }
