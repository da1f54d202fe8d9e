"""What a made-up practice is, and so its title."""

from dataclasses import dataclass

from agc.demo.generating.phrases import Phrase, phrases

# What a form takes of a title, and how long one may be without a short title beside it (practices.forms).
TITLE_LENGTH = 120
SHORT_LENGTH = 60


def capital(text):
    """Return a text with a capital at its beginning."""
    return text[:1].upper() + text[1:]


@dataclass(frozen=True)
class Subject:
    """A form of doing something at some level, its theme and its audience; and in which part of its town."""

    form: Phrase
    level: Phrase
    theme: Phrase
    audience: Phrase
    audience_name: str
    district: dict

    @property
    def goes_beyond(self):
        """Whether it is for more than its town, where it only began."""
        return bool(self.level.facts.get("starts"))

    def families(self, language):
        """Return the codes of the families of words in its title."""
        place = [phrases().titles["starting"], self.district["in"]] if self.goes_beyond else [self.district["of"]]
        parts = [self.form, self.level, self.theme, self.audience, *place]
        return frozenset().union(*(phrase.families[language] for phrase in parts))

    def title(self, language, town):
        """Return its title, in which the audience is left out where it would become too long."""
        place = self.district["of"][language].format(town=town)
        if self.goes_beyond:
            place = f"{phrases().titles['starting'][language]} {self.place(language, town)}"
        title = f"{self.name(language)} {place}"
        if len(title) > TITLE_LENGTH:
            title = f"{self.name_without_audience(language)} {place}"
        return capital(title)

    def short_title(self, language, town):
        """Return what it is in short, and where, as far as there is room."""
        theme, form = self.theme[language], self.form[language]
        name = capital(f"{theme} {form}" if language == "en" else f"{form} {theme}")
        return f"{name}, {town}" if len(name) + len(town) + 2 <= SHORT_LENGTH else name

    def place(self, language, town):
        """Return where it is: "en Zapallar"."""
        return self.district["in"][language].format(town=town)

    def name(self, language, article=False):
        """Return what it is, with its article or without: "red municipal de respiro para personas cuidadoras"."""
        return f"{self.name_without_audience(language, article)} {self.audience[language]}"

    def name_without_audience(self, language, article=False):
        theme = self.theme[language]
        if language == "en":
            name = f"{self.level['en']} {theme} {self.form['en']}"
            return f"the {name}" if article else name
        form = self.with_article(language) if article else self.form[language]
        masculine, feminine = self.level[language]
        level = feminine if self.form.facts["genders"][language] == "f" else masculine
        return f"{form} {level} {theme}"

    def with_article(self, language):
        """Return its form with the article: "la red"."""
        return self.form.facts["the"][language]


def choose_subject(chance, turn):
    """Choose what a practice is.

    Args:
        chance: the choices of this practice.
        turn: its turn among the practices of its town: each is in another part of it, so that no title comes twice.
    """
    titles = phrases().titles
    theme = chance.common(titles["themes"])
    name = chance.common(theme.facts["audiences"])
    return Subject(
        form=chance.common(titles["forms"]),
        level=chance.common(titles["levels"]),
        theme=theme,
        audience=titles["audiences"][name],
        audience_name=name,
        district=titles["districts"][turn],
    )
