"""Which modal shows each check that runs in this process, which need not read that back then."""

from __future__ import annotations


class Windows:
    """Modals by workflow: an id and, behind a space, Slack's hash, as they travel."""

    def __init__(self) -> None:
        """No check runs yet."""
        self._known: dict[str, str | None] = {}
        self._awaited: set[str] = set()

    def __contains__(self, workflow_id: object) -> bool:
        """Whether a check runs here."""
        return workflow_id in self._known

    def expect(self, workflow_id: str, view: str | None) -> bool:
        """Note that a check runs here; False when that was known."""
        if workflow_id in self._known:
            return False
        self._known[workflow_id] = view
        return True

    def opened(self, workflow_id: str, view: str | None) -> None:
        """Note the modal of a check, if it runs here; None when none opened."""
        if workflow_id in self._known:
            self._known[workflow_id] = view

    def of(self, workflow_id: str) -> str | None:
        """Return a check's modal, None where none is known."""
        return self._known.get(workflow_id)

    def await_word(self, workflow_id: str) -> None:
        """Note that a check has nothing left to do but hear of its modal."""
        self._awaited.add(workflow_id)

    def is_awaited(self, workflow_id: str) -> bool:
        """Whether a check waits for word of its modal."""
        return workflow_id in self._awaited

    def forget(self, workflow_id: str) -> None:
        """Let go of a check that is over."""
        self._known.pop(workflow_id, None)
        self._awaited.discard(workflow_id)
