import type { ObjectSchema, Schema } from './schema';
import { flag, integer, listOf, mapOf, object, text } from './schema';

const seconds = (what: string): Schema => integer(`${what}, in seconds.`);

const relabel = listOf(
  'Changes of labels before metrics are sent, as Prometheus knows them.',
  object('One change.', {
    action: text('What is done, for instance keep, drop or replace.'),
    regex: text('What the source has to look like.'),
    replacement: text('What is written instead.'),
    separator: text('Between the values of several source labels.'),
    sourceLabels: listOf('Labels that are looked at.', text('Name of a label.')),
    targetLabel: text('Label that is written.'),
  }),
);

const metrics = {
  metrics: flag('Send metrics.'),
  metricsInterval: seconds('Time between two readings'),
  metricsRelabel: relabel,
};

const unixMetrics = {
  ...metrics,
  metricsCollectors: listOf('What of the system is measured.', text('Name of a collector.')),
};

const part = (doc: string, fields: Readonly<Record<string, Schema>>): ObjectSchema => object(doc, fields);

/** What switches tell. */
export const fabricObservability = part('What switches tell of themselves.', {
  agent: part('The agent on the switches.', { ...metrics, logs: flag('Send its log.') }),
  unix: part('The system of the switches.', { ...unixMetrics, syslog: flag('Send its log.') }),
});

/** What gateways tell. */
export const gatewayObservability = part('What gateways tell of themselves.', {
  dataplane: part('The part that forwards packets.', metrics),
  frr: part('The routing daemon.', metrics),
  unix: part('The system of the gateways.', unixMetrics),
});

const access: Readonly<Record<string, Schema>> = {
  url: text('Where it is sent.'),
  labels: mapOf('Labels that are added; the key is the label.', text('Value of the label.')),
  basicAuth: object('Name and password.', { username: text('The name.'), password: text('The password.') }),
  bearerToken: text('A token instead of name and password.'),
  caPEM: text('Certificate of the authority that signed the receiver’s.'),
  certPEM: text('Certificate of the receiver.'),
  insecureSkipVerify: flag('Do not check who the receiver is.'),
};

const interval = { sendIntervalSeconds: seconds('Time between two sendings') };
const proxied = { useControlProxy: flag('Send through the control node.') };

const receivers = (what: string, more: Readonly<Record<string, Schema>> = {}): Schema =>
  mapOf(`${what}; the key is a name of your own.`, object('One receiver.', { ...access, ...more }));

/** Who is told by everything. */
export const observability = object('Where measurements and logs go.', {
  defaults: text('Which set of defaults holds.'),
  labels: mapOf('Labels of everything that is sent; the key is the label.', text('Value of the label.')),
  targets: object('The receivers.', {
    loki: receivers('Receivers of logs'),
    prometheus: receivers('Receivers of metrics', interval),
    pyroscope: receivers('Receivers of profiles'),
  }),
});

/** The older way of saying it, for switches only. */
export const alloyConfig = object('What switches send, and where to.', {
  agentScrapeIntervalSeconds: seconds('Time between two readings of the agent'),
  collectSyslogEnabled: flag('Send the system’s log.'),
  controlProxyURL: text('The control node’s proxy.'),
  lokiTargets: receivers('Receivers of logs', proxied),
  prometheusTargets: receivers('Receivers of metrics', { ...interval, ...proxied }),
  unixExporterCollectors: listOf('What of the system is measured.', text('Name of a collector.')),
  unixExporterEnabled: flag('Measure the system.'),
  unixScrapeIntervalSeconds: seconds('Time between two readings of the system'),
});
