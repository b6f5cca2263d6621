/* kuajie.js tells a Kuajie service what visitors do on a page. Apache-2.0
 * <script src="https://SERVICE/kuajie.js" data-domain="DOMAIN" data-key="KEY (scope collect)" defer></script>
 * data-consent="given": the page asks before it includes this. Else nothing is stored or sent before kuajie.consent(true).
 * data-kuajie-view="ITEM": what the page is about. data-kuajie-item="ITEM": clicks, and seen for a second.
 * data-kuajie-list="LIST": the list, on an item or around items. */
(() => {
  "use strict";
  const SESSION = "kuajie-session", BATCH = 50, MOST = 500, WAIT = 2000, LOOK = 1000, LONGEST = 60000;
  const script = document.currentScript || {}, set = script.dataset || {}, nav = navigator;
  const refused = nav.globalPrivacyControl === true || [nav.doNotTrack, window.doNotTrack].some((sign) => sign === "1" || sign === "yes");
  const looks = new Map(), seen = new Set();
  let allowed = set.consent === "given" && !refused, queue = [], flying = 0, timer = 0, fails = 0, address, visit, watcher, marks;

  // The page must never suffer.
  const safe = (work) => (...given) => { try { return work(...given); } catch (fault) { return undefined; } };

  const id = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => (b + 256).toString(16).slice(1)).join("");

  // For this tab, and gone with it; where storage is closed, for this page.
  const session = () => {
    if (!allowed) return null;
    try {
      visit = visit || sessionStorage.getItem(SESSION);
      if (!visit) sessionStorage.setItem(SESSION, (visit = id()));
    } catch (fault) { visit = visit || id(); }
    return visit;
  };

  const track = (kind, item, more = {}) => {
    if (!allowed || !address || !kind || !item) return;
    queue.push({ event: id(), session: session(), item: String(item), kind, at: new Date().toISOString(), list: more.list, value: more.value });
    queue = queue.slice(-MOST);
    if (queue.length >= BATCH && !flying && !fails) send(); else later(WAIT);
  };

  const later = (time) => { if (!timer && queue.length) timer = setTimeout(safe(send), time); };

  const post = (events) => fetch(address, { method: "POST", body: text(events), keepalive: true, credentials: "omit", headers: { "Content-Type": "text/plain" } });
  const text = (events) => JSON.stringify({ events });

  // Ids are made once: what is sent again after a lost answer is stored once.
  const send = () => {
    clearTimeout(timer);
    timer = 0;
    if (flying || !queue.length) return;
    flying = 1;
    const batch = queue.slice(0, BATCH);
    const settle = (done, wait) => {
      flying = 0;
      fails = done ? 0 : fails + 1;
      if (done) queue = queue.filter((event) => !batch.includes(event));
      later(done ? WAIT : Math.max(wait * 1000, Math.random() * Math.min(LONGEST, 1000 * 2 ** fails)));
    };
    post(batch).then((answer) => settle(answer.status < 500 && answer.status !== 429, Number(answer.headers.get("Retry-After"))), () => settle(false, 0));
  };

  // What is under way goes along again: nobody will hear whether it arrived.
  const leave = () => {
    for (let at = 0; at < queue.length; at += BATCH) {
      const rest = queue.slice(at, at + BATCH);
      if (!nav.sendBeacon || !nav.sendBeacon(address, text(rest))) post(rest).catch(() => {});
    }
    queue = [];
    looks.forEach(clearTimeout);
    looks.clear();
  };

  const listOf = (element) => (element.closest("[data-kuajie-list]") || element).dataset.kuajieList;

  const look = (entries) => entries.forEach(({ target, isIntersecting, intersectionRatio }) => {
    const item = target.dataset.kuajieItem, list = listOf(target), key = JSON.stringify([list, item]);
    clearTimeout(looks.get(target));
    looks.delete(target);
    if (seen.has(key) || !isIntersecting || intersectionRatio < 0.5 || document.hidden) return;
    looks.set(target, setTimeout(safe(() => {
      if (!seen.has(key)) track("seen", item, { list });
      seen.add(key);
    }), LOOK));
  });

  const watch = (root) => {
    if (!root.querySelectorAll) return;
    [root, ...root.querySelectorAll("[data-kuajie-item]")].forEach((each) => each.dataset && each.dataset.kuajieItem && watcher.observe(each));
  };

  const start = () => {
    const page = document.querySelector("[data-kuajie-view]");
    if (page) track("view", page.dataset.kuajieView, { list: listOf(page) });
    watcher = new IntersectionObserver(safe(look), { threshold: 0.5 });
    marks = new MutationObserver(safe((changes) => changes.forEach((change) => change.addedNodes.forEach(watch))));
    marks.observe(document, { childList: true, subtree: true });
    watch(document);
  };

  const ready = () => document.readyState === "loading" ? document.addEventListener("DOMContentLoaded", safe(() => allowed && !watcher && start())) : start();

  const consent = (given) => {
    const before = allowed;
    allowed = given === true && !refused;
    if (allowed) return before || ready();
    clearTimeout(timer);
    timer = 0;
    queue = [];
    visit = null;
    looks.forEach(clearTimeout);
    if (watcher) watcher.disconnect();
    if (marks) marks.disconnect();
    watcher = null;
    sessionStorage.removeItem(SESSION);
  };

  const click = (event) => {
    const element = event.target.closest("[data-kuajie-item]");
    if (element && event.button < 2) track("click", element.dataset.kuajieItem, { list: listOf(element) });
  };

  const shown = () => {
    if (document.hidden) return leave();
    // Observing anew tells what is in view already.
    if (watcher) { watcher.disconnect(); watch(document); }
  };

  window.kuajie = { consent: safe((given) => { consent(given); }), session: safe(session), track: safe(track), view: safe((item, more) => track("view", item, more)) };
  safe(() => {
    address = set.domain && set.key && new URL(`/v1/domains/${encodeURIComponent(set.domain)}/collect?key=${encodeURIComponent(set.key)}`, script.src).href;
    ["click", "auxclick"].forEach((name) => document.addEventListener(name, safe(click), true));
    document.addEventListener("visibilitychange", safe(shown));
    addEventListener("pagehide", safe(leave));
    if (allowed) ready();
  })();
})();
