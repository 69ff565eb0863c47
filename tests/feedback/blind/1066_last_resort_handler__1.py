# exercise: last-resort-handler
# cause: the handler takes context["exception"], which is not always there, so a context with only a message ends in a KeyError and is never given to report.
# line: 15
import asyncio

background = set()


def watch(report):
    """Report every error that reaches the loop from now on."""
    loop = asyncio.get_running_loop()

    def handler(loop, context):
        try:
            report(context["message"], context["exception"])
        except Exception:
            loop.default_exception_handler(context)

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
