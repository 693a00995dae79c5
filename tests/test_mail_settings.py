"""The settings of the e-mail channel, and what is wrong with them."""

from datetime import timedelta
from pathlib import Path

import pytest

from agent_console import config
from agent_console.config import MailSettings
from agent_console.yaml_source import SourceError

WHOLE = """
hub:
  mail:
    address: help@example.com
    smtp: {host: mail.example.com, user: help, password_env: MAIL_PASSWORD}
    mailboxes:
      - {host: mail.example.com, user: help, password_file: mail_password}
"""


def settings(folder: Path, text: str) -> MailSettings:
    file = folder / "config.yaml"
    file.write_text(text)
    mail = config.load(file).hub.mail
    assert mail is not None
    return mail


def complaint(folder: Path, text: str) -> str:
    with pytest.raises(SourceError) as caught:
        settings(folder, text)
    [problem] = caught.value.problems
    return problem.message


def test_by_default_everything_is_encrypted_at_the_usual_ports(tmp_path: Path) -> None:
    mail = settings(tmp_path, WHOLE)
    [mailbox] = mail.mailboxes
    assert (mailbox.address, mail.smtp.address) == (("mail.example.com", 993), ("mail.example.com", 465))
    assert (mailbox.folder, mailbox.queue, mail.poll) == ("INBOX", "", timedelta(seconds=30))
    assert mailbox.password is not None
    assert mailbox.password.file == tmp_path / "mail_password"


@pytest.mark.parametrize(
    ("encryption", "imap", "smtp"), [("tls", 993, 465), ("starttls", 143, 587), ("none", 143, 25)]
)
def test_each_encryption_has_its_port(tmp_path: Path, encryption: str, imap: int, smtp: int) -> None:
    text = WHOLE.replace("host: mail.example.com", f"host: localhost, encryption: {encryption}")
    mail = settings(tmp_path, text)
    assert (mail.mailboxes[0].address[1], mail.smtp.address[1]) == (imap, smtp)


def test_a_relay_may_take_mail_without_a_password(tmp_path: Path) -> None:
    assert (
        settings(tmp_path, WHOLE.replace(", user: help, password_env: MAIL_PASSWORD", "")).smtp.password
        is None
    )


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("help@example.com", "help", "`hub.mail.address`"),
        ("help@example.com", '"Help <help@example.com>"', "`hub.mail.address`"),
        ("smtp: {", "smtp: {encryption: none, ", "would sign in unencrypted"),
        ("smtp: {", "smtp: {encryption: ssl, ", "`hub.mail.smtp.encryption`"),
        (", password_env: MAIL_PASSWORD", "", "needs either `password_env` or `password_file`"),
        ("smtp: {host: mail.example.com, user: help", "smtp: {host: mail.example.com", "without a `user`"),
        (", user: help, password_file: mail_password", "", "needs a `user`"),
        ("mailboxes", "mailbox", "mailbox"),
    ],
)
def test_mistakes_are_told(tmp_path: Path, old: str, new: str, expected: str) -> None:
    assert expected in complaint(tmp_path, WHOLE.replace(old, new, 1))
