"""Typed settings; unknown keys are refused, and every error has its place in the file."""

from agent_console.config.article import ArticleSettings, FeedSettings
from agent_console.config.assist import AssistSettings, EndpointSettings
from agent_console.config.auth import Auth, BasicAuth, CsrfSettings, HeaderAuth, LoginAuth
from agent_console.config.backend import BackendSettings, ChatSystem, HubAccess
from agent_console.config.chatwoot import ChatwootSettings
from agent_console.config.connector import CaseConnector, ConnectorSettings, HttpConnector, OrderConnector
from agent_console.config.desk import PaneSettings, ThemeSettings, WaitSettings
from agent_console.config.field_map import (
    CaseFields,
    FieldMap,
    ItemFields,
    LineFields,
    OrderFields,
    ShipmentFields,
)
from agent_console.config.files import FileKind, FileSettings
from agent_console.config.guard import GuardSettings
from agent_console.config.hub import HubSettings
from agent_console.config.identity import AgentSettings, BrandSettings
from agent_console.config.machine import MachineSettings
from agent_console.config.mail import MailboxSettings, MailServer, MailSettings, SmtpSettings
from agent_console.config.placeholder import Owner
from agent_console.config.records import CaseSource, OrderSource, RecordSettings
from agent_console.config.request import GraphQL, RequestSettings
from agent_console.config.rest import RestSettings, WebhookSettings
from agent_console.config.rewording import RewritingSettings, TranslationSettings
from agent_console.config.root import Config, find, load
from agent_console.config.secret import MissingSecretError, Secret
from agent_console.config.setting import Rate
from agent_console.config.snippet import HttpValueSettings, SnippetFolder, SnippetSettings
from agent_console.config.sql import SqlCases, SqlConnector, SqlOrders, SqlSettings
from agent_console.config.step import FollowSettings, LookupSettings, PageSettings
from agent_console.config.store import HubStoreSettings

__all__ = [
    "AgentSettings",
    "ArticleSettings",
    "AssistSettings",
    "Auth",
    "BackendSettings",
    "BasicAuth",
    "BrandSettings",
    "CaseConnector",
    "CaseFields",
    "CaseSource",
    "ChatSystem",
    "ChatwootSettings",
    "Config",
    "ConnectorSettings",
    "CsrfSettings",
    "EndpointSettings",
    "FeedSettings",
    "FieldMap",
    "FileKind",
    "FileSettings",
    "FollowSettings",
    "GraphQL",
    "GuardSettings",
    "HeaderAuth",
    "HttpConnector",
    "HttpValueSettings",
    "HubAccess",
    "HubSettings",
    "HubStoreSettings",
    "ItemFields",
    "LineFields",
    "LoginAuth",
    "LookupSettings",
    "MachineSettings",
    "MailServer",
    "MailSettings",
    "MailboxSettings",
    "MissingSecretError",
    "OrderConnector",
    "OrderFields",
    "OrderSource",
    "Owner",
    "PageSettings",
    "PaneSettings",
    "Rate",
    "RecordSettings",
    "RequestSettings",
    "RestSettings",
    "RewritingSettings",
    "Secret",
    "ShipmentFields",
    "SmtpSettings",
    "SnippetFolder",
    "SnippetSettings",
    "SqlCases",
    "SqlConnector",
    "SqlOrders",
    "SqlSettings",
    "ThemeSettings",
    "TranslationSettings",
    "WaitSettings",
    "WebhookSettings",
    "find",
    "load",
]
