// Trihelix: comforts only. Every page does its work without this file.
(() => {
  "use strict";
  const words = document.body.dataset;
  const each = (selector, act, root = document) => root.querySelectorAll(selector).forEach(act);
  const make = (label, type) => Object.assign(document.createElement("button"), { type: "button", className: type, textContent: label });

  // light or dark at once; the server remembers
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("[data-theme-switch]") || !event.submitter) return;
    event.preventDefault();
    const data = new FormData(form, event.submitter);
    const theme = event.submitter.value;
    document.documentElement.dataset.theme = theme;
    each("button[name=theme]", (button) => button.setAttribute("aria-pressed", String(button.value === theme)));
    fetch(form.action, { method: "POST", body: data, redirect: "manual" });
  });

  // a form is sent once; its key would make the second one harmless anyhow
  document.addEventListener("submit", (event) => {
    if (event.defaultPrevented || event.target.method !== "post") return;
    if (event.target.dataset.sent) return event.preventDefault();
    event.target.dataset.sent = "yes";
    each("button:not([type=button])", (button) => button.setAttribute("aria-disabled", "true"), event.target);
  });
  const ready = (form) => {
    delete form.dataset.sent;
    each("button", (button) => button.removeAttribute("aria-disabled"), form);
  };
  window.addEventListener("pageshow", () => each("form[data-sent]", ready));
  document.addEventListener("htmx:afterRequest", (event) => event.target.closest && each("form[data-sent]", ready));

  // what opened beneath a button closes by Escape or a click elsewhere
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    each("details[data-confirm][open]", (open) => { open.open = false; open.querySelector("summary").focus(); });
  });
  document.addEventListener("click", (event) => {
    each(".acts > details[data-confirm][open]", (open) => { if (!open.contains(event.target)) open.open = false; });
    const opener = event.target.closest("[data-dialog]");
    if (opener) document.getElementById(opener.dataset.dialog)?.showModal();
  });

  // "/" goes to the search
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.matches("input, textarea, select, [contenteditable]")) return;
    const search = document.querySelector("main input[type=search]") || document.querySelector("[data-search]");
    if (search?.offsetParent) { event.preventDefault(); search.focus(); }
  });

  // drafts: what is typed stays in this browser until it is sent, per person and form; never passwords or files
  const prefix = "trihelix.draft.";
  const kept = (form) => [...form.elements].filter((field) => field.name && !["password", "file", "hidden", "submit", "button"].includes(field.type));
  const read = (form) => kept(form).map((field) => [field.name, field.value, field.checked ?? null]);
  const write = (form, values) => kept(form).forEach((field, place) => {
    const [name, value, checked] = values[place] ?? [];
    if (name !== field.name) return;
    if (field.type === "checkbox" || field.type === "radio") field.checked = checked; else field.value = value;
  });
  const draft = (form) => {
    const key = `${prefix}${words.actor}.${form.dataset.draft}`, note = form.querySelector("[data-draft-note]");
    const stored = localStorage.getItem(key);
    let timer;
    if (stored && note && stored !== JSON.stringify(read(form))) {
      note.hidden = false;
      note.querySelector("[data-draft-restore]").onclick = () => { write(form, JSON.parse(stored)); note.hidden = true; };
      note.querySelector("[data-draft-forget]").onclick = () => { localStorage.removeItem(key); note.hidden = true; };
    }
    form.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(() => localStorage.setItem(key, JSON.stringify(read(form))), 600);
    });
    form.addEventListener("submit", () => { clearTimeout(timer); localStorage.removeItem(key); });
  };
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-forget-drafts]")) return;
    Object.keys(localStorage).filter((key) => key.startsWith(prefix)).forEach((key) => localStorage.removeItem(key));
  });

  // the hash of a chosen file, computed here, to compare with what the server says it received
  const hash = async (input) => {
    const list = input.parentElement.querySelector(".chosen") ?? input.insertAdjacentElement("afterend", Object.assign(document.createElement("ul"), { className: "chosen" }));
    list.replaceChildren();
    for (const file of input.files) {
      const row = list.appendChild(document.createElement("li"));
      row.textContent = file.name;
      if (!crypto.subtle || file.size > 200e6) continue;
      const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
      const fours = [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("").match(/.{4}/g);
      row.append(" ", Object.assign(document.createElement("code"), { textContent: `${fours.slice(0, 3).join(" ")} … ${fours.at(-1)}` }));
    }
  };
  document.addEventListener("change", (event) => { if (event.target.matches("input[type=file]")) hash(event.target); });
  document.addEventListener("htmx:xhr:progress", (event) => {
    const bar = event.target.querySelector?.("progress[data-upload]");
    if (bar && event.detail.lengthComputable) { bar.hidden = false; bar.max = event.detail.total; bar.value = event.detail.loaded; }
  });

  // what comes with a page or is swapped into it
  const dress = (root) => {
    each("[data-dismiss]:not([data-dressed])", (note) => {
      const button = make("×", "link");
      button.setAttribute("aria-label", words.close);
      button.onclick = () => note.remove();
      note.append(button);
      note.dataset.dressed = "yes";
    }, root);
    each("code[data-copy]:not([data-dressed])", (code) => {
      const button = make(words.copy, "link copy");
      button.onclick = async () => {
        await navigator.clipboard.writeText(code.dataset.copy);
        button.textContent = words.copied;
        setTimeout(() => { button.textContent = words.copy; }, 1500);
      };
      if (navigator.clipboard) code.after(button);
      code.dataset.dressed = "yes";
    }, root);
    each("form[data-draft]:not([data-dressed])", (form) => { draft(form); form.dataset.dressed = "yes"; }, root);
    each(".tabs [aria-current]", (tab) => { const row = tab.parentElement; row.scrollLeft = tab.offsetLeft - row.offsetLeft - (row.clientWidth - tab.clientWidth) / 2; }, root);
    each(".panel", (panel) => { if (panel.scrollWidth > panel.clientWidth) panel.tabIndex = 0; }, root);
    root.querySelector("[data-focus]")?.focus();
  };
  dress(document);
  document.addEventListener("htmx:load", (event) => { if (event.target !== document.body) dress(event.target); });
})();
