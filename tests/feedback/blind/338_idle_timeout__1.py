# exercise: idle-timeout
# cause: reschedule gets a length of time instead of a point in time
# line: 11
import asyncio


async def while_active(talk, idle):
    """Run the conversation until its end, or until it is idle for too long."""
    async with asyncio.timeout(idle) as limit:
        def active():
            limit.reschedule(idle)

        return await talk(active)
