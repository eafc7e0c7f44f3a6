"""What the preload adds to local-slack, so that its modals behave as Slack's do."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.demo.local_slack import LocalSlack, local_slack
from bot.demo.workspace import make_access
from tests.local_workspace import Human, Json, free_port, workspace_program

pytestmark = pytest.mark.e2e


def form(note: str = "Look again") -> Json:
    """Return a modal with one input, one select and one button."""
    option = {"text": {"type": "plain_text", "text": "LinkedIn"}, "value": "linkedin"}
    return {
        "type": "modal",
        "title": {"type": "plain_text", "text": "Checkpost"},
        "submit": {"type": "plain_text", "text": "Check again"},
        "notify_on_close": True,
        "blocks": [
            {"type": "section", "text": {"type": "plain_text", "text": note}},
            {
                "type": "input",
                "block_id": "draft",
                "label": {"type": "plain_text", "text": "Draft"},
                "element": {
                    "type": "plain_text_input",
                    "action_id": "text",
                    "multiline": True,
                    "initial_value": "Two lines\nof harbour fog",
                },
            },
            {
                "type": "input",
                "block_id": "platform",
                "label": {"type": "plain_text", "text": "Platform"},
                "element": {
                    "type": "static_select",
                    "action_id": "name",
                    "options": [option],
                    "initial_option": option,
                },
            },
        ],
    }


@dataclass
class Bench:
    """A workspace, a person at its page, and a bot that only listens."""

    workspace: LocalSlack
    human: Human
    web: AsyncWebClient
    heard: asyncio.Queue[Json]
    answers: asyncio.Queue[Json]

    async def open_form(self) -> str:
        """Have the person type a command and answer it with a modal; return its id."""
        command = asyncio.create_task(self.human.command("hello"))
        trigger = (await self.heard.get())["trigger_id"]
        opened = await self.web.views_open(trigger_id=trigger, view=form())
        await command
        await self.human.modal()
        view_id: str = opened["view"]["id"]
        return view_id


@pytest.fixture
async def bench(tmp_path: Path) -> AsyncIterator[Bench]:
    port = free_port()
    access = make_access(port)
    web = AsyncWebClient(token=access.bot_token, base_url=access.api_url)
    client = SocketModeClient(app_token=access.app_token, web_client=web)
    heard: asyncio.Queue[Json] = asyncio.Queue()
    answers: asyncio.Queue[Json] = asyncio.Queue()

    async def listen(_: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        payload: Any = answers.get_nowait() if not answers.empty() else None
        await client.send_socket_mode_response(SocketModeResponse(request.envelope_id, payload))
        heard.put_nowait(dict(request.payload))

    client.socket_mode_request_listeners.append(listen)
    program = workspace_program()
    async with (
        local_slack(program, access, port=port, folder=tmp_path / "with space") as workspace,
        Human.at(f"http://127.0.0.1:{port}", "U0PIXIE") as human,
    ):
        await client.connect()  # type: ignore[no-untyped-call]  # slack_sdk has no types here
        yield Bench(workspace, human, web, heard, answers)
        await client.close()  # type: ignore[no-untyped-call]  # slack_sdk has no types here


async def test_an_input_that_nobody_touched_submits_its_initial_value(bench: Bench) -> None:
    await bench.open_form()
    await bench.human.submit()
    values = (await bench.heard.get())["view"]["state"]["values"]
    assert values["draft"]["text"]["value"] == "Two lines\nof harbour fog"
    assert values["platform"]["name"]["selected_option"]["value"] == "linkedin"


async def test_what_was_typed_is_submitted(bench: Bench) -> None:
    await bench.open_form()
    typed = {"type": "plain_text_input", "value": "Fog lifts at nine"}
    await bench.human.submit({"draft": {"text": typed}})
    values = (await bench.heard.get())["view"]["state"]["values"]
    assert values["draft"]["text"]["value"] == "Fog lifts at nine"


async def test_a_button_in_a_modal_reaches_the_bot_with_the_view(bench: Bench) -> None:
    view_id = await bench.open_form()
    await bench.human.press({"type": "button", "action_id": "why", "block_id": "b", "value": "r1"})
    payload = await bench.heard.get()
    assert payload["type"] == "block_actions"
    assert payload["actions"][0]["action_id"] == "why"
    assert payload["container"] == {"type": "view", "view_id": view_id}
    assert payload["view"]["state"]["values"]["draft"]["text"]["value"].startswith("Two lines")
    assert "channel" not in payload


async def test_a_modal_keeps_its_id_through_updates(bench: Bench) -> None:
    view_id = await bench.open_form()
    for note in ("Clear so far", "Clear"):
        answer = await bench.web.views_update(view_id=view_id, view=form(note))
        assert answer["view"]["id"] == view_id
    shown = await bench.human.modal(lambda view: view["blocks"][0]["text"]["text"] == "Clear")
    assert shown["id"] == view_id
    await bench.human.submit()
    assert (await bench.heard.get())["view"]["id"] == view_id


async def test_a_modal_keeps_its_id_when_a_submission_is_answered_with_an_update(
    bench: Bench,
) -> None:
    view_id = await bench.open_form()
    bench.answers.put_nowait({"response_action": "update", "view": form("Checked again")})
    await bench.human.submit()
    shown = await bench.human.modal(lambda view: "Checked" in view["blocks"][0]["text"]["text"])
    assert shown["id"] == view_id
    await bench.web.views_update(view_id=view_id, view=form("AI has read it"))
    await bench.human.modal(lambda view: "AI" in view["blocks"][0]["text"]["text"])


async def test_a_closed_modal_cannot_be_updated(bench: Bench) -> None:
    view_id = await bench.open_form()
    await bench.human.close()
    await bench.human.no_modal()
    assert (await bench.heard.get())["type"] == "view_closed"
    with pytest.raises(SlackApiError, match="not_found"):
        await bench.web.views_update(view_id=view_id, view=form("Too late"))


async def test_a_late_update_leaves_the_next_modal_alone(bench: Bench) -> None:
    first = await bench.open_form()
    await bench.human.close()
    await bench.heard.get()
    second = await bench.open_form()
    with pytest.raises(SlackApiError, match="not_found"):
        await bench.web.views_update(view_id=first, view=form("Too late"))
    assert second != first
    assert bench.human.modals[-1]["id"] == second


async def test_the_workspace_listens_on_this_machine_only(bench: Bench) -> None:
    assert listeners(bench.workspace.port) == {"0100007F"}  # 127.0.0.1


def listeners(port: int) -> set[str]:
    """Return the addresses that listen on `port`, in the kernel's own notation."""
    rows = [
        line.split()
        for table in ("/proc/net/tcp", "/proc/net/tcp6")
        for line in Path(table).read_text().splitlines()[1:]
    ]
    return {
        row[1].split(":")[0] for row in rows if row[3] == "0A" and row[1].endswith(f":{port:04X}")
    }


