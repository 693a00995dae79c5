"""A TCP cable to a port of this machine, which a test can cut and mend."""

import asyncio


class Cable:
    """Forwards connections from a port that stays the same to one that may change."""

    def __init__(self) -> None:
        self.port = 0
        self._target = 0
        self._whole = True
        self._server: asyncio.Server | None = None
        self._writers: set[asyncio.StreamWriter] = set()

    async def plug(self, target: int) -> None:
        """Lead to this port from now on."""
        self._target = target
        if self._server is None:
            self._server = await asyncio.start_server(self._carry, "127.0.0.1", 0)
            self.port = self._server.sockets[0].getsockname()[1]

    def cut(self) -> None:
        """Break every connection at once, without goodbye, and take no new one until `mend`."""
        self._whole = False
        self._abort()

    def mend(self) -> None:
        """Take connections again."""
        self._whole = True

    async def close(self) -> None:
        """Take the cable away."""
        self._abort()
        if self._server is not None:
            self._server.close()
            await self._server.wait_closed()

    def _abort(self) -> None:
        for writer in self._writers:
            writer.transport.abort()

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            if not self._whole:
                return
            far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self._target)
        except OSError:
            return
        else:
            self._writers |= {writer, far_writer}
            async with asyncio.TaskGroup() as group:
                group.create_task(_pump(reader, far_writer))
                group.create_task(_pump(far_reader, writer))
        finally:
            writer.transport.abort()


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Copy until either end has gone."""
    try:
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    except OSError:
        pass  # the connection was cut, which is what the cable is for
    finally:
        writer.transport.abort()
