# cause: two strings are compared with is instead of ==
# line: 10
# shows: prints "unknown command quit" instead of "bye" (plus a SyntaxWarning)
# meant: say bye when the command is quit
import asyncio

async def execute(line):
    await asyncio.sleep(0)
    command = line.strip().lower()
    if command is "quit":
        print("bye")
    else:
        print("unknown command", command)

asyncio.run(execute("  QUIT \n"))
