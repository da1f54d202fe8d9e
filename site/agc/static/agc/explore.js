// Lists change without losing the place: where this does not run, or a request fails, the page loads as any other.
(() => {
    "use strict";
    const list = document.querySelector("[data-explore]");
    if (!list || !window.fetch || !window.DOMParser) return;
    const said = document.createElement("p");
    said.className = "visually-hidden";
    said.setAttribute("role", "status");
    list.before(said);
    let asked = 0;
    let shown = location.pathname + location.search;

    const isHere = (url) => url.origin === location.origin && url.pathname === location.pathname;

    // What tells an element of the old list from others, so that the focus finds it in the new one.
    const markOf = (element) => {
        if (!element || !list.contains(element)) return "";
        if (element.id) return `#${CSS.escape(element.id)}`;
        if (element.name) return `[name="${CSS.escape(element.name)}"][value="${CSS.escape(element.value)}"]:not([type=hidden])`;
        return element.matches("a[href]") ? `a[href="${CSS.escape(element.getAttribute("href"))}"]` : "";
    };

    const opened = () => [...list.querySelectorAll(".filters__group[open]")].map((group) => group.dataset.facet);

    const show = async (url, push) => {
        const mine = ++asked;
        list.setAttribute("aria-busy", "true");
        try {
            const answer = await fetch(url, { headers: { "X-Requested-With": "explore" } });
            const html = await answer.text();
            if (mine !== asked) return;
            const page = new DOMParser().parseFromString(html, "text/html");
            const fresh = page.querySelector("[data-explore]");
            if (!answer.ok || !fresh) throw new Error("no list");
            const mark = markOf(document.activeElement), open = opened();
            const outer = list.querySelector("details.filters")?.open;
            const scrolled = [...list.querySelectorAll(".filters__group fieldset")].map((set) => set.scrollTop);
            list.className = fresh.className;
            list.replaceChildren(...fresh.childNodes);
            list.querySelectorAll(".filters__group").forEach((group) => { group.open = open.includes(group.dataset.facet); });
            if (outer !== undefined && list.querySelector("details.filters")) list.querySelector("details.filters").open = outer;
            list.querySelectorAll(".filters__group fieldset").forEach((set, place) => { set.scrollTop = scrolled[place] || 0; });
            if (push) history.pushState({}, "", url);
            shown = location.pathname + location.search;
            document.title = page.title;
            const target = mark && list.querySelector(mark);
            if (target) target.focus({ preventScroll: true });
            else if (mark) {
                const heading = list.querySelector("#results");
                heading?.setAttribute("tabindex", "-1");
                heading?.focus({ preventScroll: true });
            }
            said.textContent = list.querySelector("#results")?.textContent.trim() ?? "";
            // The languages and the links of the page lead to the same state.
            document.querySelectorAll("[data-follows]").forEach((old) => {
                const now = page.querySelector(`[data-follows="${old.dataset.follows}"]`);
                if (now) old.replaceWith(now);
            });
        } catch {
            if (mine === asked) location.assign(url);
        } finally {
            list.removeAttribute("aria-busy");
        }
    };

    const addressOf = (form) => {
        const url = new URL(form.getAttribute("action") || location.pathname, location.href);
        const data = new FormData(form);
        url.search = new URLSearchParams([...data].filter(([, value]) => value !== "")).toString();
        return url;
    };

    list.addEventListener("submit", (event) => {
        const url = addressOf(event.target);
        if (!isHere(url)) return;
        event.preventDefault();
        show(url, true);
    });

    list.addEventListener("change", (event) => {
        const form = event.target.form;
        if (form && form.method === "get" && list.contains(form) && isHere(addressOf(form))) show(addressOf(form), true);
    });

    list.addEventListener("click", (event) => {
        const link = event.target.closest("a[href]");
        if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
        // A link of the map is one of SVG, whose `href` is no text.
        const url = new URL(link.getAttribute("href"), location.href);
        if (!isHere(url) || url.hash || link.getAttribute("type")) return;
        event.preventDefault();
        show(url, true).then(() => { if (link.closest(".pagination")) list.querySelector("#results")?.scrollIntoView(); });
    });

    addEventListener("popstate", () => {
        // Going to a place within the page is no other state of the list.
        if (location.pathname + location.search !== shown) show(new URL(location.href), false);
    });
})();