async def test_the_page_can_fetch_a_picture_that_the_bot_uploaded(bench: Bench) -> None:
    sent = await bench.web.files_upload_v2(filename="bars.png", content=b"\x89PNG bars")
    [file] = sent["files"]

    async with aiohttp.ClientSession() as session:
        path = bench.workspace.control(f"picture/{file['id']}")
        async with session.get(path) as answer:
            assert await answer.read() == b"\x89PNG bars"
        async with session.get(bench.workspace.control("picture/F0NONE")) as answer:
            assert answer.status == 404


async def test_what_somebody_chose_in_a_modal_is_a_file_of_theirs(bench: Bench) -> None:
    form = aiohttp.FormData({"user": "U0MARISOL"})
    form.add_field("file", b"\x89PNG stand", filename="stand.png", content_type="image/png")
    path = bench.workspace.control("file")
    async with aiohttp.ClientSession() as session, session.post(path, data=form) as answer:
        chosen = await answer.json()

    told = (await bench.web.files_info(file=chosen["id"]))["file"]
    assert (told["user"], told["name"], told["channels"]) == ("U0MARISOL", "stand.png", [])


async def test_every_patch_of_the_page_fits(bench: Bench, tmp_path: Path) -> None:
    async with aiohttp.ClientSession() as http, http.get(bench.workspace.address) as answer:
        page = await answer.text()
    assert "<title>Brightwater · Checkpost demo</title>" in page
    assert "try /checkpost" in page
    assert (
        "shim:"
        not in (tmp_path / "with space" / f"workspace-{bench.workspace.port}.log").read_text()
    )


async def test_closing_a_modal_on_top_goes_back_to_the_one_below(bench: Bench) -> None:
    below = await bench.open_form()
    await bench.human.press({"type": "button", "action_id": "why", "block_id": "b", "value": "r1"})
    trigger = (await bench.heard.get())["trigger_id"]
    above = await bench.web.views_push(trigger_id=trigger, view=form("Why?"))
    await bench.human.modal(lambda view: view["id"] == above["view"]["id"])
    await bench.human.close()
    await bench.human.modal(lambda view: view["id"] == below)
