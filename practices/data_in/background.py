"""Files of practices are looked at and written in the background."""

from agc.core.background import Worker
from practices.data_in import jobs

importer = Worker(("import_practices", "--waiting"), jobs.waiting)
