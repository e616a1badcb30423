"""What nobody sees in a drawing goes, and what would take for ever to draw is refused."""

from __future__ import annotations

import base64
import io
import time

import pytest
from PIL import Image

from csp_slides.assets.images.metadata import MalformedError
from csp_slides.assets.images.vector import clean
from csp_slides.render.office import pixels as office_pixels


def svg(inside: str, head: str = 'viewBox="0 0 100 60"') -> bytes:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
        f' xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" {head}>'
        f'<rect width="100" height="60" fill="#cde"/>{inside}</svg>'
    ).encode()


HIDDEN = "Refuge at 12 Mill Lane"
TEXT = f'<text x="10" y="20">{HIDDEN}</text>'


@pytest.mark.parametrize(
    "inside",
    [
        f'<g id="layer-victims" style="display:none">{TEXT}</g>',
        f'<g display="none">{TEXT}</g>',
        f'<g style="display : none !important">{TEXT}</g>',
        f'<style>.st0{{display:none;}}</style><g class="st0">{TEXT}</g>',
        f'<g class="a st1">{TEXT}</g><style>.x, .st1 {{ fill: red; display: none }}</style>',
        f"<style>#secret{{display:none}}</style><g id='secret'>{TEXT}</g>",
        f'<g visibility="hidden">{TEXT}</g>',
        f'<g opacity="0">{TEXT}</g>',
        f'<g style="opacity:0.0">{TEXT}</g>',
        f'<text x="10" y="20" fill="none">{HIDDEN}</text>',
        f'<g fill="none">{TEXT}</g>',
        f'<text x="10" y="20" fill-opacity="0">{HIDDEN}</text>',
        f'<text x="10" y="20" font-size="0">{HIDDEN}</text>',
        f'<text x="10" y="20" font-size="0.001">{HIDDEN}</text>',
        f'<text x="10" y="20" fill="#FF000000">{HIDDEN}</text>',
        f'<text x="10" y="20" fill="rgba(1, 2, 3, 0)">{HIDDEN}</text>',
        f'<g transform="scale(0)">{TEXT}</g>',
        f'<g style="visibility:collapse">{TEXT}</g>',
        f'<text x="10" y="200">{HIDDEN}</text>',
        f'<text x="-900" y="20">{HIDDEN}</text>',
        f'<g transform="translate(5000 0)">{TEXT}</g>',
        f'<g transform="scale(2) translate(0,-400)">{TEXT}</g>',
        f'<text x="10" y="20"><tspan x="10" y="900">{HIDDEN}</tspan></text>',
        f"<desc>{HIDDEN}</desc>",
        f"<g><title>{HIDDEN}</title></g>",
        f"<!-- {HIDDEN} -->",
        f"<metadata>{HIDDEN}</metadata>",
        f'<g inkscape:label="{HIDDEN}" data-name="{HIDDEN}" id="{HIDDEN}"><path d="M0 0h9"/></g>',
        f"<defs>{TEXT}</defs>",
        f'<defs><g id="unused">{TEXT}</g></defs>',
        f'<defs><g id="a"><use href="#b"/></g><g id="b">{TEXT}</g></defs>',
        f'<symbol id="unused">{TEXT}</symbol>',
        f'<path class="{HIDDEN}" d="M0 0h9"/>',
    ],
)
def test_what_is_not_drawn_goes(inside: str) -> None:
    content = clean(svg(inside)).content.decode()
    assert "Mill" not in content
    assert "layer-victims" not in content
    assert clean(content.encode()).content.decode() == content


