/** Where this server is reached from outside, as the request itself says. */
export interface Origin {
  /** `http` or `https` */
  readonly protocol: string;
  /** With the port, e.g. `127.0.0.1:4400`. */
  readonly host: string;
}

/**
 * What `@segment/analytics-next` asks for before it sends anything: no destinations but this server, which speaks the
 * protocol of Segment.io. `apiHost` is without a scheme, because the client puts `protocol` before it.
 */
export function clientSettings(writeKey: string, origin: Origin) {
  return {
    integrations: {
      'Segment.io': {
        apiKey: writeKey,
        apiHost: `${origin.host}/v1`,
        protocol: origin.protocol,
        addBundledMetadata: false,
        unbundledIntegrations: [],
        maybeBundledConfigIds: {},
        versionSettings: { version: '4.4.7', componentTypes: ['browser'] },
      },
    },
    plan: {
      track: { __default: { enabled: true, integrations: {} } },
      identify: { __default: { enabled: true } },
      group: { __default: { enabled: true } },
    },
    edgeFunction: {},
    analyticsNextEnabled: true,
    middlewareSettings: {},
    enabledMiddleware: {},
    metrics: { sampleRate: 0 },
    legacyVideoPluginsEnabled: false,
    remotePlugins: [],
    autoInstrumentationSettings: { disableTraffic: true, sampleRate: 0 },
  };
}
