"""YAML with positions, limits and duplicate keys; the one reader for config, snippets and connectors."""

from agent_console.yaml_source.limit import CONFIG_LIMITS, SNIPPET_LIMITS, Limits
from agent_console.yaml_source.node import MappingNode, Node, ScalarNode, SequenceNode
from agent_console.yaml_source.outline import IrregularError, Outline, outline
from agent_console.yaml_source.problem import Problem, Source, SourceError
from agent_console.yaml_source.reader import parse
from agent_console.yaml_source.scalar import Flag, RawScalar, Typed
from agent_console.yaml_source.validation import raw, validate

__all__ = [
    "CONFIG_LIMITS",
    "SNIPPET_LIMITS",
    "Flag",
    "IrregularError",
    "Limits",
    "MappingNode",
    "Node",
    "Outline",
    "Problem",
    "RawScalar",
    "ScalarNode",
    "SequenceNode",
    "Source",
    "SourceError",
    "Typed",
    "outline",
    "parse",
    "raw",
    "validate",
]
