// Stands inline in every page, allowed by its hash. Theme first, then the wasm after the paint.
(() => {
  const root = document.documentElement;
  root.classList.add("script");
  let kept = null;
  try { kept = localStorage.getItem("preflight-theme"); } catch {}
  if (kept) root.dataset.theme = kept;
  addEventListener("click", (event) => {
    if (!event.target.closest?.("[data-theme-switch]")) return;
    const dark = root.dataset.theme
      ? root.dataset.theme === "dark"
      : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
    try { localStorage.setItem("preflight-theme", root.dataset.theme); } catch {}
  });
  // A menu that is left is closed.
  addEventListener("pointerdown", (event) => {
    for (const menu of document.querySelectorAll("details.menu[open]"))
      if (!menu.contains(event.target)) menu.open = false;
  });
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = document.querySelector("details.menu[open]");
    if (menu) { menu.open = false; menu.querySelector("summary").focus(); }
  });
  // A choice made before its island is awake is noted on it; the island then acts on the last one.
  // Waking sets the menu back, so that the value itself is noted.
  const early = ({ target }) => {
    const island = target.matches?.("[data-tick]") && target.closest("leptos-island");
    if (!island || island.awake) return;
    for (const former of island.querySelectorAll("[data-early]")) delete former.dataset.early;
    target.dataset.early = target.value;
  };
  addEventListener("change", early, true);

  let asked = false;
  const start = async () => {
    if (asked) return;
    asked = true;
    const islands = () => document.querySelectorAll("leptos-island");
    if (!islands().length) return;
    const module = await import("__SCRIPT__");
    await module.default({ module_or_path: "__WASM__" });
    const wake = (island) => {
      if (island.awake) return;
      island.awake = true;
      try { module[island.dataset.component](island); } catch (error) { console.error(error); }
    };
    // Seen or touched; what is outside the screen costs nothing yet.
    const seen = new IntersectionObserver((entries) => {
      for (const entry of entries)
        if (entry.isIntersecting) { seen.unobserve(entry.target); wake(entry.target); }
    }, { rootMargin: "300px" });
    for (const island of islands()) {
      // An island that shows nothing yet has no size to be seen by.
      if (!island.firstElementChild?.getBoundingClientRect().height) wake(island);
      else seen.observe(island);
    }
    for (const kind of ["pointerdown", "focusin", "change"])
      addEventListener(kind, (event) => {
        const island = event.target.closest?.("leptos-island");
        if (island) wake(island);
      }, true);
    requestAnimationFrame(() => requestAnimationFrame(() => {
      performance.mark("app-ready");
      root.dataset.ready = "";
    }));
  };
  const once = () => { start(); };
  try {
    new PerformanceObserver(once).observe({ type: "paint", buffered: true });
  } catch {}
  for (const kind of ["pointerdown", "keydown", "focusin"])
    addEventListener(kind, once, { once: true, capture: true });
  addEventListener("DOMContentLoaded", () => setTimeout(once, 2500));
})();
