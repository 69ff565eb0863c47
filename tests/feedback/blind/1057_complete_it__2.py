# exercise: complete-it
# cause: operation returns the text instead of putting it into the future, so the future stays pending for ever and nothing is ever printed.
# line: 11
import asyncio


async def operation(future):
    """Work for two seconds, then complete the future."""
    await asyncio.sleep(2)
    message = "Future Completed"
    return message


def result_of(operation):
    """Run an operation and return the result that it puts into its future."""
    loop = asyncio.new_event_loop()
    try:
        future = asyncio.Future(loop=loop)
        work = asyncio.ensure_future(operation(future), loop=loop)
        loop.run_until_complete(future)
        answer = future.result()
        loop.run_until_complete(work)  # the operation may tidy up after it
        return answer
    finally:
        loop.close()


if __name__ == "__main__":
    print(result_of(operation))
