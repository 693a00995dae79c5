"""What a pane's bottom border advises while nothing else is to be said: of spelling, tone and marks."""

from textual.content import Content

from agent_console.domain.chat import ConversationId
from agent_console.domain.cue import Cue
from agent_console.services.workspace import Workspace
from agent_console.ui.format import joined, line
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
            return joined(
                "no such word: ", line(fault.word, 30), f" · {keys.label('chat.spelling')} corrects"
            )
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
        return joined(line(snippet.trigger, 30), " helps")
    return joined(f"{keys.label('chat.replies')} ", line(snippet.label, 30))


def _priority(workspace: Workspace, keys: KeyMap, conversation: ConversationId, cue: Cue) -> Content:
    if cue.priority is None or workspace.desk[conversation].priority is cue.priority:
        return Content()
    return Content(f"{keys.label('chat.priority')} {cue.priority.value} priority")
