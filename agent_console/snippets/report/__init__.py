"""What `agent-console snippets` prints: lines and an exit code, for people and for CI."""

from agent_console.snippets.report.answer import Report
from agent_console.snippets.report.examination import check
from agent_console.snippets.report.roll import listing
from agent_console.snippets.report.showing import expansion

__all__ = ["Report", "check", "expansion", "listing"]
