import asyncio


async def operation(future):
    await asyncio.sleep(2)
    text = "Future" + " " + "Completed"
    future.set_result(text)


def result_of(operation):
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    future = loop.create_future()
    try:
        loop.run_until_complete(operation(future))
        return loop.run_until_complete(future)
    finally:
        asyncio.set_event_loop(None)
        loop.close()


if __name__ == "__main__":
    print(result_of(operation))
