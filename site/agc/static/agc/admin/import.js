// Shows how far a file is that is being looked at or written, and then what became of it.
(() => {
    "use strict";
    const PAUSE = 1000;
    const place = document.querySelector("[data-import]");
    const bar = place.querySelector("progress");
    const state = place.dataset.state;
    const said = place.querySelector("[role=status]");

    async function look() {
        try {
            const answer = await fetch(place.dataset.import, { headers: { Accept: "application/json" } });
            const isData = answer.headers.get("Content-Type")?.startsWith("application/json");
            // Gone, or nobody is logged in any more: the page itself says so.
            const far = isData ? await answer.json() : null;
            if (!far?.going_on || far.state !== state) {
                location.reload();
                return;
            }
            if (far.total) {
                bar.max = far.total;
                bar.value = far.done;
                said.textContent = place.dataset.said.replace("{done}", far.done).replace("{total}", far.total);
            } else {
                bar.removeAttribute("value");
            }
        } catch {
            // The line is poor: the next look may succeed.
        }
        setTimeout(look, PAUSE);
    }

    setTimeout(look, PAUSE);
})();
