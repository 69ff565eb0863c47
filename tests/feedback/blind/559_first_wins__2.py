# exercise: first-wins
# cause: fastest waits for the first ask task that ends, which may be one that failed, instead of waiting for the future first
# line: 20, 21
import asyncio


async def ask(server, question, first):
    """Ask one server; its answer counts only if it is the first."""
    answer = await server(question)
    if not first.done():
        first.set_result(answer)


async def fastest(servers, question):
    """Ask all servers at the same time and return the first answer."""
    first = asyncio.get_running_loop().create_future()
    asked = []
    for server in servers:
        asked.append(asyncio.ensure_future(ask(server, question, first)))
    await asyncio.wait(asked, return_when=asyncio.FIRST_COMPLETED)
    return first.result()


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
