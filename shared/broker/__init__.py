"""Apache Kafka as this project uses it: which topics there are, how a client reaches them, and a
broker of its own for development and tests.
"""
