"""Questions that an earlier version began go on in its order of steps, as after a crash."""

from __future__ import annotations

from bot.vocabulary.asking import Answer, End
from bot.workflows.ask_course import Course
from bot.workflows.ask_steps import Stand


class EarlierCourse(Course):
    """The order before it was remembered who asked to wait, and texts were taken out first."""

    async def run(self) -> None:
        """Ask, wait, tell the author, and then take the text out."""
        for channel, begins, ends in self._channels():
            stand = await self._steps.put(channel, begins, ends)
            if stand is None:
                continue
            self._stands.append(stand)
            answer = await self._listen(stand)
            if answer is not None:
                stand.out = True  # as that version took for granted
                await self._hear(answer)
            if not stand.gone:
                await self._steps.close(stand, answer or End.NOBODY)
            if answer is not None:
                return
        end = End.NOBODY if self._stands else End.UNSENT
        await self._steps.tell(self._next(end))

    async def _wait(self, stand: Stand, answer: Answer) -> None:
        del stand
        await self._hear(answer)
