/* The editor of translations: keeps each text as one leaves it, and checks it as one types. Without this script the
   page is a form that keeps everything at once; what is said here is worded there. */
(() => {
    "use strict";

    const PAUSE = 1500;
    const CHECK_PAUSE = 400;
    const FIRST_RETRY = 4000;
    const LONGEST_RETRY = 60000;

    const pages = document.querySelector("[data-te-pages]");
    if (pages) scrollTogether([...pages.querySelectorAll("iframe")]);

    const form = document.getElementById("te-form");
    if (!form) return;

    const words = form.dataset;
    const status = form.querySelector("[data-te-status]");
    const tokensField = form.elements.tokens;
    const tokens = JSON.parse(tokensField.value || "{}");
    const rows = [...form.querySelectorAll("[data-te-row]")];
    const texts = new Map(rows.map((row) => [row, row.querySelector(`textarea[name="text-${row.dataset.teRow}"]`)]));
    const jobs = new Map();
    let retryIn = FIRST_RETRY;
    let retryTimer = 0;
    let signedOut = false;
    let leaving = false;
    let submitting = false;

    /* What is known of the field of a row: the text as it was kept, and what is under way. */
    const job = (row) => {
        if (!jobs.has(row)) {
            // What a form brought back unkept is nowhere but in its field.
            const unkept = row.dataset.flags.split(" ").includes("unkept");
            const kept = unkept ? null : texts.get(row).defaultValue;
            jobs.set(row, { kept, timer: 0, checker: 0, sending: null, failed: false, refused: unkept });
        }
        return jobs.get(row);
    };
    rows.forEach(job);
    const isDirty = (row) => !texts.get(row).readOnly && texts.get(row).value !== job(row).kept;
    const dirty = () => rows.filter(isDirty);
    const fieldName = (row) => `text-${row.dataset.teRow}`;
    const urlOf = (template, pk) => template.replace(/\/0\/$/, `/${pk}/`);

    function remember(name, token) {
        tokens[name] = token;
        tokensField.value = JSON.stringify(tokens);
    }

    function say(text, failing = false) {
        if (status.textContent !== text) status.textContent = text;
        status.classList.toggle("te-failing", failing);
    }

    function sayState() {
        const waiting = dirty();
        if (rows.some((row) => job(row).failed)) say(signedOut ? words.teSignedOut : words.teFailed, true);
        else if (rows.some((row) => job(row).refused && isDirty(row))) say(words.teRefused, true);
        else if (waiting.length) say(words.teUnsaved);
        else if (status.textContent) say(words.teSaved);
    }

    /* Sending */

    async function post(url, data) {
        const body = new FormData();
        body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
        Object.entries(data).forEach(([name, value]) => body.set(name, value));
        return fetch(url, { method: "POST", body, headers: { Accept: "application/json" }, credentials: "same-origin" });
    }

    /* The answer as an object; null where it is none, as when one is no longer logged in. */
    async function read(answer) {
        if (answer.redirected || !(answer.headers.get("Content-Type") || "").includes("json")) return null;
        return answer.json();
    }

    /* Who logs in again in another tab has another token. */
    async function renewToken() {
        const answer = await fetch(location.href, { credentials: "same-origin" });
        const found = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("#te-form [name=csrfmiddlewaretoken]");
        if (found) form.elements.csrfmiddlewaretoken.value = found.value;
    }

    function save(row) {
        const known = job(row);
        clearTimeout(known.timer);
        if (known.sending) return known.sending.then(() => (isDirty(row) && !known.failed && !known.refused ? save(row) : undefined));
        if (!isDirty(row) || texts.get(row).readOnly) return Promise.resolve();
        known.sending = send(row).finally(() => {
            known.sending = null;
            sayState();
        });
        return known.sending;
    }

    async function send(row) {
        const known = job(row);
        const sent = texts.get(row).value;
        const name = fieldName(row);
        let answer;
        let found = null;
        try {
            answer = await post(urlOf(words.teTextUrl, row.dataset.teRow), { [name]: sent, tokens: JSON.stringify({ [name]: tokens[name] || "" }) });
            found = await read(answer);
        } catch {
            answer = null;
        }
        if (!found) {
            known.failed = true;
            signedOut = Boolean(answer) && answer.status < 500;
            retryLater();
            return;
        }
        known.failed = false;
        retryIn = FIRST_RETRY;
        if (found.saved) {
            known.kept = sent;
            known.refused = false;
            takeOver(row, found, ["state", "findings"]);
            clearRefusal(row);
        } else {
            known.refused = true;
            refuse(row, found, answer.status === 409);
        }
    }

    function retryLater() {
        clearTimeout(retryTimer);
        retryTimer = setTimeout(retry, retryIn);
        retryIn = Math.min(retryIn * 2, LONGEST_RETRY);
    }

    async function retry() {
        if (signedOut) await renewToken().catch(() => {});
        await Promise.all(rows.filter((row) => job(row).failed).map(save));
        sayState();
    }
    window.addEventListener("online", () => retry());

    async function saveAll() {
        say(words.teSaving);
        await Promise.all(rows.map(save));
        sayState();
        if (!dirty().length) say(words.teSaved);
    }

    /* What came back */

    function takeOver(row, found, parts) {
        if (found.token) remember(fieldName(row), found.token);
        parts.forEach((name) => {
            const place = row.querySelector(`[data-te-part="${name}"]`);
            // What is being written there stays.
            const active = document.activeElement;
            const inUse = place && place.contains(active) && active.matches("textarea, input") && active.value;
            if (place && found.parts && name in found.parts && !inUse) place.innerHTML = found.parts[name];
        });
        if (found.flags) {
            row.dataset.flags = found.flags.join(" ");
            count();
        }
        if (found.progress) {
            const progress = document.querySelector("[data-te-progress] progress");
            progress.max = found.progress.total;
            progress.value = found.progress.done;
            document.querySelector("[data-te-done]").textContent = found.progress.done;
            document.querySelector("[data-te-words]").textContent = found.progress.words;
        }
        if (found.stamp && found.stamp !== words.teStamp) sayMoved();
    }

    function sayMoved() {
        const banner = document.querySelector("[data-te-moved-banner]");
        banner.hidden = false;
        banner.textContent = words.teMoved;
    }

    function clearRefusal(row) {
        row.querySelectorAll(".te-refused").forEach((note) => note.remove());
        texts.get(row).removeAttribute("aria-invalid");
    }

    function refuse(row, found, conflict) {
        clearRefusal(row);
        const field = texts.get(row);
        field.setAttribute("aria-invalid", "true");
        const note = document.createElement("div");
        note.className = "te-refused error-message";
        note.setAttribute("role", "alert");
        note.append(paragraph(found.error));
        if (conflict) {
            const theirs = document.createElement("blockquote");
            theirs.className = "te-text";
            theirs.lang = field.lang;
            theirs.dir = field.dir;
            theirs.textContent = found.value;
            note.append(paragraph(words.teTheirs), theirs);
            note.append(
                button(words.teKeepMine, () => { remember(fieldName(row), found.token); job(row).refused = false; save(row); }),
                button(words.teTakeTheirs, () => { remember(fieldName(row), found.token); job(row).kept = found.value; write(row, found.value); clearRefusal(row); sayState(); }),
            );
        }
        field.before(note);
    }

    function paragraph(text) {
        const made = document.createElement("p");
        made.textContent = text;
        return made;
    }

    function button(text, act) {
        const made = document.createElement("button");
        made.type = "button";
        made.className = "button button-small button-secondary";
        made.textContent = text;
        made.addEventListener("click", act);
        return made;
    }

    /* Typing */

    function write(row, text) {
        const field = texts.get(row);
        if (field.readOnly) return;
        field.value = text;
        typed(row);
        field.focus();
    }

    function typed(row) {
        const known = job(row);
        known.refused = false;
        measure(row);
        clearTimeout(known.timer);
        clearTimeout(known.checker);
        known.timer = setTimeout(() => save(row), PAUSE);
        known.checker = setTimeout(() => check(row), CHECK_PAUSE);
        sayState();
    }

    async function check(row) {
        const field = texts.get(row);
        const asked = field.value;
        const known = job(row);
        if (!isDirty(row) || known.sending) return;
        const found = await post(urlOf(words.teTextUrl, row.dataset.teRow), { [fieldName(row)]: asked, do: "check" }).then(read).catch(() => null);
        if (found && found.parts && field.value === asked && isDirty(row)) takeOver(row, { parts: found.parts }, ["findings"]);
    }

    function measure(row) {
        const field = texts.get(row);
        if (!CSS.supports("field-sizing", "content")) {
            field.style.height = "auto";
            field.style.height = `${field.scrollHeight + 2}px`;
        }
        const limit = Number(field.dataset.teLimit);
        if (!limit) return;
        const rich = "teRich" in field.dataset;
        const plain = rich ? new DOMParser().parseFromString(field.value, "text/html").body.textContent : field.value;
        const length = [...plain.trim()].length;
        const shown = row.querySelector("[data-te-length]");
        shown.textContent = length;
        shown.parentElement.classList.toggle("te-over", length > limit);
    }

    form.addEventListener("input", (event) => {
        const row = event.target.closest("[data-te-row]");
        if (row && event.target === texts.get(row)) typed(row);
    });
    form.addEventListener("focusout", (event) => {
        const row = event.target.closest("[data-te-row]");
        if (row && event.target === texts.get(row) && !job(row).refused) save(row);
    });

    /* Buttons beside a text */

    form.addEventListener("click", (event) => {
        const pressed = event.target.closest("button, a");
        const row = pressed && pressed.closest("[data-te-row]");
        if (!row) return;
        if (pressed.matches("[data-te-use]")) {
            event.preventDefault();
            write(row, pressed.closest("li").querySelector("[data-te-offer]").textContent);
            save(row);
        } else if (pressed.matches("[data-te-copy]")) {
            write(row, row.querySelector(`#source-${row.dataset.teRow}`).textContent);
        } else if (pressed.matches("[data-te-similar]")) {
            event.preventDefault();
            showSimilar(row, pressed.href);
        } else if (pressed.matches('button[name="do"]')) {
            event.preventDefault();
            act(row, pressed.value);
        }
    });

    async function act(row, value) {
        const [verb, pk, ...rest] = value.split(".");
        const argument = rest.join(".");
        if (verb !== "same") await save(row);
        const name = fieldName(row);
        const data = { do: value, tokens: JSON.stringify({ [name]: tokens[name] || "" }) };
        [`comment-${pk}`, `reason-${pk}-${argument}`].forEach((key) => {
            const field = form.elements.namedItem(key);
            if (field) data[key] = field.value;
        });
        let found = null;
        try {
            found = await read(await post(urlOf(words.teTextUrl, pk), data));
        } catch {
            found = null;
        }
        if (!found) {
            say(words.teFailed, true);
            return;
        }
        if (!found.saved) {
            refuse(row, found, false);
            return;
        }
        const written = form.elements.namedItem(`comment-${pk}`);
        if (verb === "comment" && written) written.value = "";
        const focused = document.activeElement;
        takeOver(row, found, ["state", "findings", "comments"]);
        clearRefusal(row);
        if (["same", "confirm"].includes(verb)) {
            job(row).kept = found.value;
            texts.get(row).value = found.value;
            measure(row);
        }
        // What was pressed may be gone: the text it is about is where one goes on.
        if (focused && !focused.isConnected) texts.get(row).focus();
        say(words.teSaved);
    }

    async function showSimilar(row, url) {
        const found = await fetch(url, { headers: { Accept: "application/json" }, credentials: "same-origin" }).then(read).catch(() => null);
        if (!found || !found.parts) {
            say(words.teFailed, true);
            return;
        }
        const place = row.querySelector('[data-te-part="similar"]');
        place.innerHTML = found.parts.similar;
        place.tabIndex = -1;
        place.focus();
    }

    /* Values chosen for this language */

    form.addEventListener("change", async (event) => {
        const row = event.target.closest("[data-te-choice]");
        if (!row || !event.target.name) return;
        const name = event.target.name;
        const data = { [name]: event.target.value, tokens: JSON.stringify({ [name]: tokens[name] || "" }) };
        const found = await post(urlOf(words.teChoiceUrl, row.dataset.teChoice), data).then(read).catch(() => null);
        if (!found) {
            say(words.teFailed, true);
            return;
        }
        if (found.parts) row.querySelector('[data-te-part="choice"]').innerHTML = found.parts.choice;
        if (found.saved) remember(name, found.token);
        say(found.saved ? words.teSaved : words.teRefused, !found.saved);
    });

    /* Filters */

    const filters = [...document.querySelectorAll("[data-te-filter]")];
    const flagsOf = (row) => row.dataset.flags.split(" ");

    function show(name) {
        filters.forEach((link) => {
            if (link.dataset.teFilter === name) link.setAttribute("aria-current", "true");
            else link.removeAttribute("aria-current");
        });
        rows.forEach((row) => { row.hidden = !(name === "all" || flagsOf(row).includes(name) || isDirty(row)); });
        form.querySelectorAll("[data-te-choice]").forEach((row) => { row.hidden = name !== "all"; });
        document.querySelectorAll("[data-te-emptied]").forEach((note) => note.remove());
        tidySections();
        form.elements.show.value = name;
        const address = new URL(location.href);
        if (name === "all") address.searchParams.delete("show");
        else address.searchParams.set("show", name);
        address.searchParams.delete("similar");
        history.replaceState(null, "", address);
    }

    function tidySections() {
        let any = false;
        form.querySelectorAll("[data-te-section]").forEach((section) => {
            section.hidden = !section.querySelector("article:not([hidden])");
            any = any || !section.hidden;
        });
        form.querySelector("[data-te-nothing]").hidden = any;
    }

    filters.forEach((link) => link.addEventListener("click", (event) => {
        event.preventDefault();
        show(link.dataset.teFilter);
    }));

    function count() {
        filters.forEach((link) => {
            const name = link.dataset.teFilter;
            link.querySelector("[data-te-count]").textContent = rows.filter((row) => name === "all" || flagsOf(row).includes(name)).length;
        });
        const stopping = form.querySelector("[data-te-stopping]");
        if (!stopping) return;
        const found = rows.filter((row) => !flagsOf(row).includes("done"));
        stopping.hidden = !found.length;
        stopping.querySelector("[data-te-stop-count]").textContent = found.length;
        stopping.querySelector("ul").replaceChildren(...found.map((row) => {
            const item = document.createElement("li");
            const link = document.createElement("a");
            link.href = `#${row.id}`;
            link.textContent = row.querySelector("h3").dataset.teLabel;
            item.append(link, " ", row.querySelector(".te-state").cloneNode(true));
            return item;
        }));
    }

    /* A link to a text that the filter hides shows it. */
    function reveal() {
        const row = location.hash.startsWith("#segment-") && document.getElementById(location.hash.slice(1));
        if (!row || !row.hidden) return;
        show("all");
        row.scrollIntoView();
    }
    window.addEventListener("hashchange", reveal);

    /* The keyboard */

    const shown = () => rows.filter((row) => !row.hidden);
    const rowInUse = () => document.activeElement.closest("[data-te-row]");

    function goTo(row) {
        if (!row) return;
        row.hidden = false;
        texts.get(row).focus();
        row.scrollIntoView({ block: "nearest" });
    }

    function step(by) {
        const list = shown();
        const at = list.indexOf(rowInUse());
        goTo(at < 0 ? list[by > 0 ? 0 : list.length - 1] : list[at + by]);
    }

    function nextMissing(row) {
        const after = [...rows.slice(rows.indexOf(row) + 1), ...rows.slice(0, rows.indexOf(row))];
        const next = after.find((other) => !texts.get(other).value.trim());
        if (next) goTo(next);
        else say(words.teNone);
    }

    const keys = document.getElementById("te-keys");
    const typing = () => document.activeElement.matches("input, textarea, select, [contenteditable]");

    const shortcuts = {
        "ctrl+Enter": (row) => { save(row); nextMissing(row); },
        "alt+ArrowDown": () => step(1),
        "alt+ArrowUp": () => step(-1),
        "alt+KeyS": (row) => { const offer = row.querySelector("[data-te-use]"); if (offer) offer.click(); },
        "alt+KeyC": (row) => { const copy = row.querySelector("[data-te-copy]"); if (copy) copy.click(); },
        "alt+KeyM": (row) => {
            const comments = row.querySelector(".te-comments");
            if (!comments) return;
            comments.open = true;
            comments.querySelector("textarea").focus();
        },
    };

    // Before Wagtail's own list of keys, which knows none of these.
    window.addEventListener("keydown", (event) => {
        const held = event.ctrlKey || event.metaKey ? "ctrl" : event.altKey ? "alt" : "";
        if (held === "ctrl" && event.code === "KeyS" && !event.altKey) {
            event.preventDefault();
            saveAll();
            return;
        }
        if (event.key === "?" && !held && !typing()) {
            event.preventDefault();
            event.stopImmediatePropagation();
            if (!keys.open) keys.showModal();
            return;
        }
        const shortcut = shortcuts[`${held}+${event.code === "NumpadEnter" ? "Enter" : event.code}`];
        const row = rowInUse();
        const anywhere = event.code === "ArrowDown" || event.code === "ArrowUp";
        if (!held || !shortcut || event.shiftKey || (!row && !anywhere)) return;
        event.preventDefault();
        shortcut(row);
    }, true);

    /* Leaving */

    form.addEventListener("submit", async (event) => {
        if (submitting) return;
        if (!dirty().length && !rows.some((row) => job(row).sending)) {
            leaving = true;
            return;
        }
        event.preventDefault();
        await saveAll();
        if (rows.some((row) => job(row).failed)) return;
        submitting = true;
        leaving = true;
        form.requestSubmit(event.submitter && event.submitter.isConnected ? event.submitter : undefined);
        submitting = false;
    });
    /* Comments and reasons are sent by their own buttons, or with the form. */
    const unsent = () => [...form.querySelectorAll('[name^="comment-"], [name^="reason-"], [name="decision"]')]
        .some((written) => written.value.trim() && written.value !== written.defaultValue);

    window.addEventListener("beforeunload", (event) => {
        if (leaving || !(dirty().length || rows.some((row) => job(row).sending) || unsent())) return;
        event.preventDefault();
    });
    window.addEventListener("pageshow", () => { leaving = false; });

    /* What only the script can do is shown by it. */
    document.querySelectorAll("[data-te-copy], [data-te-keys]").forEach((made) => { made.hidden = false; });
    document.querySelector("[data-te-keys]").addEventListener("click", () => keys.showModal());
    rows.forEach(measure);
    tidySections();
    reveal();

    function scrollTogether(frames) {
        let leader = null;
        let release = 0;
        frames.forEach((frame) => frame.addEventListener("load", () => {
            const follow = () => {
                if (leader && leader !== frame) return;
                leader = frame;
                clearTimeout(release);
                release = setTimeout(() => { leader = null; }, 150);
                const own = frame.contentDocument.scrollingElement;
                const share = own.scrollTop / Math.max(1, own.scrollHeight - own.clientHeight);
                frames.filter((other) => other !== frame && other.contentDocument).forEach((other) => {
                    const page = other.contentDocument.scrollingElement;
                    if (page) page.scrollTo({ top: share * (page.scrollHeight - page.clientHeight), behavior: "instant" });
                });
            };
            frame.contentWindow.addEventListener("scroll", follow, { passive: true });
        }));
    }
})();
