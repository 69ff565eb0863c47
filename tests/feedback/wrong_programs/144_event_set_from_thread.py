# cause: asyncio.Event is not thread-safe: set() is called from another thread
# line: 14
# shows: hangs for ever after "button pressed", since the loop is not woken up
# meant: react to the button
import asyncio
import threading
import time

pressed = asyncio.Event()

def watch_button():
    time.sleep(0.2)
    print("button pressed")
    pressed.set()

async def main():
    threading.Thread(target=watch_button, daemon=True).start()
    await pressed.wait()
    print("reacting")

asyncio.run(main())
