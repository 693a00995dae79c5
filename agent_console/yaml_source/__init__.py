"""YAML with positions, limits and duplicate keys; the one reader for config, snippets and connectors."""

from agent_console.yaml_source.node import MappingNode, Node, ScalarNode, SequenceNode
from agent_console.yaml_source.problem import Problem, Source, SourceError
from agent_console.yaml_source.reader import CONFIG_LIMITS, SNIPPET_LIMITS, Limits, parse
from agent_console.yaml_source.scalar import Flag, RawScalar, Typed
from agent_console.yaml_source.validation import raw, validate

__all__ = [
    "CONFIG_LIMITS",
    "SNIPPET_LIMITS",
    "Flag",
    "Limits",
    "MappingNode",
    "Node",
    "Problem",
    "RawScalar",
    "ScalarNode",
    "SequenceNode",
    "Source",
    "SourceError",
    "Typed",
    "parse",
    "raw",
    "validate",
]
