"""The keys that Slack's blocks, elements and views may have: (required, optional) by type."""

from __future__ import annotations

BLOCKS: dict[str, tuple[set[str], set[str]]] = {
    "section": ({"type"}, {"text", "block_id", "fields", "accessory", "expand"}),
    "header": ({"type", "text"}, {"block_id"}),
    "divider": ({"type"}, {"block_id"}),
    "context": ({"type", "elements"}, {"block_id"}),
    "image": ({"type", "alt_text"}, {"image_url", "slack_file", "title", "block_id"}),
    "actions": ({"type", "elements"}, {"block_id"}),
    "input": (
        {"type", "label", "element"},
        {"block_id", "hint", "optional", "dispatch_action"},
    ),
}
ELEMENTS: dict[str, tuple[set[str], set[str]]] = {
    "button": (
        {"type", "text"},
        {"action_id", "url", "value", "style", "confirm", "accessibility_label"},
    ),
    "file_input": ({"type"}, {"action_id", "filetypes", "max_files"}),
    "overflow": ({"type", "options"}, {"action_id", "confirm"}),
    "static_select": (
        {"type"},
        {
            "action_id",
            "options",
            "option_groups",
            "initial_option",
            "placeholder",
            "confirm",
            "focus_on_load",
        },
    ),
    "users_select": (
        {"type"},
        {"action_id", "initial_user", "placeholder", "confirm", "focus_on_load"},
    ),
    "checkboxes": (
        {"type", "options"},
        {"action_id", "initial_options", "confirm", "focus_on_load"},
    ),
    "datepicker": (
        {"type"},
        {"action_id", "initial_date", "placeholder", "confirm", "focus_on_load"},
    ),
    "plain_text_input": (
        {"type", "action_id"},
        {
            "initial_value",
            "multiline",
            "min_length",
            "max_length",
            "dispatch_action_config",
            "focus_on_load",
            "placeholder",
        },
    ),
}
VIEW = {
    "type",
    "title",
    "blocks",
    "close",
    "submit",
    "private_metadata",
    "callback_id",
    "clear_on_close",
    "notify_on_close",
    "external_id",
    "submit_disabled",
}
