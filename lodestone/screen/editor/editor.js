// Lodestone's SQL editor: CodeMirror 6 as a component of the page. Built with esbuild; see lodestone/screen/editor/README.md.
import { autocompletion, acceptCompletion, closeCompletion, completionKeymap, closeBrackets } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentLess, indentMore } from "@codemirror/commands";
import { sql, PostgreSQL } from "@codemirror/lang-sql";
import { HighlightStyle, syntaxHighlighting, bracketMatching } from "@codemirror/language";
import { Compartment, EditorState, Prec, StateEffect, StateField } from "@codemirror/state";
import { Decoration, drawSelection, EditorView, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const WAIT = 900; // ms without a key before the page is told what stands here
const JUST = 150; // ms for which a click belongs to what took the focus away
const KEPT = 20000; // ms that a link waits at most for the page to keep what was typed
const mark = StateEffect.define();
const marks = StateField.define({
  create: () => Decoration.none,
  update(found, change) {
    found = found.map(change.changes);
    for (const effect of change.effects) if (effect.is(mark)) found = effect.value;
    return change.docChanged ? Decoration.none : found;
  },
  provide: (field) => EditorView.decorations.from(field),
});

function look(dark) {
  const ink = dark ? "#F2EFE8" : "#1B1B1B", page = dark ? "#1F1E1B" : "#FFFFFF", mute = dark ? "#B9B4A9" : "#5F5B54";
  const line = dark ? "#57534A" : "#B9B4A9", gold = dark ? "#D9B45B" : "#7D5A10";
  const words = HighlightStyle.define([
    { tag: tags.keyword, color: dark ? "#9CBDF9" : "#1D4689", fontWeight: "600" },
    { tag: [tags.string, tags.special(tags.string)], color: dark ? "#62C4B8" : "#146B61" },
    { tag: [tags.number, tags.bool, tags.null], color: dark ? "#F09A7C" : "#963F22" },
    { tag: [tags.comment, tags.lineComment, tags.blockComment], color: mute, fontStyle: "italic" },
    { tag: [tags.typeName, tags.standard(tags.name)], color: dark ? "#D79BE6" : "#7D3A91" },
  ]);
  const theme = EditorView.theme({
    "&": { color: ink, backgroundColor: page, border: `1px solid ${line}`, borderRadius: "4px", fontSize: "13.5px" },
    "&.cm-focused": { outline: `2px solid ${gold}`, outlineOffset: "-1px" },
    ".cm-content": { caretColor: ink, fontFamily: "monospace", padding: "8px 0" },
    ".cm-gutters": { backgroundColor: page, color: mute, border: "none" },
    ".cm-cursor": { borderLeftColor: ink },
    ".cm-scroller": { maxHeight: "26rem", overflow: "auto" },
    "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
      backgroundColor: dark ? "#4C390F" : "#E6D39B",
    },
    ".cm-tooltip": { backgroundColor: dark ? "#2A2925" : "#FFFFFF", color: ink, border: `1px solid ${line}` },
    ".cm-tooltip-autocomplete > ul > li[aria-selected]": { backgroundColor: dark ? "#4C390F" : "#E6D39B", color: ink },
    ".cm-completionDetail": { color: mute, fontStyle: "normal" },
    ".cm-wrong": { textDecoration: `underline wavy ${dark ? "#F09A7C" : "#963F22"}`, textUnderlineOffset: "4px" },
  }, { dark });
  return [theme, syntaxHighlighting(words)];
}

function completions(data) {
  const schema = {};
  for (const [table, columns] of Object.entries(data.tables)) {
    schema[table] = columns.map(([name, type]) => ({ label: name, detail: type, type: "property" }));
  }
  const language = sql({ dialect: PostgreSQL, schema, upperCaseKeywords: true });
  const parameters = (context) => {
    const word = context.matchBefore(/\$\w*/);
    return word && { from: word.from, options: data.parameters.map((name) => ({ label: "$" + name, type: "variable" })) };
  };
  // Columns complete without their table's name as well: of the tables that the statement names.
  const columns = (context) => {
    const word = context.matchBefore(/\w+/);
    if (!word || (word.from === word.to && !context.explicit)) return null;
    const text = context.state.doc.toString().toLowerCase();
    const options = [];
    const seen = new Set();
    for (const [table, found] of Object.entries(data.tables)) {
      if (!new RegExp("\\b" + table + "\\b").test(text)) continue;
      for (const [name, type] of found) {
        if (!seen.has(name)) options.push({ label: name, detail: table + " · " + type, type: "property", boost: 1 });
        seen.add(name);
      }
    }
    return { from: word.from, options, validFor: /^\w*$/ };
  };
  const more = PostgreSQL.language.data;
  return [language, more.of({ autocomplete: parameters }), more.of({ autocomplete: columns })];
}

