# cause: the module's name is misspelt: asynico
# line: 5
# shows: raises ModuleNotFoundError: No module named 'asynico'
# meant: sleep and print
import asynico

async def main():
    await asynico.sleep(0.1)
    print("slept")

asynico.run(main())
