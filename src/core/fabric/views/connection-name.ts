import type { ConnectionView } from './connection-view';
import { devicesOf } from './connection-view';

const joined = (...parts: (readonly string[] | string | undefined)[]): string | null => {
  const all = parts.flat();
  return all.some((part) => part === undefined || part === '') ? null : all.join('--');
};

/** The name that the fabric's own tools would give a connection (ConnectionSpec.GenerateName); null when unfit. */
export function usualConnectionName(view: ConnectionView): string | null {
  const of = (field: string): string | undefined => view.ends.find((end) => end.field === field)?.port?.device;
  switch (view.type) {
    case 'unbundled':
    case 'bundled':
      return joined(of('server'), view.type, of('switch'));
    case 'eslag':
    case 'mclag':
      return joined(of('server'), view.type, devicesOf(view, 'Switch').sort());
    case 'fabric':
      return joined(of('spine'), 'fabric', of('leaf'));
    case 'mesh':
      return joined(of('leaf1'), 'mesh', of('leaf2'));
    case 'gateway':
      return joined(of('switch'), 'gateway', of('gateway'));
    case 'mclagDomain':
      return joined(of('switch1'), 'mclag-domain', of('switch2'));
    case 'vpcLoopback':
      return joined(of('switch1'), 'vpc-loopback');
    case 'external':
      return joined(of('switch'), 'external');
    case 'staticExternal':
      return joined(of('switch'), 'static-external');
    case null:
      return null;
  }
}
