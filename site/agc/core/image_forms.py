"""The form of an image in the CMS."""

from wagtail.images.forms import BaseImageForm


class ImageForm(BaseImageForm):
    """Images need a description: it is what a reader hears who cannot see them."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "description" in self.fields:
            self.fields["description"].required = True
