"""Practices as PDF: a tree of plain nodes is made of each, and a template of Typst sets it.

What somebody typed reaches the template as data, never as markup: it can be no code there.
"""
