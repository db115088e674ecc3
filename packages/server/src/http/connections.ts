import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/** Longest wait (ms) for requests under way when the server closes. */
const patience = 10_000;

/**
 * Keeps an eye on a server's connections, so that it can close without waiting for those on which nothing happens.
 * Browsers and clients open some in advance and never use them; Node counts these as busy for a minute.
 *
 * @returns to be called when the server has begun to close: lets requests under way finish, and hangs up everywhere else
 */
export function watchConnections(server: Server): () => void {
  const underWay = new Map<Socket, number>();
  let closing = false;
  server.on('connection', (socket) => {
    underWay.set(socket, 0);
    socket.on('close', () => underWay.delete(socket));
    if (closing) socket.destroy();
  });
  server.on('request', ({ socket }, response) => {
    underWay.set(socket, (underWay.get(socket) ?? 0) + 1);
    response.on('close', () => {
      const left = (underWay.get(socket) ?? 1) - 1;
      if (underWay.has(socket)) underWay.set(socket, left);
      if (closing && left === 0) socket.destroySoon();
    });
  });
  return () => {
    closing = true;
    for (const [socket, requests] of underWay) if (requests === 0) socket.destroySoon();
    setTimeout(() => server.closeAllConnections(), patience).unref();
  };
}
