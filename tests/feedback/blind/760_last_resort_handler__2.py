# exercise: last-resort-handler
# cause: context["exception"] is taken for granted; for a context with only a message the KeyError sends it to the default handler and report is never called
# line: 13
import asyncio

background = set()


def watch(report):
    """Report every error that reaches the loop from now on."""
    def handler(loop, context):
        try:
            error = context["exception"]
            report(context["message"], error)
        except Exception:
            loop.default_exception_handler(context)

    loop = asyncio.get_running_loop()
    loop.set_exception_handler(handler)


def launch(job):
    """Start a job in the background."""
    task = asyncio.create_task(job())
    background.add(task)
    task.add_done_callback(background.discard)


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
