# exercise: gather-errors
# cause: only ValueError is caught, any other exception of send goes out of gather
# line: 14
import asyncio


async def send_all(send, addresses):
    ok = {}
    bad = {}

    async def one(addr):
        try:
            ok[addr] = await send(addr)
        except ValueError as exc:
            bad[addr] = exc

    await asyncio.gather(*map(one, addresses))
    return ok, bad
