"""The pictures of the demo, and the paper that they are cut from."""
