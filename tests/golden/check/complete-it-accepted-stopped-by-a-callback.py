import asyncio


async def operation(future):
    await asyncio.sleep(1)
    await asyncio.sleep(1)
    future.set_result("Future Completed")


def result_of(operation):
    loop = asyncio.new_event_loop()
    try:
        future = asyncio.Future(loop=loop)
        future.add_done_callback(lambda done: loop.stop())
        loop.create_task(operation(future))
        loop.run_forever()
        return future.result()
    finally:
        loop.close()


if __name__ == "__main__":
    print(result_of(operation))
