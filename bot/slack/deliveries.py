"""What comes to the HTTP door: who signed it is asked first, what it says only then."""

from __future__ import annotations

import asyncio
import re

import structlog
from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response
from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.signature import SignatureVerifier

from bot.logs import place
from bot.slack.soundness import reads_sound

MOST_BODY = 2**20
"""Bytes of a delivery. A view holds 250 kB (Slack's limit), twice or thrice that in a form."""

_MOST_UNSIGNED = 2_000
"""Characters that are read of what nobody signed: Slack's own look at a certificate is as short.

Bolt answers that one, and turns all else away. To read a megabyte takes half a second.
"""

BODY_S = 5.0
"""Seconds in which a delivery's body arrives. Slack waits three for the whole of it."""
_MOMENT, _SIGNATURE = re.compile(r"[0-9]{1,12}"), re.compile(r"[!-~]{1,200}")


class Deliveries:
    """Hands what Slack signed to the app, and turns everything else away."""

    def __init__(self, app: AsyncApp, signing_secret: str, *, body_s: float = BODY_S) -> None:
        """`signing_secret` is Slack's, which `app` was made with as well.

        `body_s` are the seconds in which a delivery's body arrives.
        """
        self._app = app
        self._body_s = body_s
        self._verifier = SignatureVerifier(signing_secret)

    async def answer(self, request: web.Request) -> web.Response:
        """Return the app's answer, or why there is none. Never raises."""
        delivered = await self._received(request)
        if isinstance(delivered, web.Response):
            return delivered
        try:
            return await to_aiohttp_response(await self._app.async_dispatch(delivered))
        except Exception as error:  # noqa: BLE001 -- aiohttp would log the exception's text
            structlog.get_logger().error("delivery_failed", error=place(error))
            return web.Response(status=500)

    async def _received(self, request: web.Request) -> AsyncBoltRequest | web.Response:
        """Return a delivery as Bolt takes it, or what to answer where it can be none of Slack's."""
        moment = request.headers.get("X-Slack-Request-Timestamp", "0")
        signature = request.headers.get("X-Slack-Signature", "-")
        if not (_MOMENT.fullmatch(moment) and _SIGNATURE.fullmatch(signature)):
            return web.Response(status=401)
        try:
            async with asyncio.timeout(self._body_s):
                # Never as the sender names it: punycode takes minutes for a megabyte.
                text = (await request.read()).decode("utf-8")
            is_long = len(text) > _MOST_UNSIGNED
            if is_long and not self._verifier.is_valid(text, moment, signature):
                return web.Response(status=401)
            if reads_sound(text):
                return AsyncBoltRequest(
                    body=text,
                    query=request.query_string,
                    headers=request.headers,  # type: ignore[arg-type]  # as Bolt's own adapter
                )
        except web.HTTPRequestEntityTooLarge:
            return web.Response(status=413)
        except TimeoutError:
            return web.Response(status=408)
        except (ValueError, OSError, web.RequestPayloadError):
            pass  # no UTF-8, a body not packed as it says, or half of one
        return web.Response(status=400)
