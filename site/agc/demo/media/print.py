"""Print the publications of the demo: one tagged PDF for each language, from the pages of a running site.

The files lie beside this one, with documents.yaml; the site never runs it. To print them again after a change of their
texts, with the tools of requirements-dev.txt, a Chromium and qpdf, which makes the files a third smaller:

    make run
    .venv/bin/python site/agc/demo/media/print.py http://127.0.0.1:8000
"""

import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import urljoin

from playwright.sync_api import sync_playwright

HERE = Path(__file__).parent
# The name of the file, and the page it is printed from; the other languages are those that the page leads to.
PUBLICATIONS = {
    "company-guide": "/es/publicaciones/guia-para-empresas-equidad-en-las-tareas-de-cuidado/",
    "experiences": "/es/publicaciones/experiencias-que-transforman-los-cuidados/",
}
# Put the chapters after the first page. Links between them stay; those to the rest of the site become plain text, as
# the address of this machine means nothing to who reads the file.
GATHER = """
async () => {
  const chapters = [...document.querySelectorAll('.chapters__title')];
  const main = document.querySelector('main');
  const anchors = new Map();
  for (const [index, link] of chapters.entries()) {
    const page = new DOMParser().parseFromString(await (await fetch(link.href)).text(), 'text/html');
    const article = document.adoptNode(page.querySelector('main article'));
    article.querySelectorAll('nav, .versions, .kicker').forEach(part => part.remove());
    article.querySelectorAll('[id]').forEach(part => { part.id = `c${index + 1}-${part.id}`; });
    article.id = `c${index + 1}`;
    article.style.breakBefore = 'page';
    anchors.set(link.pathname, `#${article.id}`);
    main.append(article);
  }
  document.querySelectorAll('.skip, [aria-labelledby=section-files]').forEach(part => part.remove());
  document.querySelectorAll('body a[href]').forEach(link => {
    if (anchors.has(link.pathname)) link.setAttribute('href', anchors.get(link.pathname));
    else if (link.host === location.host) link.replaceWith(...link.childNodes);
  });
  document.querySelectorAll('img').forEach(image => { image.loading = 'eager'; });
  await Promise.all([...document.images].map(image => image.decode()));
  await document.fonts.ready;
}
"""
FOOT = '<p style="width:100%;text-align:center;font:8px sans-serif"><span class="pageNumber"></span></p>'


def main(root):
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_context(bypass_csp=True).new_page()
        for name, path in PUBLICATIONS.items():
            page.goto(urljoin(root, path))
            versions = page.eval_on_selector_all(
                "link[rel=alternate][hreflang]", "links => links.map(link => [link.hreflang, link.href])"
            )
            for language, address in versions:
                if language != "x-default":
                    page.goto(address)
                    page.evaluate(GATHER)
                    file = HERE / f"{name}-{language}.pdf"
                    page.pdf(
                        path=file,
                        format="A4",
                        tagged=True,
                        outline=True,
                        print_background=True,
                        display_header_footer=True,
                        header_template="<span></span>",
                        footer_template=FOOT,
                        margin={"top": "18mm", "bottom": "18mm", "left": "18mm", "right": "18mm"},
                    )
                    smaller = ["--object-streams=generate", "--recompress-flate", "--compression-level=9"]
                    command = ["qpdf", *smaller, "--replace-input", file]
                    subprocess.run(command, check=True)  # noqa: S603 - run by hand, on files of its own
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
