"""The desk over http: pages, what forms send, previews, pictures.

Whoever gets here has passed the server's own guard of hosts and origins. What changes anything
also has to come from a page of this server, to be JSON or a picture, and not too large.
"""

from __future__ import annotations

import io
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Final, TypeAlias
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from csp_slides.core.diagnostics import CspSlidesError
from csp_slides.serve.access import LARGEST
from csp_slides.serve.desk.files import PICTURE_TYPES
from csp_slides.serve.desk.pages import EDIT, edit_page, form_part, list_page
from csp_slides.serve.desk.wire import WireError, read_json, text_in

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence

    from starlette.requests import Request

    from csp_slides.core.diagnostics import Diagnostic
    from csp_slides.serve.desk.files import SectionFile
    from csp_slides.serve.desk.work import Answer, Desk

    Handler: TypeAlias = Callable[[Request], Awaitable[Response]]

HOME: Final = "/~desk/"
LARGEST_FORM: Final = 4_000_000
"""Bytes that a form may send: its values, and its text twice."""
LARGEST_PICTURE: Final = LARGEST
_WITHIN: Final = "/~/"
"""Between the path of a section and that of a file of its preview."""

_NOT_FOUND = "There's no such page on the desk.\n"


def desk_routes(
    desk: Desk,
    own: Mapping[str, bytes],
    found: Callable[[], Sequence[Diagnostic]],
    types: Mapping[str, str],
) -> list[Route]:
    """Return the desk's routes; `own` are its scripts and styles, `types` are media types."""
    return [
        Route(HOME, _list(desk, found)),
        Route(f"{HOME}edit/{{path:path}}", _edit(desk)),
        Route(f"{HOME}state/{{path:path}}", _state(desk)),
        Route(f"{HOME}preview/{{path:path}}", _shown(desk, types)),
        Route(f"{HOME}pictures", _pictures(desk)),
        Route(f"{HOME}picture/{{path:path}}", _picture(desk)),
        Route(f"{HOME}own/{{name}}", _own(own, types)),
        Route(f"{HOME}show/{{path:path}}", _asked(desk, desk.show), methods=["POST"]),
        Route(f"{HOME}fix/{{path:path}}", _asked(desk, desk.fix), methods=["POST"]),
        Route(f"{HOME}save/{{path:path}}", _asked(desk, desk.save), methods=["POST"]),
        Route(
            f"{HOME}undo/{{path:path}}",
            _asked(desk, lambda file, _: desk.undo(file)),
            methods=["POST"],
        ),
        Route(f"{HOME}form/{{path:path}}", _form(desk), methods=["POST"]),
        Route(f"{HOME}new", _new(desk), methods=["POST"]),
        Route(f"{HOME}upload/{{name}}", _upload(desk), methods=["POST"]),
    ]


def _page(content: bytes) -> Response:
    return Response(content, media_type="text/html; charset=utf-8")


def _list(desk: Desk, found: Callable[[], Sequence[Diagnostic]]) -> Handler:
    async def answer(_: Request) -> Response:
        return _page(await run_in_threadpool(list_page, desk.files, found()))

    return answer


def _edit(desk: Desk) -> Handler:
    async def answer(request: Request) -> Response:
        file = await _file(desk, request)
        if file is None:
            return PlainTextResponse(_NOT_FOUND, 404)
        return _page(edit_page(file, can_undo=desk.files.can_undo(file)))

    return answer


def _state(desk: Desk) -> Handler:
    async def answer(request: Request) -> Response:
        file = await _file(desk, request)
        if file is None:
            return _refused("The file no longer exists.", 404)
        return JSONResponse({"version": file.version})

    return answer


def _asked(desk: Desk, work: Callable[[SectionFile, Mapping[str, Any]], Answer]) -> Handler:
    async def answer(request: Request) -> Response:
        try:
            sent = read_json(await _body(request, LARGEST_FORM))
            file = await _file(desk, request)
            if file is None:
                return _refused(
                    "The file was moved, renamed or deleted. Your text is still here; "
                    "copy it from the file\u2019s text.",
                    404,
                )
            found = await run_in_threadpool(work, file, sent)
        except WireError as error:
            return _refused(f"The form couldn't be read: {error}.", 400)
        except CspSlidesError as error:
            return _refused(f"{error}. Close the file in other programs, and save again.", 423)
        said = dict(found.said)
        if found.fill is not None:
            said["form"] = form_part(found.fill)
        return JSONResponse(said, found.status)

    return _from_here(answer)


def _form(desk: Desk) -> Handler:
    async def answer(request: Request) -> Response:
        from csp_slides.authoring.values import read_values
        from csp_slides.content.section import Section
        from csp_slides.core.source import Source

        try:
            sent = read_json(await _body(request, LARGEST_FORM))
            text = text_in(sent, "text")
        except WireError as error:
            return _refused(f"The form couldn't be read: {error}.", 400)
        file = await _file(desk, request)
        if file is None:
            return _refused("The file no longer exists.", 404)
        filled = read_values(Source(file.source.path, text, file.source.inside), Section)
        if filled is None:
            return _refused("This text can't be shown as a form yet. Correct it first.", 422)
        return JSONResponse({"form": form_part(filled)})

    return _from_here(answer)


