/** JSON values that may travel in properties, traits and context. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined };

export type Properties = Readonly<Record<string, Json | undefined>>;

export type MessageType = 'track' | 'page' | 'identify' | 'group' | 'alias';

/** One call in the Segment tracking format, as it stands in the queue. */
export interface Message {
  readonly type: MessageType;
  readonly messageId: string;
  /** ISO 8601, by the visitor's own clock; the server corrects it with the batch's `sentAt`. */
  readonly timestamp: string;
  readonly anonymousId: string;
  readonly userId?: string;
  readonly event?: string;
  readonly name?: string;
  readonly properties?: Properties;
  readonly traits?: Properties;
  readonly groupId?: string;
  readonly previousId?: string;
  readonly context: Properties;
}
