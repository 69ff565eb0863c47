import asyncio


async def job(delay, name):
    for _ in range(delay):
        await asyncio.sleep(0)
    if name == "bad":
        raise ValueError(name)
    return name


def start(*names):
    return [asyncio.create_task(job(10 * place, name), name=name) for place, name in enumerate(names)]


async def main():
    done, pending = await asyncio.wait(start("a", "b", "c"))
    print(sorted(task.result() for task in done), pending)
    done, pending = await asyncio.wait(start("a", "b", "c"), return_when=asyncio.FIRST_COMPLETED)
    print(len(done), len(pending))
    done, pending = await asyncio.wait(start("a", "bad", "c"), return_when=asyncio.FIRST_EXCEPTION)
    print(
        sorted(task.get_name() for task in done), len(pending), [t.exception() for t in done if t.get_name() == "bad"]
    )
    done, pending = await asyncio.wait(start("a", "b"), timeout=0)
    print(len(done), len(pending))
    for future in asyncio.as_completed(start("x", "y", "z")):
        print(await future)
    print(await asyncio.gather(*start("p", "bad", "q"), return_exceptions=True))
    try:
        await asyncio.wait([job(0, "coroutine")])
    except TypeError as error:
        print(error)


asyncio.run(main())
