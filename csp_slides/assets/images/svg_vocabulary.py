"""What may stand in a published SVG (SVG 2, without scripts, animation and other documents)."""

from __future__ import annotations

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
XML = "http://www.w3.org/XML/1998/namespace"


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SHAPES = _words("circle ellipse line path polygon polyline rect text textPath tspan")
"""Elements that are painted with their `fill`, black unless something says otherwise."""

MIXING = _words(
    """feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting
    feDisplacementMap feDropShadow feFlood feMorphology feSpecularLighting feTile
    feTurbulence"""
)
"""Filters that can make colours which stand nowhere in the file."""

ELEMENTS = (
    SHAPES
    | MIXING
    | _words(
        """clipPath defs desc feDistantLight feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge
    feMergeNode feOffset fePointLight feSpotLight filter g image linearGradient marker mask
    pattern radialGradient stop style svg symbol title use"""
    )
)

UNWRAPPED = frozenset({"a", "switch"})
"""Elements that go while what they hold stays."""

UNPAINTED = frozenset({"clipPath", "mask"})
"""Elements whose colours are never seen."""

PAINTS = frozenset({"color", "fill", "flood-color", "lighting-color", "stop-color", "stroke"})

PROPERTIES = PAINTS | _words(
    """alignment-baseline baseline-shift clip-path clip-rule color-interpolation
    color-interpolation-filters direction display dominant-baseline fill-opacity fill-rule filter
    flood-opacity font-family font-size font-stretch font-style font-variant font-weight
    isolation letter-spacing marker-end marker-mid marker-start mask mask-type mix-blend-mode
    opacity overflow paint-order shape-rendering stop-opacity stroke-dasharray stroke-dashoffset
    stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width text-anchor
    text-decoration text-rendering transform transform-origin unicode-bidi vector-effect
    visibility white-space word-spacing writing-mode"""
)
"""Style properties that are also attributes, so that no inline style is needed."""

ATTRIBUTES = PROPERTIES | _words(
    """amplitude azimuth baseFrequency bias class clipPathUnits cx cy d diffuseConstant divisor
    dx dy edgeMode elevation exponent filterUnits fr fx fy gradientTransform gradientUnits height
    id in in2 intercept k1 k2 k3 k4 kernelMatrix kernelUnitLength lang lengthAdjust
    limitingConeAngle markerHeight markerUnits markerWidth maskContentUnits maskUnits method mode
    numOctaves offset operator order orient pathLength patternContentUnits patternTransform
    patternUnits points pointsAtX pointsAtY pointsAtZ preserveAlpha preserveAspectRatio
    primitiveUnits r radius refX refY result role rotate rx ry scale seed side slope spacing
    specularConstant specularExponent spreadMethod startOffset stdDeviation stitchTiles
    surfaceScale tableValues targetX targetY textLength type values version viewBox width x x1 x2
    xChannelSelector y y1 y2 yChannelSelector z"""
)

DANGERS = {
    "script": "a script",
    "foreignObject": "a piece of a web page",
    "animate": "an animation",
    "animateMotion": "an animation",
    "animateTransform": "an animation",
    "discard": "an animation",
    "set": "an animation",
    "audio": "a sound",
    "video": "a film",
    "iframe": "another web page",
    "handler": "a script",
    "listener": "a script",
}
"""Elements whose loss an author should hear of, and what each is in plain words."""
