import asyncio
class Client:
    async def ask(self):
        async with asyncio.timeout(2) as limit:
            try:
                await asyncio.Event().wait()
            except asyncio.TimeoutError:
                return None
asyncio.run(Client().ask())
