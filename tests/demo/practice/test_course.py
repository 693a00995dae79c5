"""The course: as many customers as the stage has, on the real hub, to its end."""

from agent_console.demo.launch import Demo
from agent_console.demo.practice import diary
from agent_console.demo.practice.diary import Kind
from agent_console.demo.practice.score import scores
from agent_console.demo.practice.stage import stages
from tests.demo.agent import at_work


async def test_the_crowd_grows_and_the_course_ends_by_itself() -> None:
    course = stages((1, 3), 40.0)
    async with Demo(100.0, course) as demo, at_work(demo.url, demo.token) as agent:
        await agent.until_held(1)
        first = next(iter(agent.held))
        await agent.reply(first, "One moment, please.")
        assert "ended with code 0" in await demo.ended()
        told = list(diary.read(demo.diary))
    assert told[-1].kind is Kind.OVER
    by_crowd = {score.crowd: score for score in scores(told)}
    assert set(by_crowd) == {1, 3}
    assert by_crowd[1].replies == 1
    assert len(by_crowd[1].waits) == 1
    assert by_crowd[3].unanswered == by_crowd[3].customers >= 2
