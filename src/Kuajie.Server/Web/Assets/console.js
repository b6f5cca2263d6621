// The console's own script: preferences, plain forms, charts, files, the state of the connection.
(() => {
    "use strict";
    const year = 365 * 24 * 3600;
    const remember = (name, value) => { document.cookie = `${name}=${encodeURIComponent(value)}; path=/; max-age=${year}; samesite=lax`; };
    const has = name => document.cookie.split("; ").some(part => part.startsWith(name + "="));

    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    let isToReload = false;
    if (zone && !document.cookie.includes(`kuajie-zone=${encodeURIComponent(zone)}`)) remember("kuajie-zone", zone);
    if (!has("kuajie-theme")) {
        const isDark = matchMedia("(prefers-color-scheme: dark)").matches;
        remember("kuajie-theme", isDark ? "dark" : "light");
        isToReload = isDark && has("kuajie-theme");
    }
    if (isToReload) location.reload();

    const local = address => address && address.startsWith("/") && !address.startsWith("//") && !address.startsWith("/\\") ? address : "/";

    const send = async form => {
        const alert = form.querySelector("[role=alert]");
        const button = form.querySelector("button[type=submit]");
        button.disabled = true;
        alert.textContent = "";
        try {
            const answer = await fetch(form.dataset.send, {
                method: "POST",
                headers: { "Content-Type": "application/json", "Accept-Language": document.documentElement.lang },
                body: JSON.stringify(Object.fromEntries(new FormData(form))),
            });
            if (answer.ok) {
                location.assign(local(new URLSearchParams(location.search).get("return") ?? form.dataset.then));
                return;
            }
            const problem = await answer.json();
            alert.textContent = `${problem.found} ${problem.cure}`;
        } catch {
            alert.textContent = form.dataset.away;
        }
        button.disabled = false;
    };

    document.addEventListener("submit", event => {
        if (event.target.dataset.send) {
            event.preventDefault();
            send(event.target);
        }
    });

    // Pages in other tabs belong to who has just left; those in which somebody signs in or is invited belong to nobody yet.
    const tabs = new BroadcastChannel("kuajie");
    tabs.onmessage = event => {
        if (event.data === "signed-out" && !document.querySelector("form[data-send]")) location.assign("/sign-in");
    };

    document.addEventListener("click", async event => {
        const pressed = event.target.closest("[data-preference],[data-sign-out],[data-reload]");
        if (!pressed) return;
        if (pressed.dataset.preference) {
            remember(pressed.dataset.preference, pressed.dataset.value);
        } else if ("signOut" in pressed.dataset) {
            await fetch("/v1/sign-out", { method: "POST" });
            tabs.postMessage("signed-out");
            location.assign("/sign-in");
            return;
        }
        location.reload();
    });

    // After too long away the page's state is gone from the server: a reload is all that helps.
    // The event does not bubble: it is caught on its way down.
    document.addEventListener("components-reconnect-state-changed", event => {
        const dialog = document.getElementById("components-reconnect-modal");
        const state = event.detail.state;
        dialog.dataset.state = state;
        if (state === "show") dialog.showModal();
        else if (state === "hide") dialog.close();
        else if (state === "rejected") location.reload();
    }, true);

    // A field whose completions stand below it: arrow down at the field's end leads to them, arrows lead through them, Escape leads back.
    document.addEventListener("keydown", event => {
        const room = event.target.closest?.("[data-completions]");
        if (!room || !["ArrowDown", "ArrowUp", "ArrowRight", "ArrowLeft", "Escape"].includes(event.key)) return;
        const field = room.querySelector("textarea, input");
        const choices = [...room.querySelectorAll("[data-completion]")];
        const at = choices.indexOf(event.target);
        if (at < 0 && (event.key !== "ArrowDown" || field.selectionEnd < field.value.length || choices.length === 0)) return;
        event.preventDefault();
        const next = at + (event.key === "ArrowDown" || event.key === "ArrowRight" ? 1 : -1);
        if (event.key === "Escape" || next < 0) field.focus();
        else choices[Math.min(next, choices.length - 1)].focus();
    });

    const scripts = new Map();
    const load = address => {
        if (!scripts.has(address)) {
            scripts.set(address, new Promise((done, failed) => {
                const script = document.createElement("script");
                script.src = address;
                script.onload = done;
                script.onerror = () => failed(new Error(`The script ${address} did not load.`));
                document.head.append(script);
            }));
        }
        return scripts.get(address);
    };

    const palette = {
        light: { color: ["#1f5fbf", "#c65d1e", "#0b6e5f", "#7a4fb5", "#a3304f", "#5d6b00", "#2a7f9e", "#6d5a45"], text: "#1c2430", faint: "#4b5666", line: "#dde2e9", ground: "#ffffff" },
        dark: { color: ["#8ab4f8", "#f0a77f", "#6fd6c2", "#c7a8f0", "#f29bb0", "#cdd667", "#7fd0ea", "#d3bfa6"], text: "#e8ecf2", faint: "#b4bdca", line: "#343d4a", ground: "#1a2029" },
    };
    const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

    const dress = (option, theme, colors) => {
        const look = palette[theme];
        const axis = one => ({
            ...one,
            axisLabel: { color: look.faint, ...one.axisLabel },
            nameTextStyle: { color: look.faint, ...one.nameTextStyle },
            axisLine: { lineStyle: { color: look.line }, ...one.axisLine },
            splitLine: { lineStyle: { color: look.line }, ...one.splitLine },
        });
        const axes = value => value === undefined ? undefined : Array.isArray(value) ? value.map(axis) : axis(value);
        const dressed = {
            color: colors ?? look.color,
            backgroundColor: "transparent",
            animation: !still(),
            animationDuration: 250,
            textStyle: { fontFamily: getComputedStyle(document.body).fontFamily, color: look.text },
            ...option,
            // Names at the axes stay within the picture, whatever margins a chart asks for.
            grid: { left: 8, right: 16, top: 28, bottom: 8, ...option.grid, outerBoundsMode: "same", outerBoundsContain: "axisLabel", containLabel: undefined },
            tooltip: option.tooltip === null ? undefined : { confine: true, backgroundColor: look.ground, borderColor: look.line, textStyle: { color: look.text }, ...option.tooltip },
        };
        if (option.legend) dressed.legend = { textStyle: { color: look.text }, ...option.legend };
        if (option.xAxis !== undefined) dressed.xAxis = axes(option.xAxis);
        if (option.yAxis !== undefined) dressed.yAxis = axes(option.yAxis);
        if (option.visualMap) dressed.visualMap = { textStyle: { color: look.text }, ...option.visualMap };
        return dressed;
    };

    const saveAddress = (name, address) => {
        const link = document.createElement("a");
        link.href = address;
        link.download = name;
        link.click();
    };

    window.kuajie = {
        // Said once the page's connection stands: from then on what is pressed is heard.
        alive: () => { document.body.dataset.alive = "yes"; },
        async draw(place, script, option, theme, colors, told) {
            await load(script);
            const chart = echarts.init(place, null, { renderer: "canvas" });
            chart.setOption(dress(option, theme, colors));
            const watcher = new ResizeObserver(() => chart.resize());
            watcher.observe(place);
            if (told) chart.on("click", pressed => told.invokeMethodAsync("Pressed", String(pressed.data?.id ?? pressed.name)));
            return {
                update: (next, nextColors) => chart.setOption(dress(next, theme, nextColors), { notMerge: true }),
                save: name => saveAddress(name, chart.getDataURL({ type: "png", pixelRatio: 2, backgroundColor: palette[theme].ground })),
                dispose: () => { watcher.disconnect(); chart.dispose(); },
            };
        },
        saveText(name, type, text) {
            const address = URL.createObjectURL(new Blob([text], { type }));
            saveAddress(name, address);
            setTimeout(() => URL.revokeObjectURL(address), 10000);
        },
        // Files go from the browser to the API directly: a page's connection is no place for gigabytes.
        uploads(input, told) {
            const most = 256 * 1024;
            const form = (part, options, isWhole) => {
                const data = new FormData();
                for (const [name, value] of Object.entries(options)) if (value) data.append(name, value);
                for (const file of input.files) data.append(part, isWhole ? file : file.slice(0, most), file.name);
                return data;
            };
            const language = { "Accept-Language": document.documentElement.lang };
            let request = null;
            input.addEventListener("change", () => told.invokeMethodAsync("Chosen", [...input.files].map(file => ({ name: file.name, bytes: file.size }))));
            return {
                async preview(address, part, options) {
                    // Parquet has its table of contents at its end.
                    const isWhole = [...input.files].some(file => file.name.endsWith(".parquet")) || [...input.files].every(file => file.size <= most);
                    const answer = await fetch(address, { method: "POST", headers: language, body: form(part, options, isWhole) });
                    return { status: answer.status, body: await answer.text() };
                },
                send(address, part, options) {
                    return new Promise(done => {
                        request = new XMLHttpRequest();
                        let last = 0;
                        request.upload.onprogress = step => {
                            if (step.timeStamp - last > 200 || step.loaded === step.total) {
                                last = step.timeStamp;
                                told.invokeMethodAsync("Sent", step.loaded, step.total);
                            }
                        };
                        request.onload = () => done({ status: request.status, body: request.responseText });
                        request.onerror = () => done({ status: 0, body: "" });
                        request.onabort = () => done({ status: -1, body: "" });
                        request.open("POST", address);
                        request.setRequestHeader("Accept-Language", document.documentElement.lang);
                        request.send(form(part, options, true));
                    });
                },
                cancel: () => request?.abort(),
                clear: () => { input.value = ""; },
            };
        },
        caretOf: field => field.selectionEnd ?? field.value.length,
        placeCaret(field, text, at) {
            field.value = text;
            field.focus();
            field.setSelectionRange(at, at);
        },
        copy: text => navigator.clipboard.writeText(text),
    };
})();
