"""A hub with e-mail as a program of its own: the database, the port file, and the settings as JSON."""

import asyncio
import os
import sys
from pathlib import Path

from agent_console.config.mail import MailSettings
from agent_console.hub.mail.channel import mail_channel
from agent_console.hub.mail.dispatch import Pace
from agent_console.hub.server import serve
from agent_console.hub.settings import HubSettings

PROGRAM = Path(__file__)
QUICK = Pace(look=0.02, first=0.02, longest=0.1)

if __name__ == "__main__":
    settings = HubSettings(Path(sys.argv[1]), port=0, port_file=Path(sys.argv[2]))
    mail = MailSettings.model_validate_json(sys.argv[3])
    asyncio.run(serve(settings, [mail_channel(mail, os.environ, QUICK)]))
