# exercise: cancel-clean-up
# cause: stop does not wait: directly after cancel the task has not ended yet
# line: 19, 20
import asyncio


async def water(open_valve, enough, close_valve):
    """Water until it is enough; the valve is closed in any case."""
    await open_valve()
    try:
        while not await enough():
            pass
    finally:
        await close_valve()


async def stop(task):
    """Cancel the task and wait for its end; True if it ended as cancelled."""
    task.cancel()
    return task.cancelled()