def _new(desk: Desk) -> Handler:
    async def answer(request: Request) -> Response:
        try:
            title = text_in(read_json(await _body(request, LARGEST_FORM)), "title").strip()
        except WireError as error:
            return _refused(f"The form couldn't be read: {error}.", 400)
        if not any(letter.isalnum() for letter in title):
            return _refused("Type a title, such as Waste and recycling.", 422)
        try:
            inside = await run_in_threadpool(desk.files.begin, title)
        except OSError as error:
            return _refused(f"The file can't be written: {error.strerror}.", 423)
        if inside is None:
            return _refused("There's already a section with that name. Choose another title.", 409)
        return JSONResponse({"address": f"{EDIT}{quote(inside)}"}, 201)

    return _from_here(answer)


def _pictures(desk: Desk) -> Handler:
    async def answer(_: Request) -> Response:
        names = await run_in_threadpool(desk.files.pictures)
        found = [{"name": name, "address": f"{HOME}picture/{quote(name)}"} for name in names]
        return JSONResponse({"pictures": found})

    return answer


def _picture(desk: Desk) -> Handler:
    async def answer(request: Request) -> Response:
        name = str(request.path_params["path"])
        content = await run_in_threadpool(desk.files.picture, name)
        if content is None:
            return PlainTextResponse(_NOT_FOUND, 404)
        return Response(content, media_type=PICTURE_TYPES[PurePosixPath(name).suffix.lower()])

    return answer


def _upload(desk: Desk) -> Handler:
    async def answer(request: Request) -> Response:
        name = str(request.path_params["name"])
        if PurePosixPath(name).suffix.lower() not in PICTURE_TYPES:
            return _refused(
                "That isn't a picture. Choose a JPEG, PNG, WebP, AVIF, GIF or SVG.", 415
            )
        try:
            content = await _body(request, LARGEST_PICTURE)
        except WireError:
            size = LARGEST_PICTURE // 1_000_000
            return _refused(f"The picture is larger than {size} MB. Make it smaller first.", 413)
        if not await run_in_threadpool(_is_picture, name, content):
            return _refused("That file can't be read as a picture.", 415)
        try:
            inside = await run_in_threadpool(desk.files.add_picture, name, content)
        except OSError as error:
            return _refused(f"The picture can't be stored: {error.strerror or error}.", 423)
        return JSONResponse({"name": inside, "address": f"{HOME}picture/{quote(inside)}"}, 201)

    return _from_here(answer, json=False)


def _is_picture(name: str, content: bytes) -> bool:
    """Whether a file's content is of the kind that its name says."""
    if PurePosixPath(name).suffix.lower() == ".svg":
        return b"<svg" in content[:10_000] and b"\0" not in content[:1000]
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(content)) as picture:
            picture.verify()
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return False
    return True


def _shown(desk: Desk, types: Mapping[str, str]) -> Handler:
    """Serve the files of a section's preview, from memory."""

    async def answer(request: Request) -> Response:
        inside, mark, name = str(request.path_params["path"]).partition(_WITHIN)
        content = desk.shown(inside).get(PurePosixPath(name)) if mark else None
        if content is None:
            return PlainTextResponse(_NOT_FOUND, 404)
        kind = types.get(PurePosixPath(name).suffix, "application/octet-stream")
        if name.endswith(".html"):
            content = content.replace(b"</head>", _HOOK, 1)
        return Response(content, media_type=kind)

    return answer


_HOOK: Final = b'<script defer src="/~live/slides.js"></script>\n</head>'
"""What lets a page take other slides while it is open."""


def _own(own: Mapping[str, bytes], types: Mapping[str, str]) -> Handler:
    async def answer(request: Request) -> Response:
        name = str(request.path_params["name"])
        if name not in own:
            return PlainTextResponse(_NOT_FOUND, 404)
        return Response(own[name], media_type=types[PurePosixPath(name).suffix])

    return answer


async def _file(desk: Desk, request: Request) -> SectionFile | None:
    return await run_in_threadpool(desk.files.read, str(request.path_params["path"]))


async def _body(request: Request, most: int) -> bytes:
    """Read what was sent, up to `most` bytes.

    Raises:
        WireError: it is more.
    """
    content = bytearray()
    async for chunk in request.stream():
        content += chunk
        if len(content) > most:
            raise WireError("it is too large")
    return bytes(content)


def _from_here(answer: Handler, *, json: bool = True) -> Handler:
    """Refuse what no page of this server sent.

    A page of another site can send a plain form with the reader's name and no look beforehand; it
    can't say that it is of this server, nor send JSON.
    """

    async def guarded(request: Request) -> Response:
        origin = request.headers.get("origin", "")
        own = origin.partition("://")[2].casefold() == request.headers.get("host", "").casefold()
        kind = request.headers.get("content-type", "").partition(";")[0].strip().casefold()
        if not origin or not own:
            return _refused("Only the desk's own pages may do this.", 403)
        if json and kind != "application/json":
            return _refused("Only JSON is accepted here.", 415)
        return await answer(request)

    return guarded


def _refused(error: str, status: int) -> Response:
    return JSONResponse({"error": error}, status)
