# cause: await is used in a normal function
# line: 7, 8
# shows: SyntaxError: 'await' outside async function
# meant: print "awake"
import asyncio

def main():
    await asyncio.sleep(0.1)
    print("awake")

main()
