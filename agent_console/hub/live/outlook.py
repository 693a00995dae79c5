"""What a lookup in a client's queue turns into when its turn comes, for agents and for customers."""

from collections.abc import AsyncIterator

from agent_console.domain.action import QuestionId
from agent_console.domain.chat import AgentId, ConversationId
from agent_console.hub.clock import HubClock
from agent_console.hub.live.connection import CatchUp, Consult, Lookup, Update
from agent_console.hub.live.history import History
from agent_console.hub.live.standing import Standings
from agent_console.hub.store import PutQuestion, Store
from agent_console.wire.frame import Asked, Changed, Frame, OpenQuestion, Standing


class AgentOutlook:
    """Looks things up for one agent."""

    def __init__(self, agent: AgentId, store: Store, history: History, clock: HubClock) -> None:
        self._agent = agent
        self._store = store
        self._history = history
        self._clock = clock

    async def look(self, lookup: Lookup) -> AsyncIterator[Frame]:
        """Yield what the agent may see of it."""
        match lookup:
            case CatchUp():
                async for frame in self._history.for_agent(self._agent, lookup):
                    yield frame
            case Update(conversation):
                holding = await self._store.holding(conversation)
                if holding is not None and holding.owner == self._agent:
                    yield Changed(holding.facts)
            case Consult(id):
                for question in await self.questions(id):
                    yield question

    async def questions(self, only: QuestionId | None = None) -> list[Asked]:
        """Return what colleagues ask the agent: one question, or all of them."""
        open_questions = await self._store.questions_for(self._agent)
        asked = [await self._asked(question) for question in open_questions if only in (None, question.id)]
        return [frame for frame in asked if frame is not None]

    async def _asked(self, question: PutQuestion) -> Asked | None:
        holding = await self._store.holding(question.conversation)
        if holding is None:
            return None
        return Asked(
            OpenQuestion(
                question.id,
                question.asker_name,
                question.text,
                self._clock.age_ms(question.asked_ms),
                holding.facts,
                await self._history.newest(question.conversation),
            )
        )


class CustomerOutlook:
    """Looks things up for one customer."""

    def __init__(self, conversation: ConversationId, history: History, standings: Standings) -> None:
        self._conversation = conversation
        self._history = history
        self._standings = standings
        self._told: Standing | None = None

    async def look(self, lookup: Lookup) -> AsyncIterator[Frame]:
        """Yield what the customer may see of it; how the chat stands, only when that is news."""
        match lookup:
            case CatchUp():
                async for frame in self._history.for_customer(self._conversation, lookup):
                    yield frame
            case Update():
                standing = await self._standings.of(self._conversation)
                if standing is not None and standing != self._told:
                    self._told = standing
                    yield standing
            case Consult():
                pass  # nobody asks customers by this way
