# exercise: first-wins
# cause: gather waits for all servers, not only for the first answer
# line: 16, 17
import asyncio


async def ask(server, question, first):
    reply = await server(question)
    if not first.done():
        first.set_result(reply)


async def fastest(servers, question):
    first = asyncio.get_running_loop().create_future()
    asked = [asyncio.ensure_future(ask(s, question, first)) for s in servers]
    await asyncio.gather(*asked)
    return first.result()
