"""Documents are read in the background."""

from agc.core.background import Worker
from search.models import SearchFile

reader = Worker(("read_documents", "--quiet"), lambda: SearchFile.objects.waiting().exists())


def start_reading():
    reader.start()
