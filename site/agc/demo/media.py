"""The pictures and files of the demo."""

from pathlib import Path

import yaml
from django.core.files import File

from agc.core.models import AllianceDocument, AllianceImage

MEDIA = Path(__file__).parent / "media"


def load_images():
    """Add the pictures drawn for the demo, with their descriptions and credit."""
    listing = MEDIA / "images.yaml"
    for row in yaml.safe_load(listing.read_text(encoding="utf-8")) if listing.exists() else []:
        if AllianceImage.objects.filter(title=row["file"]).exists():
            continue
        with (MEDIA / row["file"]).open("rb") as file:
            AllianceImage.objects.create(
                title=row["file"],
                file=File(file, name=row["file"]),
                description=row["description"],
                credit=row["credit"],
                consent=AllianceImage.Consent.NOBODY,
            )


def load_documents():
    """Add the files of the publications, one for each language and format."""
    listing = MEDIA / "documents.yaml"
    for row in yaml.safe_load(listing.read_text(encoding="utf-8")) if listing.exists() else []:
        if AllianceDocument.objects.filter(title=row["title"]).exists():
            continue
        with (MEDIA / row["file"]).open("rb") as file:
            document = AllianceDocument.objects.create(
                title=row["title"], file=File(file, name=row["file"]), language=row["language"], accessible=True
            )
            document.get_file_size()
