import { isRecord } from './connection.js';

export interface StreamMessage {
  readonly event: string;
  readonly data: Record<string, unknown>;
}

/** The messages of a server-sent stream until it ends or `stop` is given; comments and empty messages are passed over. */
export async function* readStream(response: Response, stop: AbortSignal): AsyncGenerator<StreamMessage> {
  if (response.body === null) return;
  const decoder = new TextDecoder();
  let rest = '';
  try {
    for await (const chunk of response.body) {
      rest += decoder.decode(chunk, { stream: true });
      let end = rest.indexOf('\n\n');
      while (end !== -1) {
        const message = parseBlock(rest.slice(0, end));
        rest = rest.slice(end + 2);
        if (message !== null) yield message;
        end = rest.indexOf('\n\n');
      }
    }
  } catch (error) {
    if (!stop.aborted) throw error;
  }
}

function parseBlock(block: string): StreamMessage | null {
  let event = 'message';
  const data: string[] = [];
  for (const line of block.split('\n')) {
    if (line.startsWith('event:')) event = line.slice(6).trim();
    else if (line.startsWith('data:')) data.push(line.slice(5).trimStart());
  }
  if (data.length === 0) return null;
  const parsed: unknown = JSON.parse(data.join('\n'));
  return isRecord(parsed) ? { event, data: parsed } : null;
}
