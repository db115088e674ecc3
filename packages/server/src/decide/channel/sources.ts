import { aiAssistants, searchEngines, socialNetworks } from '../../generated/channel-sources.js';

/** What kind of place visitors come from; AI assistants are none of those that the channel rules ask about. */
export type SourceCategory = 'search' | 'social' | 'video' | 'shopping' | 'assistant';

/** Hosts that the published lists do not have, and names that campaigns give as their source instead of a host. */
const shops = `alibaba.com aliexpress.com allegro.pl amazon.{} ebay.{} etsy.com flipkart.com idealo.{} kaufland.{}
  mercadolibre.com mercadolivre.com.br otto.de rakuten.{} shop.app shopify.com shopping.google.com shopzilla.com target.com
  temu.com walmart.com zalando.{} alibaba aliexpress amazon ebay etsy idealo shopify shopzilla walmart`;
const videos = `dailymotion.com disneyplus.com hulu.com iqiyi.com netflix.com twitch.tv vimeo.com wistia.com youku.com
  youtu.be youtube.com dailymotion disneyplus hulu iqiyi netflix twitch vimeo wistia youku youtube yt`;
const networks = `whatsapp.com quora.com bluesky discord facebook fb flickr ig instagram insta linkedin mastodon pinterest
  quora reddit snapchat telegram threads tiktok tumblr twitter vk vkontakte wechat weibo whatsapp x xing`;
const engines = `com.google.android.googlequicksearchbox aol ask baidu bing brave daum duckduckgo ecosia google kagi lycos
  mojeek naver qwant rambler seznam sogou startpage swisscows yahoo yandex`;
const assistants = 'chatgpt claude copilot deepseek gemini grok mistral perplexity';

/** Hosts of more are not looked at further. */
const mostLabels = 10;

interface Category {
  readonly category: SourceCategory;
  readonly hosts: ReadonlySet<string>;
  /** Hosts with a path, where only a part of a site is meant. */
  readonly places: readonly string[];
  /** Whether what lies below a host belongs to it: m.facebook.com does, mail.google.com is no search engine. */
  readonly below: boolean;
}

/** The first that fits: assistants and networks are on the list of search engines too. */
const categories: readonly Category[] = [
  category('assistant', `${aiAssistants} ${assistants}`, true),
  category('video', videos, true),
  category('shopping', shops, true),
  category('social', `${socialNetworks} ${networks}`, true),
  category('search', `${searchEngines} ${engines}`, false),
];

function category(name: SourceCategory, list: string, below: boolean): Category {
  const all = list.split(/\s+/).filter((each) => each !== '');
  return {
    category: name,
    hosts: new Set(all.filter((each) => !each.includes('/'))),
    places: all.filter((each) => each.includes('/') && !each.includes('{}')),
    below,
  };
}

/**
 * What kind of place a source is: a host or a campaign's own name for it, in lower case, and the path behind it where
 * that is known. Null for a place that is on no list. What a list names goes before what lies below a host of another.
 */
export function sourceCategory(source: string, path = ''): SourceCategory | null {
  const host = source.replace(/^www\./, '');
  const place = host + path;
  const named = categories.find(
    ({ hosts, places }) =>
      places.some((each) => place === each || place.startsWith(`${each}/`)) ||
      formsOf(host).some((form) => hosts.has(form)),
  );
  if (named !== undefined) return named.category;
  const above = hostsAbove(host).flatMap(formsOf);
  return categories.find(({ hosts, below }) => below && above.some((form) => hosts.has(form)))?.category ?? null;
}

/** The spellings under which a list may hold a host: `google.co.uk` as `google.{}`, `de.ask.com` as `{}.ask.com`. */
function formsOf(host: string): readonly string[] {
  const labels = host.split('.', mostLabels);
  const forms = [host];
  for (const ending of [1, 2]) {
    if (labels.length > ending) forms.push(`${labels.slice(0, -ending).join('.')}.{}`);
  }
  if (labels.length > 2) forms.push(`{}.${labels.slice(1).join('.')}`);
  if (labels.length > 3) forms.push(`${labels[0]}.{}.${labels.slice(2).join('.')}`);
  return forms;
}

/** `example.com` and `shop.example.com` of `de.shop.example.com`. */
function hostsAbove(host: string): readonly string[] {
  const labels = host.split('.', mostLabels);
  return labels.slice(1, -1).map((_, index) => labels.slice(index + 1).join('.'));
}
