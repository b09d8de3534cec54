"""What only the browser knows: how wide the window is, light or dark, whether it draws maps, which keys are pressed.

Streamlit tells Python nothing of the width, and a timeline laid out for a desk cannot be squeezed onto a phone: its
labels would lie over each other. The scripts here are the only ones in the browser. The first reports a step, not
pixels, and only when the step differs from the one already known, so that resizing hardly ever reruns a page. It also
reports when the reader turns to light or dark, which Streamlit does not: figures are drawn in Python and would stay in
the colours of before.
Presentation mode alone asks for pixels, because a slide must fill the screen it is shown on, and for keys, while its
buttons are hidden. The page Search alone puts the cursor into its field, which Streamlit cannot: who pressed Ctrl+K
goes on typing, and no letter is lost on the way. A thing that was opened is brought into view, wherever it was picked:
what it is opened from may be a figure of 1,300 px. Who opens a popover with the keyboard is led into it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import streamlit as st

_SCRIPT = """
// What Python knows, and what it was told last: both outlive a call, whose watchers may still be there at the next one.
let known = {}, told = "", sent = "", said = "";
// Old machines and remote desktops have no WebGL, without which a live map is an empty box. Asked once.
const context = document.createElement("canvas").getContext("webgl2");
const maps = context ? "live" : "none";
context?.getExtension("WEBGL_lose_context")?.loseContext();
// What a popover holds stands at the very end of the page, a hundred and more steps of Tab from its button: who opens
// one with the keyboard is led into it, and back to the button on leaving it.
const box = '[data-testid="stPopoverBody"]';
let door = null;
const lead = (event) => {
  const at = document.activeElement;
  if (event.key === "Escape" && at?.closest(box)) {
    const leave = new MutationObserver(() => {
      if (document.querySelector(box)) return;
      leave.disconnect();
      if (document.activeElement === document.body) door?.focus();
    });
    leave.observe(document.body, { childList: true, subtree: true });
  }
  if (!["Enter", " "].includes(event.key) || !at?.closest('[data-testid="stPopover"]')) return;
  if (document.querySelector(box)) return;
  door = at;
  const enter = () => {
    const first = document.querySelector(box)?.querySelector('button, input, a[href], [role="tab"], [role="radio"]');
    first?.focus();
    return Boolean(first);
  };
  const watch = new MutationObserver(() => enter() && watch.disconnect());
  watch.observe(document.body, { childList: true, subtree: true });
};
// In a narrow window the sidebar lies over the page: who has chosen a page from it, or the search, is shown that one.
const side = '[data-testid="stSidebar"]';
const giveWay = () => {
  const page = document.querySelector('[data-testid="stMain"]').getBoundingClientRect();
  const covered = page.left < (document.querySelector(side)?.getBoundingClientRect().right ?? 0);
  if (covered) document.querySelector('[data-testid="stSidebarCollapseButton"] button')?.click();
};
window.addEventListener("click", ({ target, ctrlKey, metaKey }) => {
  const chosen = target.closest?.(`${side} :is([data-testid="stPageLink"] a, .st-key-find button)`);
  if (chosen && !ctrlKey && !metaKey) giveWay();
});
// Who presses Ctrl+K goes on typing, and the page Search comes from the server: what is typed until its field is there
// is held, and poured into the field when it gets the cursor. Ten seconds at most; any other key ends it.
let held = null, since = 0;
const editable = (at) => at?.isContentEditable || ["INPUT", "TEXTAREA"].includes(at?.tagName);
window.addEventListener("keydown", (event) => {
  const chord = event.ctrlKey || event.metaKey;
  if (chord && event.key.toLowerCase() === "k") {
    held = document.querySelector(".st-key-find") && !editable(document.activeElement) ? "" : null;
    since = Date.now();
    if (held !== null) giveWay();
    return;
  }
  if (held === null || ["Control", "Meta", "Shift"].includes(event.key)) return;
  const kept = !chord && !event.altKey && Date.now() - since < 10000;
  if (kept && event.key.length === 1) held += event.key;
  else if (kept && event.key === "Backspace") held = held.slice(0, -1);
  else if (kept && event.key === "Enter") held += "\\n";
  else { held = null; return; }
  event.preventDefault();
  event.stopImmediatePropagation();
}, true);
window.addEventListener("lodestone-find", ({ detail: field }) => {
  const [words, ...entered] = (held ?? "").split("\\n");
  held = null;
  if (words) document.execCommand("insertText", false, words);
  const enter = { key: "Enter", code: "Enter", keyCode: 13, bubbles: true };
  if (words && entered.length) field.dispatchEvent(new KeyboardEvent("keydown", enter));
});
export default function ({ setStateValue, setTriggerValue, data }) {
  known = data;
  if (maps === known.maps) said = "";
  else if (maps !== said) { said = maps; setStateValue("maps", maps); }
  const app = document.querySelector('[data-testid="stApp"]');
  const main = document.querySelector('[data-testid="stMainBlockContainer"]') ?? document.documentElement;
  const tell = () => {
    const { paddingLeft, paddingRight } = getComputedStyle(main);
    const width = main.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
    // For the rules of paper: a figure is as wide as it was drawn for the screen.
    if (!matchMedia("print").matches) document.documentElement.style.setProperty("--drawn", Math.max(width, 1));
    const step = data.step.includes("x") ? `${window.innerWidth}x${window.innerHeight}`
      : width < 600 ? "narrow" : width < 820 ? "small" : width < 1000 ? "tablet" : width < 1440 ? "medium" : "wide";
    app.dataset.room = step === known.step ? "known" : "told";
    if (step === known.step) sent = "";
    else if (step !== sent) { sent = step; setStateValue("step", step); }
  };
  tell();
  // A sidebar that opens takes room too, without a change of the window.
  const ruler = new ResizeObserver(tell);
  ruler.observe(main);
  window.addEventListener("resize", tell);
  window.addEventListener("keydown", lead, true);
  const look = () => {
    const [red, green, blue] = getComputedStyle(app).backgroundColor.match(/[0-9.]+/g).map(Number);
    const shown = red + green + blue < 384 ? "dark" : "light";
    if (shown === known.theme) told = "";
    else if (shown !== told) { told = shown; setTriggerValue("theme", shown); }
  };
  look();
  const watch = new MutationObserver(look);
  watch.observe(app, { attributes: true, attributeFilter: ["class"] });
  return () => {
    window.removeEventListener("resize", tell);
    window.removeEventListener("keydown", lead, true);
    ruler.disconnect();
    watch.disconnect();
  };
}
"""
_KEYS = """
export default function ({ setTriggerValue }) {
  const press = (event) => {
    if (["ArrowLeft", "ArrowRight", "Escape"].includes(event.key)) setTriggerValue("key", event.key);
  };
  window.addEventListener("keydown", press);
  return () => window.removeEventListener("keydown", press);
}
"""
_FOCUS = """
// How often the reader had asked for the field when it last got the cursor, and the visits that it was given it.
let answered = 0;
const visits = new WeakSet();
export default function ({ data, parentElement }) {
  const asked = data.asked > answered;
  const due = asked || (data.empty && !visits.has(parentElement));
  answered = data.asked;
  visits.add(parentElement);
  if (!due) return;
  const give = () => {
    const field = document.querySelector(`[data-testid="stMain"] .st-key-${data.key} input`);
    // Who was there first and is typing keeps what was typed.
    if (field && (asked || document.activeElement !== field)) {
      field.focus();
      field.select();
      window.dispatchEvent(new CustomEvent("lodestone-find", { detail: field }));
    }
    return Boolean(field);
  };
  if (give()) return;
  const watch = new MutationObserver(() => give() && watch.disconnect());
  watch.observe(document.body, { childList: true, subtree: true });
  return () => watch.disconnect();
}
"""
_REVEAL = """
// What was opened on which page when a thing was last brought into view, and how that one is let go.
let page = "", opened = {}, letGo = () => {};
const moves = ["wheel", "touchstart", "pointerdown", "keydown"];
export default function ({ data }) {
  const arrived = data.page !== page;
  const fresh = Object.keys(data.opened).find((name) => data.opened[name] !== (arrived ? undefined : opened[name]));
  page = data.page;
  opened = data.opened;
  if (!fresh || (arrived && location.hash)) return;
  letGo();
  const part = () => document.querySelector(`[data-testid="stMain"] .st-key-opened_${fresh}`);
  const { top } = part()?.getBoundingClientRect() ?? { top: -1 };
  if (!arrived && top >= 0 && top < window.innerHeight / 2) return;
  const bring = () => {
    // The page's own bar lies over its upper edge.
    part()?.style.setProperty("scroll-margin-top", "4.5rem");
    part()?.scrollIntoView({ block: "start", behavior: "instant" });
  };
  // It is drawn after this, and figures above it get their height late: it is held in view until the reader moves.
  const watch = new ResizeObserver(bring);
  watch.observe(document.querySelector('[data-testid="stMainBlockContainer"]'));
  letGo = () => { watch.disconnect(); moves.forEach((move) => window.removeEventListener(move, letGo, true)); };
  moves.forEach((move) => window.addEventListener(move, letGo, true));
}
"""
_SEEN, _KEY, _MAPS = "window_step", "window", "window_maps"
_SIZE, _SIZE_KEY = "window_size", "window_in_pixels"


def viewport_step() -> str:
    """How wide the page is: 'narrow' (a phone), 'small', 'tablet', 'medium' (a laptop) or 'wide'."""
    seen = _step()
    component = st.components.v2.component("lodestone_window", js=_SCRIPT)
    component(key=_KEY, data=_known(seen), on_step_change=_take, on_theme_change=_redraw, on_maps_change=_take_maps)
    return seen


def _step() -> str:
    """What the browser told; until then a guess by its name, so that no phone is first shown what is for a desk."""
    told = st.session_state.get(_SEEN)
    return str(told or ("narrow" if "Mobi" in (st.context.headers.get("User-Agent") or "") else "medium"))


def theme() -> str:
    """'light' or 'dark', as the reader's browser shows it in this run."""
    return st.context.theme.type or "light"


