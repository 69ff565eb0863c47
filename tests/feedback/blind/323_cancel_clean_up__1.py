# exercise: cancel-clean-up
# cause: except CancelledError swallows the cancellation, it is not raised again
# line: 13, 14
import asyncio


async def water(open_valve, enough, close_valve):
    """Water until it is enough; the valve is closed in any case."""
    await open_valve()
    try:
        while not await enough():
            pass
    except asyncio.CancelledError:
        pass
    finally:
        await close_valve()


async def stop(task):
    """Cancel the task and wait for its end; True if it ended as cancelled."""
    task.cancel()
    await asyncio.wait([task])
    return task.cancelled()
