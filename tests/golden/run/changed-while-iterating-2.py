import asyncio
clients = {"a": 1, "b": 2}
async def drop():
    for name in clients:
        await asyncio.sleep(0)
        del clients[name]
asyncio.run(drop())
