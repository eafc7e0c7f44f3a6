"""The one place that calls Slack: every call ends in a result or in a `SlackTrouble`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from slack_sdk.errors import SlackRequestError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.slack.calling import SlackTrouble, asked, may_pass, paged, reached
from bot.slack.cards.text import Block
from bot.slack.client import CALL_S
from bot.slack.fetching import fetched

__all__ = ["Gateway", "SlackTrouble", "View"]

_TRIGGER_S = 3.0  # how long Slack lets a trigger live
_PAGES = 5
_OK = 200


@dataclass(frozen=True, slots=True)
class View:
    """A modal that Slack has: its id, and the hash of its present state."""

    view_id: str
    state: str | None


class Gateway:
    """Slack's methods as the listeners and the delivery need them."""

    def __init__(self, client: AsyncWebClient) -> None:
        """`client` comes from `web_client`."""
        self._client = client

    async def open_view(self, trigger: str | None, view: Block) -> View:
        """Open a modal while the trigger lives."""
        if not trigger:
            raise SlackTrouble("expired_trigger_id", passing=False)
        call = self._client.views_open(trigger_id=trigger, view=view)
        return _view(await asked(call, _TRIGGER_S))

    async def push_view(self, trigger: str | None, view: Block) -> View:
        """Lay a modal above the open one."""
        if not trigger:
            raise SlackTrouble("expired_trigger_id", passing=False)
        call = self._client.views_push(trigger_id=trigger, view=view)
        return _view(await asked(call, _TRIGGER_S))

    async def update_view(self, view_id: str, view: Block, state: str | None = None) -> View:
        """Replace a modal's content; with `state`, only if nobody else has meanwhile."""
        given = {"hash": state} if state else {}
        return _view(await asked(self._client.views_update(view_id=view_id, view=view, **given)))

    async def publish_home(self, user: str, view: Block) -> None:
        """Draw somebody's App Home."""
        await asked(self._client.views_publish(user_id=user, view=view))

    async def respond(self, url: str, message: Block, **options: bool) -> None:
        """Answer through a response_url, which a command has for five answers in 30 minutes."""
        client = AsyncWebhookClient(
            url,
            session=self._client.session,
            retry_handlers=self._client.retry_handlers,
            logger=self._client.logger,
        )
        client.proxy = self._client.proxy
        body = {"response_type": "ephemeral", **message, **options}
        answer = await reached(client.send_dict(body))
        if answer.status_code != _OK:
            raise SlackTrouble(f"http_{answer.status_code}", passing=may_pass(answer.status_code))

    async def whisper(self, channel: str, user: str, message: Block) -> None:
        """Send a message in a channel that only this person sees."""
        await asked(self._client.chat_postEphemeral(channel=channel, user=user, **message))

    async def direct_channel(self, user: str) -> str:
        """Return the direct conversation with a person."""
        answer = await asked(self._client.conversations_open(users=user))
        return str((answer.get("channel") or {})["id"])

    async def send(self, channel: str, message: Block) -> None:
        """Post a message."""
        call = self._client.chat_postMessage(channel=channel, **message, unfurl_links=False)
        await asked(call)

    async def post(self, channel: str, message: Block, *, thread: str = "") -> str:
        """Post a message, in a thread where one is named; return its own name, `ts`."""
        call = self._client.chat_postMessage(
            channel=channel, **message, thread_ts=thread or None, unfurl_links=False
        )
        return str((await asked(call)).get("ts") or "")

    async def edit(self, channel: str, message_ts: str, message: Block) -> None:
        """Put another message in the place of one of ours."""
        await asked(self._client.chat_update(channel=channel, ts=message_ts, **message))

    async def delete(self, channel: str, message_ts: str) -> None:
        """Delete a message of ours."""
        await asked(self._client.chat_delete(channel=channel, ts=message_ts))

    async def replies(self, channel: str, thread: str) -> list[Block]:
        """Return a message and what stands under it, oldest first, as Slack keeps it."""
        call = partial(self._client.conversations_replies, channel=channel, ts=thread, limit=200)
        return [each async for each in paged(lambda at: call(cursor=at), "messages", _PAGES)]

    async def send_file(self, channel: str, name: str, text: str, says: str) -> None:
        """Send a text file into a conversation, below a sentence."""
        call = self._client.files_upload_v2(
            channel=channel, filename=name, title=name, content=text, initial_comment=says
        )
        try:
            await asked(call, CALL_S)
        except SlackRequestError:  # what was to be uploaded is in its text
            raise SlackTrouble("upload_failed", passing=True) from None

    async def upload(self, name: str, content: bytes, alt: str) -> str:
        """Give Slack a picture that stands in no channel yet; return its id."""
        call = self._client.files_upload_v2(filename=name, title=name, content=content, alt_txt=alt)
        try:
            answer = await asked(call, CALL_S)
        except SlackRequestError:
            raise SlackTrouble("upload_failed", passing=True) from None
        return str((answer.get("files") or [{}])[0].get("id") or "")

    async def send_picture(self, channel: str, name: str, content: bytes, says: str) -> None:
        """Send a picture into a conversation, below a sentence."""
        call = self._client.files_upload_v2(
            channel=channel, filename=name, title=name, content=content, initial_comment=says
        )
        try:
            await asked(call, CALL_S)
        except SlackRequestError:
            raise SlackTrouble("upload_failed", passing=True) from None

    async def fetch_own(self, file: str, user: str, most: int) -> bytes:
        """Return a file that `user` gave Slack, at most one byte more than `most`.

        Raises `SlackTrouble`, with `not_yours` for somebody else's.
        """
        told = (await asked(self._client.files_info(file=file))).get("file") or {}
        if told.get("user") != user:
            raise SlackTrouble("not_yours", passing=False)
        if int(told.get("size") or 0) > most:
            return bytes(most + 1)
        address = str(told.get("url_private_download") or told.get("url_private") or "")
        return await fetched(self._client, address, most)

    async def suggest(self, channel: str, title: str, prompts: list[dict[str, str]]) -> None:
        """Offer messages to send in a direct conversation, at most four."""
        call = self._client.assistant_threads_setSuggestedPrompts(
            channel_id=channel, title=title, prompts=prompts
        )
        await asked(call)

    async def holds_block(self, channel: str, block_id: str, oldest_s: float) -> bool:
        """Whether a message since `oldest_s` (seconds, epoch) in `channel` has this block."""
        return await self.find_block(channel, block_id, oldest_s) is not None

    async def find_block(self, channel: str, block_id: str, oldest_s: float) -> str | None:
        """Return the name, `ts`, of that message, None where there is none."""
        since = f"{oldest_s:.6f}"
        call = partial(self._client.conversations_history, channel=channel, oldest=since, limit=200)
        async for message in paged(lambda at: call(cursor=at), "messages", _PAGES):
            if any(block.get("block_id") == block_id for block in message.get("blocks") or []):
                return str(message.get("ts") or "")
        return None


def _view(answer: AsyncSlackResponse) -> View:
    view = answer.get("view") or {}
    return View(str(view.get("id") or ""), view.get("hash"))
