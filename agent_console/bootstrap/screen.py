"""What the settings and the terminal make of the console's screen."""

from collections.abc import Mapping
from pathlib import Path

from agent_console.bootstrap import attention
from agent_console.config import Config
from agent_console.domain.origin import Origin
from agent_console.storage.browser import DesktopBrowser
from agent_console.storage.local_files import DiskFiles
from agent_console.ui.look.choice import glyphs_for, theme_for
from agent_console.ui.option import ConsoleOptions


def options(config: Config, environ: Mapping[str, str], notices: tuple[str, ...] = ()) -> ConsoleOptions:
    """Return how the screen looks and behaves; `notices` are said at the start."""
    linear = config.theme.linear
    return ConsoleOptions(
        theme=theme_for(config.theme.name, environ),
        glyphs=glyphs_for(config.theme.glyphs, environ),
        keys=config.keys,
        key_origins=_in_brief(config.key_origins),
        modal=config.keyboard.mode == "modal",
        most_panes=1 if linear else config.panes.most,
        linear=linear,
        panel=not linear,
        ghost=config.snippets.ghost,
        files=DiskFiles(),
        browser=DesktopBrowser.here(environ),
        means=attention.means(config.attention, environ),
        notices=notices,
    )


def _in_brief(origins: Mapping[str, Origin]) -> Mapping[str, Origin]:
    """Return places for one line of a screen, which has no room for the path of a file."""
    return {name: origin._replace(file=Path(origin.file).name) for name, origin in origins.items()}
