"""What the tests of full records do over and over: publish a record, and read a section of its page."""

from bs4 import BeautifulSoup


def page_of(client, page):
    response = client.get(page.get_url())
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def section(soup, name):
    heading = soup.select_one(f"#section-{name}")
    return heading and heading.find_parent("section")


def publish(page):
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)
