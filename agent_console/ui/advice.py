"""What a pane's bottom border advises while nothing else is to be said: of spelling, tone and marks."""

from textual.content import Content

from agent_console.domain.chat import ConversationId
from agent_console.domain.cue import Cue
from agent_console.services.workspace import Workspace
from agent_console.texts import _
from agent_console.ui.format import filled, joined, line
from agent_console.ui.keys import KeyMap
from agent_console.ui.symbol import CUE_GLYPH


def advice(workspace: Workspace, keys: KeyMap, conversation: ConversationId) -> Content:
    """Return one piece of advice, or nothing; none of it keeps a reply from being sent."""
    return (
        _spelling(workspace, keys, conversation)
        or line(workspace.writing.tone.remark(conversation))
        or _suggestion(workspace, keys, conversation)
    )


def _spelling(workspace: Workspace, keys: KeyMap, conversation: ConversationId) -> Content:
    """Return how the word that the cursor touches is corrected."""
    mode = workspace.desk.mode(conversation)
    cursor = workspace.desk.draft(conversation, mode).cursor
    for fault in workspace.writing.spelling.faults(conversation, mode):
        if fault.start <= cursor <= fault.end:
            # Translators: a key, and what it does
            corrects = _("{key} corrects").format(key=keys.label("chat.spelling"))
            return joined(filled(_("no such word: {word}"), word=line(fault.word, 30)), f" · {corrects}")
    return Content()


def _suggestion(workspace: Workspace, keys: KeyMap, conversation: ConversationId) -> Content:
    cue = workspace.writing.cues.suggestion(conversation)
    if cue is None or workspace.desk.draft(conversation).text:
        return Content()
    parts = [
        part for part in (_reply(workspace, keys, cue), _priority(workspace, keys, conversation, cue)) if part
    ]
    return (
        joined(f"{CUE_GLYPH} ", line(cue.mark, 12), ": ", Content(" · ").join(parts)) if parts else Content()
    )


def _reply(workspace: Workspace, keys: KeyMap, cue: Cue) -> Content:
    """Return how the canned reply is called for; nothing where there is none of that name."""
    snippet = workspace.library.book.get(cue.reply) if cue.reply else None
    if snippet is None:
        return Content()
    if snippet.trigger:
        # Translators: the abbreviation of a canned reply that suits what the customer wrote
        return filled(_("{trigger} helps"), trigger=line(snippet.trigger, 30))
    return joined(f"{keys.label('chat.replies')} ", line(snippet.label, 30))


def _priority(workspace: Workspace, keys: KeyMap, conversation: ConversationId, cue: Cue) -> Content:
    if cue.priority is None or workspace.desk[conversation].priority is cue.priority:
        return Content()
    # Translators: which key gives a chat the priority that suits it, such as: Ctrl+G P high priority
    words = _("{key} {priority} priority")
    return Content(words.format(key=keys.label("chat.priority"), priority=_(cue.priority.value)))
