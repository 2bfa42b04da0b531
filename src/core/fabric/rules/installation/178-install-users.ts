import type { Resource } from '../../model/model-file';
import { closestName } from '../../schema/closest-name';
import { showValue } from '../../schema/check-value';
import type { ValuePath } from '../../schema/check-value';
import { asName, asRecord, valueAt } from '../../value';
import { listWords } from '../words';
import type { InstallationRule, PlacedDraft } from '../rule';

const roles = ['admin', 'operator'];

/** Names that the system of the switches has for itself (fabricator, knownSwitchUsers). */
const systemNames = new Set(
  (
    'root daemon bin sys adm tty disk lp mail news uucp man proxy kmem dialout fax voice cdrom floppy tape sudo audio ' +
    'dip www-data backup operator list irc src gnats shadow utmp video sasl plugdev staff games users nogroup ' +
    'systemd-journal systemd-timesync systemd-network systemd-resolve docker redis netadmin secadmin messagebus ' +
    'input kvm render crontab i2c ssh systemd-coredump ntp frr hhagent alloy'
  ).split(' '),
);

/** The hash itself is nobody's business, so no message repeats it. */
function password(resource: Resource, whose: string, at: ValuePath): PlacedDraft[] {
  const hash = asName(valueAt(resource.value, [...at, 'password']));
  if (hash?.startsWith('$5$')) return [];
  const what = hash === null ? 'has no password hash' : 'has a password that is no SHA-256 hash ($5$…)';
  return [{ resource, at: [...at, 'password'], message: `${whose} ${what}; make one with \`openssl passwd -5\`` }];
}

function switchUser(resource: Resource, name: string, at: ValuePath): PlacedDraft[] {
  const role = valueAt(resource.value, [...at, 'role']);
  const near = typeof role === 'string' ? closestName(role, roles) : null;
  const hint = near === null ? '' : `; did you mean ${near}?`;
  const isKnown = typeof role === 'string' && roles.includes(role);
  const whose = `The switch user ${name}`;
  return [
    ...(isKnown
      ? []
      : [
          {
            resource,
            at: [...at, 'role'],
            message: `${whose} has the role ${showValue(role)}, not ${roles.join(' or ')}${hint}`,
          },
        ]),
    ...(systemNames.has(name)
      ? [
          {
            resource,
            at,
            onKey: true,
            message: `A switch user cannot be called ${name}: the switch has one of that name`,
          },
        ]
      : []),
    ...password(resource, whose, at),
  ];
}

export const installUsers: InstallationRule = {
  id: 'install-users',
  numbers: [178],
  kinds: ['Fabricator'],
  severity: 'error',
  title: 'There is a switch user admin with the role admin; users have a role, a free name and a hashed password',
  source: 'fabricator, Fabricator.Validate',
  looksAt: 'installation',
  check: ({ fabricators }) =>
    fabricators.flatMap((resource) => {
      const at = ['spec', 'config', 'fabric', 'defaultSwitchUsers'];
      const users = asRecord(valueAt(resource.value, at));
      const isAdmin = asRecord(users['admin'])['role'] === 'admin';
      const names = Object.keys(users);
      const who = names.length === 0 ? 'there are none' : `there is ${listWords(names)}`;
      return [
        ...(isAdmin
          ? []
          : [{ resource, at, onKey: true, message: `The switches need a user admin with the role admin; ${who}` }]),
        ...names.flatMap((name) => switchUser(resource, name, [...at, name])),
        ...password(resource, 'The user of the control nodes', ['spec', 'config', 'control', 'defaultUser']),
      ];
    }),
};
