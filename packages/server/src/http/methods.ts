import type { FastifyInstance, FastifyRequest } from 'fastify';

/** Which methods the addresses of an app know. Call it before routes are registered. */
export function watchMethods(app: FastifyInstance): (request: FastifyRequest) => readonly string[] {
  const routes = new Map<string, { readonly address: RegExp; readonly methods: Set<string> }>();
  app.addHook('onRoute', ({ url, method }) => {
    const route = routes.get(url) ?? { address: addressesOf(url), methods: new Set<string>() };
    for (const one of typeof method === 'string' ? [method] : method) route.methods.add(one);
    routes.set(url, route);
  });
  // Looks at every route: it is asked only where none has answered.
  return ({ url }) => {
    const path = url.split('?', 1)[0] ?? '';
    const found = [...routes.values()].filter(({ address }) => address.test(path));
    return [...new Set(found.flatMap(({ methods }) => [...methods]))].sort();
  };
}

/** The addresses of a route: a parameter is one part of the path, `*` the rest of it. */
function addressesOf(url: string): RegExp {
  const pattern = url
    .split('/')
    .map((part) => {
      if (part === '*') return '.*';
      return part.startsWith(':') ? '[^/]+' : part.replace(/[^\w-]/g, '\\$&');
    })
    .join('/');
  return new RegExp(`^${pattern}$`);
}
