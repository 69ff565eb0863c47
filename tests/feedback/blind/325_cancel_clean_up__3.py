# exercise: cancel-clean-up
# cause: except Exception does not catch CancelledError, so the valve stays open after a cancellation
# line: 14
import asyncio


async def water(open_valve, enough, close_valve):
    """Water until it is enough; the valve is closed in any case."""
    await open_valve()
    try:
        while True:
            if await enough():
                break
    except Exception:
        await close_valve()
        raise
    else:
        await close_valve()


async def stop(task):
    """Cancel the task and wait for its end; True if it ended as cancelled."""
    task.cancel()
    await asyncio.wait({task})
    return task.cancelled()
