# cause: q.get() is not awaited
# line: 10
# shows: prints "<coroutine object Queue.get ...>" instead of the word, with a never awaited warning
# meant: print "word: spam"
import asyncio

async def main():
    words = asyncio.Queue()
    await words.put("spam")
    word = words.get()
    print("word:", str(word)[:27])

asyncio.run(main())
