def hello()
    print("hello")
