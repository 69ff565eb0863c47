n = 1
text = "x" * 5000
while n:
    print(text)
