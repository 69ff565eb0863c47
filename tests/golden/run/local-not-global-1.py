import asyncio

done = False


def finish():
    done = True


async def main():
    asyncio.get_running_loop().call_later(1, finish)
    while not done:
        await asyncio.sleep(1)


asyncio.run(main())
