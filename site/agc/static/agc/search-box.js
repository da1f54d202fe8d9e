// Offers what the site has while one types into a search box: an ARIA combobox with a list. The box works without it.
(() => {
    "use strict";
    // In milliseconds: how long one has stopped typing before the site is asked.
    const PAUSE = 250;
    const SHORTEST = 2;

    function element(name, properties, ...children) {
        const made = Object.assign(document.createElement(name), properties);
        made.append(...children);
        return made;
    }

    function option(offer, id) {
        const label = element("span", { className: "suggestions__label", dir: "auto" }, offer.label);
        if (offer.lang) label.lang = offer.lang;
        const kind = element("span", { className: "suggestions__kind" }, offer.kind);
        const link = element("a", { id, className: "suggestions__offer", href: offer.url, tabIndex: -1 }, label, " ", kind);
        link.setAttribute("role", "option");
        link.setAttribute("aria-selected", "false");
        return link;
    }

    function group(found, id) {
        const label = element("div", { id, className: "suggestions__group" }, found.label);
        const made = element("div", {}, label, ...found.offers.map((offer, place) => option(offer, `${id}-${place}`)));
        made.setAttribute("role", "group");
        made.setAttribute("aria-labelledby", id);
        return made;
    }

    function offerFor(box) {
        const listId = `${box.id}-suggestions`;
        const list = element("div", { id: listId, className: "suggestions", hidden: true });
        const said = element("p", { className: "visually-hidden" });
        const answers = new Map();
        let options = [];
        let active = -1;
        let timer;
        let asked;

        list.setAttribute("role", "listbox");
        list.setAttribute("aria-label", box.dataset.suggestionsLabel);
        said.setAttribute("role", "status");
        box.setAttribute("role", "combobox");
        box.setAttribute("aria-autocomplete", "list");
        box.setAttribute("aria-controls", listId);
        box.setAttribute("aria-expanded", "false");
        // There before it has anything to say, and not on pages where nobody searches.
        const prepare = () => box.form.append(list, said);
        // On a slow line somebody types before this script is there.
        if (document.activeElement === box) prepare();
        else box.addEventListener("focus", prepare, { once: true });

        function choose(place) {
            options[active]?.setAttribute("aria-selected", "false");
            active = place;
            const chosen = options[active];
            if (chosen) {
                chosen.setAttribute("aria-selected", "true");
                chosen.scrollIntoView({ block: "nearest" });
                box.setAttribute("aria-activedescendant", chosen.id);
            } else {
                box.removeAttribute("aria-activedescendant");
            }
        }

        function close() {
            clearTimeout(timer);
            asked?.abort();
            choose(-1);
            list.hidden = true;
            box.setAttribute("aria-expanded", "false");
        }

        function show(answer) {
            choose(-1);
            list.replaceChildren(...answer.groups.map((found, place) => group(found, `${listId}-${place}`)));
            options = [...list.querySelectorAll("[role=option]")];
            list.hidden = options.length === 0;
            box.setAttribute("aria-expanded", String(!list.hidden));
            said.textContent = answer.said;
        }

        async function ask(typed) {
            asked?.abort();
            asked = new AbortController();
            const { signal } = asked;
            try {
                if (!answers.has(typed)) {
                    const address = `${box.dataset.suggestions}?${new URLSearchParams({ q: typed })}`;
                    const response = await fetch(address, { signal });
                    if (!response.ok) return;
                    answers.set(typed, await response.json());
                }
                if (!signal.aborted && document.activeElement === box) show(answers.get(typed));
            } catch {
                // No line, or typed on: the box still searches.
            }
        }

        box.addEventListener("input", (event) => {
            clearTimeout(timer);
            const typed = box.value.trim();
            if (event.isComposing) return;
            if (typed.length < SHORTEST) close();
            else timer = setTimeout(ask, PAUSE, typed);
        });

        box.addEventListener("keydown", (event) => {
            if (event.isComposing || list.hidden) return;
            const { length } = options;
            if (event.key === "ArrowDown") choose(active + 1 < length ? active + 1 : -1);
            else if (event.key === "ArrowUp") choose(active < 0 ? length - 1 : active - 1);
            else if (event.key === "Escape") close();
            else if (event.key === "Enter" && active >= 0) options[active].click();
            else return;
            event.preventDefault();
        });

        box.form.addEventListener("submit", close);
        box.form.addEventListener("focusout", (event) => {
            if (event.relatedTarget !== box && !list.contains(event.relatedTarget)) close();
        });
    }

    for (const box of document.querySelectorAll("input[data-suggestions]")) offerFor(box);
})();
