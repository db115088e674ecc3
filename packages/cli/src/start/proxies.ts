import type { startServer } from '@kindred/server';

type ProxyOptions = Pick<Parameters<typeof startServer>[0], 'trustProxy' | 'locationHeaders'>;

/** What is believed of a proxy in front of the server, from the environment; nothing where it names nothing. */
export function proxiesFrom(env: Readonly<Record<string, string | undefined>>): ProxyOptions {
  const trusted = env.KINDRED_TRUST_PROXY;
  const country = env.KINDRED_COUNTRY_HEADER;
  const region = env.KINDRED_REGION_HEADER;
  const city = env.KINDRED_CITY_HEADER;
  return {
    ...(trusted === undefined || trusted === '' ? {} : { trustProxy: trusted === 'true' ? true : trusted }),
    locationHeaders: { country, region, city },
  };
}