@pytest.mark.parametrize(
    "inside",
    [
        TEXT,
        f'<g visibility="hidden"><text visibility="visible" x="9" y="9">{HIDDEN}</text></g>',
        f'<g fill="none" stroke="red">{TEXT}</g>',
        f'<g fill="none"><text x="1" y="9" fill="red">{HIDDEN}</text></g>',
        f'<text x="99" y="20" text-anchor="end">{HIDDEN}</text>',
        f'<text x="-5" y="20">{HIDDEN}</text>',
        f'<text y="20"><tspan x="9">{HIDDEN}</tspan></text>',
        f'<defs><g id="a">{TEXT}</g></defs><use href="#a"/>',
        f'<symbol id="a">{TEXT}</symbol><use xlink:href="#a" x="3"/>',
        f'<g transform="translate(-90 0)"><text x="95" y="20">{HIDDEN}</text></g>',
        f'<g opacity="0.4">{TEXT}</g>',
        f'<g fill="rgba(1, 2, 3, 0.5)">{TEXT}</g>',
        f'<g fill="rgb(1, 2, 0)">{TEXT}</g>',
        f'<g fill="#ff0000">{TEXT}</g>',
        f"<title>{HIDDEN}</title>",
    ],
)
def test_what_is_drawn_stays(inside: str) -> None:
    head = 'viewBox="0 0 100 60"'
    content = svg(inside, head)
    if inside.startswith("<title>"):
        content = content.replace(b'<rect width="100" height="60" fill="#cde"/>', b"")
    assert HIDDEN in clean(content).content.decode()


def test_a_drawing_looks_as_before() -> None:
    content = svg(
        '<defs><linearGradient id="g"><stop stop-color="red"/><stop offset="1"/></linearGradient>'
        '<clipPath id="c"><circle cx="50" cy="30" r="20"/></clipPath><filter id="f">'
        '<feGaussianBlur stdDeviation="2"/></filter></defs><style>.a{fill:url(#g)}</style>'
        '<g clip-path="url(#c)"><rect class="a" width="90" height="50" filter="url(#f)"/></g>'
        '<g display="none"><circle r="9"/></g>'
    )
    before = office_pixels.as_pixels(content, ".svg", (100, 60))
    after = office_pixels.as_pixels(clean(content).content, ".svg", (100, 60))
    assert Image.open(io.BytesIO(before)).tobytes() == Image.open(io.BytesIO(after)).tobytes()


def test__a_picture_inside_a_drawing_is_cleared_too() -> None:
    picture = Image.new("RGBA", (20, 20), (200, 10, 10, 0))
    picture.paste((0, 0, 200, 255), (10, 0, 20, 20))
    out = io.BytesIO()
    picture.save(out, "PNG")
    address = f"data:image/png;base64,{base64.b64encode(out.getvalue()).decode()}"
    content = clean(svg(f'<image href="{address}" width="9" height="9"/>')).content.decode()
    inside = base64.b64decode(content.partition("base64,")[2].partition('"')[0])
    assert Image.open(io.BytesIO(inside)).convert("RGBA").getpixel((2, 2)) == (0, 0, 0, 0)


USE_BOMB = "".join(f'<g id="a{n}">' + f'<use href="#a{n - 1}"/>' * 10 + "</g>" for n in range(1, 9))


@pytest.mark.parametrize(
    "inside",
    [
        f'<defs><g id="a0"><path d="M0 0h9"/></g>{USE_BOMB}</defs><use href="#a8"/>',
        '<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>',
        '<pattern id="p"><rect fill="url(#p)"/></pattern><rect width="9" fill="url(#p)"/>',
        '<filter id="f">'
        + "<feGaussianBlur stdDeviation='9'/>" * 50
        + "</filter>"
        + '<g filter="url(#f)"><path d="M0 0h9"/></g>' * 50,
        '<filter id="f">' + "<feTurbulence/>" * 50 + '</filter><rect filter="url(#f)"/>',
        "<path d='M0 0h9'/>" * 70_000,
    ],
)
def test_a_drawing_that_would_take_for_ever_is_refused_at_once(inside: str) -> None:
    started = time.process_time()
    with pytest.raises(MalformedError):
        clean(svg(inside))
    assert time.process_time() - started < 5


def test_a_filter_that_would_take_for_ever_is_bounded() -> None:
    content = clean(
        svg(
            '<filter id="f"><feTurbulence baseFrequency="0.00001" numOctaves="999999"/>'
            '<feMorphology radius="9999"/></filter>'
            '<rect width="100%" height="100%" filter="url(#f)"/>',
            'viewBox="0 0 1000000 1000000"',
        )
    ).content
    assert b"999" not in content
    started = time.process_time()
    assert office_pixels.as_pixels(content, ".svg", (1000, 1000))
    assert time.process_time() - started < 8
