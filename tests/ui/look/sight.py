"""How colours are seen: contrast as WCAG 2.2 counts it, and what colour-blind people make of them."""

from itertools import combinations
from math import dist

from rich.color import Color as RichColor
from textual.color import Color, rgb_to_lab

ORDINARY = "ordinary"
_SIGHTS = {
    ORDINARY: ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
"""Matrices for linear light at full severity, from Machado, Oliveira and Fernandes: A Physiologically-based
Model for Simulation of Color Vision Deficiency (IEEE TVCG 15(6), 2009), whose web page lists them."""

SIGHTS = tuple(_SIGHTS)


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, from 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def contrast_of(one: RichColor, other: RichColor) -> float:
    """Return the contrast ratio of two colours that were drawn."""
    return contrast(Color.from_rich_color(one).hex, Color.from_rich_color(other).hex)


def least_distance(colours: tuple[str, ...], sight: str) -> float:
    """Return how far apart in CIELAB (CIE76) the two are that a sight tells apart worst."""
    seen = [rgb_to_lab(_seen(colour, sight)) for colour in colours]
    places = [(lab.L, lab.a, lab.b) for lab in seen]
    return min(dist(one, other) for one, other in combinations(places, 2))


def _seen(colour: str, sight: str) -> Color:
    light = _light(colour)
    red, green, blue = (
        _channel(sum(part * value for part, value in zip(row, light, strict=True))) for row in _SIGHTS[sight]
    )
    return Color(red, green, blue)


def _luminance(colour: str) -> float:
    red, green, blue = _light(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _light(colour: str) -> tuple[float, ...]:
    return tuple(_linear(channel / 255) for channel in Color.parse(colour).rgb)


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def _channel(light: float) -> int:
    light = min(1.0, max(0.0, light))
    value = 12.92 * light if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055
    return round(value * 255)
