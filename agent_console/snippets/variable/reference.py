"""What is a reference in a body of espanso's kind; everything else with braces is text."""

import re

REFERENCE = re.compile(r"\{\{\s*(?P<name>\w+)(?:\.(?P<part>\w+))?\s*\}\}")
