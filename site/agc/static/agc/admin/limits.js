// Says beside a field with a limit how much of it is used, while one writes; aloud only when little is left.
(() => {
    "use strict";
    const words = document.currentScript.dataset;
    const NEAR = 0.9;

    function limitOf(target) {
        if (target.maxLength > 0 && target.matches("input[type=text], textarea")) {
            return { most: target.maxLength, used: [...target.value].length, said: words.characters, place: target };
        }
        const field = target.closest("[data-contentpath], .w-field");
        const limited = target.matches("[data-max-words]") ? target : field?.querySelector("[data-max-words]");
        if (!limited) return null;
        const text = target.isContentEditable ? target.innerText : target.value ?? "";
        return {
            most: Number(limited.dataset.maxWords),
            used: text.split(/\s+/).filter(Boolean).length,
            said: words.words,
            place: target.isContentEditable ? target.closest(".Draftail-Editor") ?? target : target,
        };
    }

    function show(event) {
        const limit = event.target instanceof Element && limitOf(event.target);
        if (!limit) return;
        let counter = limit.place.nextElementSibling;
        if (!counter?.matches(".agc-limit")) {
            counter = document.createElement("p");
            counter.className = "agc-limit help";
            limit.place.after(counter);
        }
        const share = limit.used / limit.most;
        counter.setAttribute("role", share >= NEAR ? "status" : "none");
        counter.style.fontWeight = share > 1 ? "bold" : "";
        counter.textContent = limit.said.replace("{used}", limit.used).replace("{most}", limit.most);
    }

    document.addEventListener("input", show);
    document.addEventListener("focusin", show);
})();
