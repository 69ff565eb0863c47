# exercise: idle-timeout
# cause: active extends the old deadline by idle instead of counting from now
# line: 12
import asyncio


async def while_active(talk, idle):
    """Run the conversation until its end, or until it is idle for too long."""
    async with asyncio.timeout(idle) as limit:

        def active():
            limit.reschedule(limit.when() + idle)

        return await talk(active)
