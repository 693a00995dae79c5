"""The cast of the demonstration, in the order in which they come."""

from agent_console.demo.cast.elsewhere import CHLOE, ELENA, PRIYA, TOM
from agent_console.demo.cast.english import JONAS, JONAS_TOO, KAREN, MIRA
from agent_console.demo.cast.german import ANNELIESE, JUERGEN, OEZLEM
from agent_console.demo.cast.norwegian import AASE, INGRID, OEYVIND
from agent_console.demo.cast.russian import DMITRY, NATALIA
from agent_console.demo.person import Person

CAST: tuple[Person, ...] = (
    KAREN,
    JONAS,
    MIRA,
    AASE,
    JONAS_TOO,
    NATALIA,
    ANNELIESE,
    TOM,
    PRIYA,
    OEYVIND,
    JUERGEN,
    CHLOE,
    DMITRY,
    INGRID,
    OEZLEM,
    ELENA,
)
