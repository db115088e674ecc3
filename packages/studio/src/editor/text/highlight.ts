import { HighlightStyle, StreamLanguage, type StreamParser, syntaxHighlighting } from '@codemirror/language';
import { tags } from '@lezer/highlight';

/** Words, texts, numbers and comments of the notation, for their colours. */
const parser: StreamParser<null> = {
  token(stream) {
    if (stream.eatSpace()) return null;
    if (stream.match('//')) {
      stream.skipToEnd();
      return 'comment';
    }
    if (stream.match(/^\/\*[^*]*\*\//)) return 'comment';
    if (stream.match(/^(?:'(?:[^'\\]|\\.)*'?|"(?:[^"\\]|\\.)*"?)/)) return 'string';
    if (stream.match(/^-?\d+(?:\.\d+)?/)) return 'number';
    if (stream.match(/^(?:true|false)\b/)) return 'number';
    if (stream.match(/^\.[A-Za-z_]\w*/)) return 'propertyName';
    if (stream.match(/^[A-Za-z_]\w*/)) return 'keyword';
    stream.next();
    return null;
  },
  languageData: { closeBrackets: { brackets: ['(', '[', '{', "'", '"'] } },
};

const colours = HighlightStyle.define([
  { tag: tags.keyword, color: 'var(--k-pine-ink)', fontWeight: '600' },
  { tag: tags.propertyName, color: 'var(--k-iris-ink)' },
  { tag: tags.string, color: 'var(--k-ember-ink)' },
  { tag: tags.number, color: 'var(--k-brick-ink)' },
  { tag: tags.comment, color: 'var(--mantine-color-dimmed)' },
]);

export const notation = [StreamLanguage.define(parser), syntaxHighlighting(colours)];
