while True:
    print("again" * 1000)