function wrongAt(state, wrong) {
  if (!wrong || !wrong.line || wrong.line > state.doc.lines) return Decoration.none;
  const line = state.doc.line(wrong.line);
  const from = Math.min(line.to, line.from + wrong.column - 1);
  const to = Math.min(line.to, from + Math.max(1, wrong.word.length));
  return to > from ? Decoration.set([Decoration.mark({ class: "cm-wrong" }).range(from, to)]) : Decoration.none;
}

export function mount(component) {
  const { parentElement, data, setStateValue, setTriggerValue } = component;
  const host = parentElement.querySelector("[data-editor]");
  let held = host.held;
  if (!held) {
    held = host.held = { looks: new Compartment(), language: new Compartment(), timer: 0, at: -Infinity };
    held.tell = () => {
      clearTimeout(held.timer);
      const text = held.view.state.doc.toString();
      if (text === held.told) return;
      held.set("sql", (held.told = text));
      held.at = performance.now();
    };
    // A link that takes the focus away would be followed at once, and what was typed be sent a moment later and ask for
    // this page again, or be lost with the view that was to keep it: the link waits until it is kept.
    held.follow = (event) => {
      const link = event.target.closest?.("a[href]");
      const plain = event.isTrusted && !event.ctrlKey && !event.metaKey && !event.shiftKey;
      if (!link || !plain || performance.now() - held.at > JUST) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const kept = () => {
        const app = document.querySelector('[data-testid="stApp"]');
        const done = held.said === held.told && app?.dataset.testScriptState === "notRunning";
        if (!done && performance.now() - held.at < KEPT) setTimeout(kept, 50);
        else if (link.isConnected) link.click();
        else location.assign(link.href);
      };
      kept();
    };
    document.addEventListener("click", held.follow, true);
    held.run = () => {
      clearTimeout(held.timer);
      closeCompletion(held.view); // the list would lie over the answer
      held.told = held.view.state.doc.toString();
      held.trigger("run", { sql: held.told, at: Date.now() });
      return true;
    };
    held.told = data.sql;
    held.view = new EditorView({
      parent: host,
      root: parentElement instanceof ShadowRoot ? parentElement : document,
      state: EditorState.create({
        doc: data.sql,
        extensions: [
          Prec.highest(keymap.of([{ key: "Mod-Enter", run: held.run }, { key: "Tab", run: acceptCompletion }])),
          lineNumbers(), history(), drawSelection(), bracketMatching(), closeBrackets(), marks,
          autocompletion({ icons: false }), EditorView.lineWrapping,
          // Tab leaves the editor, as everywhere on the page; Ctrl-] and Ctrl-[ indent.
          keymap.of([{ key: "Mod-]", run: indentMore }, { key: "Mod-[", run: indentLess },
            ...completionKeymap, ...historyKeymap, ...defaultKeymap]),
          EditorView.contentAttributes.of({ "aria-label": data.label, autocapitalize: "off", autocorrect: "off", spellcheck: "false" }),
          EditorView.updateListener.of((change) => {
            if (change.docChanged) { clearTimeout(held.timer); held.timer = setTimeout(held.tell, WAIT); }
          }),
          EditorView.domEventHandlers({ blur: () => { held.tell(); return false; } }),
          held.looks.of(look(data.dark)), held.language.of(completions(data)),
        ],
      }),
    });
    held.dark = data.dark;
    held.names = JSON.stringify([data.tables, data.parameters]);
    held.version = data.version;
  }
  held.said = data.sql;
  held.set = setStateValue;
  held.trigger = setTriggerValue;
  const view = held.view, effects = [];
  if (data.dark !== held.dark) effects.push(held.looks.reconfigure(look((held.dark = data.dark))));
  const names = JSON.stringify([data.tables, data.parameters]);
  if (names !== held.names) { held.names = names; effects.push(held.language.reconfigure(completions(data))); }
  if (data.version !== held.version) {
    // Changed from elsewhere (undo, another notebook): what the page says replaces what stands here.
    held.version = data.version;
    held.told = data.sql;
    view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: data.sql } });
  }
  effects.push(mark.of(wrongAt(view.state, view.state.doc.toString() === data.sql ? data.wrong : null)));
  view.dispatch({ effects });
  return () => {
    clearTimeout(held.timer);
    document.removeEventListener("click", held.follow, true);
    view.destroy();
    host.held = null;
  };
}
