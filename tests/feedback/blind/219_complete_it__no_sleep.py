# exercise: complete-it
# cause: it does not wait two seconds: sleep is not awaited
# line: 8
import asyncio


async def operation(future):
    asyncio.sleep(2)
    future.set_result("Future Completed")


def result_of(op):
    loop = asyncio.new_event_loop()
    try:
        f = loop.create_future()
        t = loop.create_task(op(f))
        loop.run_until_complete(f)
        loop.run_until_complete(t)
        return f.result()
    finally:
        loop.close()


if __name__ == "__main__":
    print(result_of(operation))
