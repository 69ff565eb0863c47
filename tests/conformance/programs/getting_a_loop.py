import asyncio
import warnings

warnings.simplefilter("ignore")
try:
    asyncio.get_running_loop()
except RuntimeError as error:
    print(error)
try:
    loop = asyncio.get_event_loop()
    print(loop is asyncio.get_event_loop(), loop.run_until_complete(asyncio.sleep(0, "ran")))
    loop.close()
except RuntimeError as error:
    print(error)
asyncio.run(asyncio.sleep(0))
try:
    asyncio.get_event_loop()
except RuntimeError as error:
    print(error)
mine = asyncio.SelectorEventLoop()
asyncio.set_event_loop(mine)
print(asyncio.get_event_loop() is mine)
mine.close()
