# cause: q.get() is not awaited
# line: 10
# shows: prints "word: <coroutine object Queue.get at 0x...>" instead of the word, with a never awaited warning
# meant: print "word: spam"
import asyncio

async def main():
    words = asyncio.Queue()
    await words.put("spam")
    word = words.get()
    print("word:", word)

asyncio.run(main())
