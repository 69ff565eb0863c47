# exercise: last-resort-handler
# cause: a finished task is never taken out of background, so something always leads to it and its error is never reported to the loop.
# line: 25
import asyncio

background = set()


def watch(report):
    """Report every error that reaches the loop from now on."""
    def on_error(the_loop, context):
        message = context.get("message")
        error = context.get("exception")
        try:
            report(message, error)
        except Exception:
            the_loop.default_exception_handler(context)

    asyncio.get_running_loop().set_exception_handler(on_error)


def launch(job):
    """Start a job in the background."""
    new_task = asyncio.get_running_loop().create_task(job())
    background.add(new_task)


async def main():
    async def spill():
        await asyncio.sleep(0.5)
        raise OSError("the milk is gone")

    watch(lambda message, error: print("reported:", message, repr(error)))
    asyncio.get_running_loop().call_soon(int, "tea")
    launch(spill)
    await asyncio.sleep(1)


if __name__ == "__main__":
    asyncio.run(main())
