import type { Resource } from '../model/model-file';
import { remember } from '../model/remember';
import { asList, asName, asRecord, isRecord } from '../value';

export interface ExposeView {
  readonly at: readonly (string | number)[];
  readonly label: string;
  readonly isDefault: boolean;
  readonly ips: readonly Record<string, unknown>[];
  readonly as: readonly Record<string, unknown>[];
  /** Null when there is no translation. */
  readonly nat: Record<string, unknown> | null;
}

export interface SideView {
  /** As written: a VPC, or `ext.<external>`. */
  readonly key: string;
  readonly isExternal: boolean;
  readonly name: string;
  readonly at: readonly (string | number)[];
  readonly exposes: readonly ExposeView[];
}

/** The sides of a gateway peering as the rules read them. */
export const sidesOf: (resource: Resource) => readonly SideView[] = remember((resource: Resource) =>
  Object.entries(asRecord(resource.spec['peering'])).map(([key, side]) => {
    const at = ['spec', 'peering', key];
    const isExternal = key.startsWith('ext.');
    const exposes = asList(asRecord(side)['expose']).map((value, index): ExposeView => {
      const fields = asRecord(value);
      return {
        at: [...at, 'expose', index],
        label: `Expose ${index + 1} of ${key}`,
        isDefault: fields['default'] === true,
        ips: asList(fields['ips']).map(asRecord),
        as: asList(fields['as']).map(asRecord),
        nat: isRecord(fields['nat']) ? fields['nat'] : null,
      };
    });
    return { key, isExternal, name: isExternal ? key.slice('ext.'.length) : key, at, exposes };
  }),
);

/** The fields of an entry that are set, out of those of which only one may be. */
export const chosen = (fields: Record<string, unknown>, among: readonly string[]): string[] =>
  among.filter((name) => asName(fields[name]) !== null || isRecord(fields[name]));
