# exercise: first-wins
# cause: first.done() is asked before the await and not after it, so a slower server sets the result a second time and ask ends with an InvalidStateError.
# line: 9
import asyncio


async def ask(server, question, first):
    """Ask one server; its answer counts only if it is the first."""
    if not first.done():
        answer = await server(question)
        first.set_result(answer)


async def fastest(servers, question):
    """Ask all servers at the same time and return the first answer."""
    first = asyncio.get_running_loop().create_future()
    asked = []
    for server in servers:
        asked.append(asyncio.ensure_future(ask(server, question, first)))
    return await first


async def near(question):
    await asyncio.sleep(1)
    return "near: 42"


async def far(question):
    await asyncio.sleep(3)
    return "far: 42"


async def main():
    print(await fastest([far, near], "6 times 7?"))
    await asyncio.sleep(3)  # time for the slower answer to come in


if __name__ == "__main__":
    loop = asyncio.new_event_loop()
    try:
        loop.run_until_complete(main())
    finally:
        loop.close()
