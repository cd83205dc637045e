"""One accent colour per town: checked for contrast, its companions derived, written as a small style sheet.

Contrast follows WCAG 2.2 (relative luminance of sRGB); shades are derived in OKLCH (Björn Ottosson, "A perceptual
color space for image processing", 2020), because equal steps there look equal for every hue.
"""

import math
import re
from typing import NamedTuple

from django.utils.formats import number_format
from django.utils.translation import gettext as _

WHITE = "#ffffff"
MINIMUM_ON_WHITE = 7.0
_DEEP_ON_WHITE = 10.0
_HEX = re.compile(r"#[0-9a-f]{6}", re.IGNORECASE)


class Shades(NamedTuple):
    """Four sRGB hex values: text and areas, hover and dark bars, pale areas, middle areas."""

    accent: str
    deep: str
    tint: str
    mid: str


class Oklch(NamedTuple):
    """Lightness 0 to 1, chroma 0 to about 0.37, hue in radians."""

    lightness: float
    chroma: float
    hue: float


def contrast(first: str, second: str) -> float:
    """Contrast ratio of two hex colours, 1 to 21 (WCAG 2.2)."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def shades(accent: str) -> Shades:
    """The town's colour with its derived shades; raises ValueError with a sentence for the person who chose it."""
    if not _HEX.fullmatch(accent):
        raise ValueError(
            _("Schreiben Sie die Farbe als # und sechs Zeichen von 0 bis 9 und a bis f, zum Beispiel #0b5a64.")
        )
    accent = accent.lower()
    ratio = contrast(accent, WHITE)
    if ratio < MINIMUM_ON_WHITE:
        raise ValueError(
            _(
                "Diese Farbe ist zu hell: Weiße Schrift darauf erreicht nur %(ratio)s : 1, nötig sind 7 : 1. "
                "Wählen Sie einen dunkleren Ton."
            )
            % {"ratio": number_format(math.floor(ratio * 10) / 10, decimal_pos=1)}
        )
    base = _to_oklch(accent)
    return Shades(
        accent=accent,
        deep=_deep(base),
        tint=_to_hex(Oklch(0.945, min(base.chroma * 0.16, 0.018), base.hue)),
        mid=_to_hex(Oklch(0.81, min(base.chroma * 0.55, 0.06), base.hue)),
    )


def readable(colour: str) -> str:
    """The same hue, only as much darker as white letters need; raises ValueError for what is no colour."""
    if not _HEX.fullmatch(colour):
        raise ValueError(colour)
    found = _to_oklch(colour.lower())
    candidate = colour.lower()
    while contrast(candidate, WHITE) < MINIMUM_ON_WHITE:
        found = found._replace(lightness=found.lightness - 0.01)
        candidate = _to_hex(found)
    return candidate


def accent_css(accent: str) -> str:
    """The style sheet that dresses a town in its colour; raises ValueError with a sentence when it is too light."""
    found = shades(accent)
    return f":root{{--e-accent:{found.accent};--e-accent-2:{found.deep};--e-tint:{found.tint};--e-mid:{found.mid}}}\n"


def _deep(base: Oklch) -> str:
    lightness = min(base.lightness * 0.76, base.lightness - 0.05)
    while lightness > 0:
        candidate = _to_hex(Oklch(lightness, base.chroma * 0.8, base.hue))
        if contrast(candidate, WHITE) >= _DEEP_ON_WHITE:
            return candidate
        lightness -= 0.01
    return "#000000"


def _channels(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return _linear(red), _linear(green), _linear(blue)


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def _gamma(value: float) -> float:
    return value * 12.92 if value <= 0.0031308 else float(1.055 * value ** (1 / 2.4) - 0.055)


def _luminance(colour: str) -> float:
    red, green, blue = _channels(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _to_oklch(colour: str) -> Oklch:
    red, green, blue = _channels(colour)
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    medium = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    lightness = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    return Oklch(lightness, math.hypot(a, b), math.atan2(b, a))


def _to_hex(colour: Oklch) -> str:
    """Chroma is taken back until the colour lies inside sRGB; the hue stays."""
    chroma = colour.chroma
    while True:
        linear = _to_linear(Oklch(colour.lightness, chroma, colour.hue))
        if chroma < 0.001 or all(-0.0005 <= value <= 1.0005 for value in linear):
            break
        chroma -= 0.002
    values = (round(255 * _gamma(min(1.0, max(0.0, value)))) for value in linear)
    return "#" + "".join(f"{value:02x}" for value in values)


def _to_linear(colour: Oklch) -> tuple[float, float, float]:
    a, b = colour.chroma * math.cos(colour.hue), colour.chroma * math.sin(colour.hue)
    long = (colour.lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (colour.lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (colour.lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )
