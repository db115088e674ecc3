import { translator } from '../language/translator.js';

export interface CodeSnippet {
  readonly id: string;
  readonly label: string;
  readonly code: string;
  readonly note: string | null;
}

/** Code that asks whether a visitor is in a segment. Only public segments can be asked about with a decide key. */
export function decideSnippets(
  origin: string,
  keys: { readonly write: string; readonly decide: string },
  segment: string,
  isPublic: boolean,
): readonly CodeSnippet[] {
  const t = translator('segments');
  const secret = t('use.secret');
  const browser: CodeSnippet = {
    id: 'browser',
    label: t('use.page'),
    code: `<script src="${origin}/kindred.js"></script>
<script>
  kindred.load({ writeKey: '${keys.write}', decideKey: '${keys.decide}', host: '${origin}' });
  kindred.page();
  kindred.decide().then(({ keys }) => {
    if (keys.includes('${segment}')) document.documentElement.classList.add('is-${segment}');
  });
</script>`,
    note: t('use.pageKeys'),
  };
  const node: CodeSnippet = {
    id: 'node',
    label: 'Node',
    code: `const answer = await fetch('${origin}/v1/decide', {
  method: 'POST',
  headers: {
    Authorization: \`Bearer \${process.env.KINDRED_API_KEY}\`,
    'Content-Type': 'application/json',
  },
  body: JSON.stringify({
    userId: user.id,
    context: { page: { url: request.url }, userAgent: request.headers['user-agent'], ip: request.ip },
  }),
});
const { keys } = await answer.json();
const isMember = keys.includes('${segment}');`,
    note: secret,
  };
  const curl: CodeSnippet = {
    id: 'curl',
    label: 'curl',
    code: `curl ${origin}/v1/decide \\
  -H "Authorization: Bearer $KINDRED_API_KEY" \\
  -H "Content-Type: application/json" \\
  -d '{"userId": "u-1", "segments": ["${segment}"]}'`,
    note: secret,
  };
  return isPublic ? [browser, node, curl] : [node, curl];
}
