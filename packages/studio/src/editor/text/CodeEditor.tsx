import { acceptCompletion, autocompletion, closeBrackets, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { bracketMatching } from '@codemirror/language';
import { type Diagnostic, setDiagnostics } from '@codemirror/lint';
import { EditorState } from '@codemirror/state';
import { EditorView, keymap, lineNumbers } from '@codemirror/view';
import { useEffect, useEffectEvent, useRef } from 'react';
import { completeNotation, type Vocabulary } from './completion.js';
import { notation } from './highlight.js';

interface CodeEditorProps {
  /** What is shown; another text replaces what stands there. */
  readonly text: string;
  readonly label: string;
  readonly diagnostics: readonly Diagnostic[];
  readonly vocabulary: Vocabulary;
  onChange(text: string): void;
}

const theme = EditorView.theme({
  '&': { fontSize: '13.5px', backgroundColor: 'var(--k-raised)', borderRadius: 'var(--mantine-radius-md)' },
  '&.cm-focused': { outline: '2px solid var(--k-known)', outlineOffset: '1px' },
  '.cm-scroller': { fontFamily: 'var(--mantine-font-family-monospace)', lineHeight: '1.65', maxHeight: '70vh' },
  '.cm-content': { caretColor: 'var(--k-ink-strong)', padding: '12px 0' },
  '.cm-gutters': { backgroundColor: 'transparent', border: 'none', color: 'var(--mantine-color-dimmed)' },
  '.cm-cursor': { borderLeftColor: 'var(--k-ink-strong)' },
  '&.cm-focused .cm-selectionBackground, .cm-selectionBackground': { backgroundColor: 'var(--k-pine-wash) !important' },
  '.cm-tooltip': {
    backgroundColor: 'var(--k-surface)',
    border: '1px solid var(--k-line)',
    borderRadius: 'var(--mantine-radius-sm)',
  },
  '.cm-tooltip-autocomplete ul li[aria-selected]': {
    backgroundColor: 'var(--k-pine-wash)',
    color: 'var(--k-pine-ink)',
  },
  '.cm-completionDetail': { color: 'var(--mantine-color-dimmed)', fontStyle: 'normal' },
});

/** A text field for the notation: colours, completion, and what is wrong marked where it stands. Escape, then Tab leaves it. */
export default function CodeEditor({ text, label, diagnostics, vocabulary, onChange }: CodeEditorProps) {
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const changed = useEffectEvent(onChange);
  const first = useEffectEvent(() => ({ text, label }));
  const words = useEffectEvent(() => vocabulary);

  useEffect(() => {
    if (place.current === null) return;
    const opened = first();
    const editor = new EditorView({
      parent: place.current,
      state: EditorState.create({
        doc: opened.text,
        extensions: [
          lineNumbers(),
          history(),
          bracketMatching(),
          closeBrackets(),
          notation,
          theme,
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({ 'aria-label': opened.label }),
          autocompletion({
            icons: false,
            override: [
              (context) =>
                completeNotation({
                  ...words(),
                  propertiesOf: (event) => words().propertiesOf(event),
                  values: (...asked) => words().values(...asked),
                })(context),
            ],
          }),
          keymap.of([{ key: 'Tab', run: acceptCompletion }, ...completionKeymap, ...historyKeymap, ...defaultKeymap]),
          EditorView.updateListener.of((update) => {
            const own = update.transactions.some(
              (each) =>
                each.isUserEvent('input') ||
                each.isUserEvent('delete') ||
                each.isUserEvent('undo') ||
                each.isUserEvent('redo') ||
                each.isUserEvent('move'),
            );
            if (update.docChanged && own) changed(update.state.doc.toString());
          }),
        ],
      }),
    });
    view.current = editor;
    return () => {
      editor.destroy();
      view.current = null;
    };
  }, []);

  useEffect(() => {
    const editor = view.current;
    if (editor === null || editor.state.doc.toString() === text) return;
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: text } });
  }, [text]);

  useEffect(() => {
    const editor = view.current;
    if (editor === null) return;
    const { length } = editor.state.doc;
    const within = diagnostics.map((each) => ({
      ...each,
      from: Math.min(each.from, length),
      to: Math.min(each.to, length),
    }));
    editor.dispatch(setDiagnostics(editor.state, within));
  }, [diagnostics]);

  return <div ref={place} />;
}
