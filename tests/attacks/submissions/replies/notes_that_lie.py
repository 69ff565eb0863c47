# An exception whose attributes are of all the wrong types.
def attack():
    error = SyntaxError("x", ("say_hello.py", "line", None, 3))
    error.filename = __file__
    error.lineno = "no line"
    error.offset = object()
    error.msg = ["msg"]
    error.__notes__ = 5
    raise error



def add_up(numbers):
    return attack()


async def fetch_both(fetch):
    return attack()


if __name__ == "__main__":
    attack()