def _known(step: str) -> dict[str, str]:
    return {"step": step, "theme": theme(), "maps": "live" if draws_maps() else "none"}


def _redraw() -> None:
    """The run that follows draws everything anew, in the colours that the browser then tells."""


def is_narrow() -> bool:
    """Whether the reader's window is as narrow as a phone, as far as the browser has told or its name says."""
    return _step() == "narrow"


def draws_maps() -> bool:
    """Whether the reader's browser can draw a live map; it is thought to until it tells otherwise."""
    return bool(st.session_state.get(_MAPS) != "none")


def _take_maps() -> None:
    st.session_state[_MAPS] = st.session_state[_KEY].get("maps")


def _take() -> None:
    step = st.session_state[_KEY].get("step")
    if step in {"narrow", "small", "tablet", "medium", "wide"}:
        st.session_state[_SEEN] = step


def viewport_size() -> tuple[int, int]:
    """Width and height of the window in px; a full-HD screen until the browser has told."""
    seen = str(st.session_state.get(_SIZE, "1920x1080"))
    component = st.components.v2.component("lodestone_window", js=_SCRIPT)
    # A slide holds no live map: what the browser says of them is not kept.
    component(
        key=_SIZE_KEY,
        data=_known(seen),
        on_step_change=_take_size,
        on_theme_change=_redraw,
        on_maps_change=lambda: None,
    )
    width, height = seen.split("x")
    return int(width), int(height)


def _take_size() -> None:
    step = str(st.session_state[_SIZE_KEY].get("step"))
    if re.fullmatch(r"\d{2,5}x\d{2,5}", step):
        st.session_state[_SIZE] = step


def pressed_keys(take: Callable[[str], None]) -> None:
    """Call `take` with 'ArrowLeft', 'ArrowRight' or 'Escape' when the reader presses it."""

    def taken() -> None:
        if key := st.session_state["pressed_keys"].get("key"):
            take(str(key))

    component = st.components.v2.component("lodestone_keys", js=_KEYS)
    component(key="pressed_keys", on_key_change=taken)


def give_focus(key: str, asked: int, *, empty: bool) -> None:
    """Put the cursor into the text field `key` of the page: on each new asking, and on arrival while it is empty."""
    component = st.components.v2.component("lodestone_focus", js=_FOCUS)
    component(key="focus", data={"key": key, "asked": asked, "empty": empty})


def bring_into_view(page: str, opened: Mapping[str, str]) -> None:
    """Bring the container `opened_…` of a filter into view: on arrival at a page, and when its value is another."""
    component = st.components.v2.component("lodestone_reveal", js=_REVEAL)
    component(key="reveal", data={"page": page, "opened": dict(opened)})
