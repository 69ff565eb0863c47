# exercise: complete-it
# cause: The loop is stopped after a fixed 2.5 seconds and not when the future is done, so a slower operation leads to an InvalidStateError.
# line: 16
import asyncio


async def operation(future):
    """Work for two seconds, then complete the future."""
    await asyncio.sleep(2)
    text = "Future Completed"
    future.set_result(text)


def let_it_run(loop):
    """Give the operation its time on the loop."""
    loop.call_later(2.5, loop.stop)
    loop.run_forever()


def result_of(operation):
    """Run an operation and return the result that it puts into its future."""
    loop = asyncio.new_event_loop()
    try:
        future = asyncio.Future(loop=loop)
        work = asyncio.ensure_future(operation(future), loop=loop)
        let_it_run(loop)
        answer = future.result()
        loop.run_until_complete(work)  # the operation may tidy up after it
        return answer
    finally:
        loop.close()


if __name__ == "__main__":
    print(result_of(operation))
