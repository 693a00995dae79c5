"""What the bottom border of a pane says, for as long as it is so or for a moment."""

from textual.content import Content

from agent_console.domain.chat import ConversationId, Delivery
from agent_console.services.attachments import Transfer
from agent_console.services.workspace import Workspace
from agent_console.texts import _
from agent_console.ui.advice import advice
from agent_console.ui.format import filled, joined, line
from agent_console.ui.keys import KeyMap


def pane_foot(workspace: Workspace, keys: KeyMap, conversation: ConversationId, hint: Content) -> Content:
    """Return what matters most: a failed reply, a lost link, the composer's hint, files, advice."""
    if any(echo.delivery is Delivery.FAILED for echo in workspace.desk[conversation].echoes):
        again = _("{key} sends again").format(key=keys.label("chat.retry"))
        back = _("{key} edits").format(key=keys.label("chat.back"))
        return Content.styled(f"{again} · {back}", "bold")
    if not workspace.desk.online(conversation):
        # Translators: what is shown may be out of date, because the connection is down
        return Content.styled(_("stale: offline"), "bold")
    if hint:
        return hint
    under_way = workspace.attachments.under_way(conversation)
    return (
        Content(" · ").join(map(_progress, under_way)) if under_way else advice(workspace, keys, conversation)
    )


def unknown_trigger(trigger: str, keys: KeyMap) -> Content:
    """Return that no canned reply has this trigger, and with which key one is found."""
    missing = filled(_("no reply has {trigger}"), trigger=line(trigger, 20))
    finds = _("{key} finds one").format(key=keys.label("chat.replies"))
    return joined(missing, f" · {finds}")


def _progress(transfer: Transfer) -> Content:
    share = 100 * transfer.sent // max(1, transfer.size)
    return filled(_("sending {name}: {percent} %"), name=line(transfer.name, 30), percent=str(share))
