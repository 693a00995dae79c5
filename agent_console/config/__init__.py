"""Typed settings; unknown keys are refused, and every error has its place in the file."""

from agent_console.config.auth import Auth, BasicAuth, HeaderAuth
from agent_console.config.backend import BackendSettings
from agent_console.config.connector import CaseConnector, ConnectorSettings, OrderConnector, Owner
from agent_console.config.desk import PaneSettings, ThemeSettings, WaitSettings
from agent_console.config.field_map import CaseFields, FieldMap, ItemFields, OrderFields
from agent_console.config.files import FileKind, FileSettings
from agent_console.config.guard import GuardSettings
from agent_console.config.hub import HubSettings
from agent_console.config.identity import AgentSettings, BrandSettings
from agent_console.config.mail import MailboxSettings, MailServer, MailSettings, SmtpSettings
from agent_console.config.rest import RestSettings, WebhookSettings
from agent_console.config.root import Config, RecordSettings, find, load
from agent_console.config.secret import MissingSecretError, Secret
from agent_console.config.snippet import HttpValueSettings, SnippetFolder, SnippetSettings

__all__ = [
    "AgentSettings",
    "Auth",
    "BackendSettings",
    "BasicAuth",
    "BrandSettings",
    "CaseConnector",
    "CaseFields",
    "Config",
    "ConnectorSettings",
    "FieldMap",
    "FileKind",
    "FileSettings",
    "GuardSettings",
    "HeaderAuth",
    "HttpValueSettings",
    "HubSettings",
    "ItemFields",
    "MailServer",
    "MailSettings",
    "MailboxSettings",
    "MissingSecretError",
    "OrderConnector",
    "OrderFields",
    "Owner",
    "PaneSettings",
    "RecordSettings",
    "RestSettings",
    "Secret",
    "SmtpSettings",
    "SnippetFolder",
    "SnippetSettings",
    "ThemeSettings",
    "WaitSettings",
    "WebhookSettings",
    "find",
    "load",
]
