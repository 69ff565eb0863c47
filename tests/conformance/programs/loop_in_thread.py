import asyncio
import threading


async def inside():
    await asyncio.sleep(0.01)
    return threading.current_thread() is threading.main_thread()


def run():
    results.append(asyncio.run(inside()))
    try:
        asyncio.get_event_loop_policy().get_event_loop()
    except RuntimeError as error:
        results.append(type(error).__name__)


results = []
thread = threading.Thread(target=run)
thread.start()
thread.join()
print(results, asyncio.run(inside()))
