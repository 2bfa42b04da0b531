import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areaOf } from '../../../../../src/core/fabric/model/areas';
import { buildModel, fabricOfPath, findResource, updateModel } from '../../../../../src/core/fabric/model/fabric-model';
import { defaultPolicy } from '../../../../../src/core/fabric/policy/policy';
import { fileOf, modelOf } from '../read-fabric';

const vpc = (name: string, vlan = 1001): string =>
  `apiVersion: vpc.githedgehog.com/v1beta1\nkind: VPC\nmetadata: {name: ${name}}\nspec: {subnets: {default: {subnet: 10.0.0.0/24, vlan: ${vlan}}}}\n`;

describe('the model of a repository', () => {
  it('represents everything, drops nothing', () => {
    const text = `${vpc('a')}---\nkind: ConfigMap\napiVersion: v1\nmetadata: {name: c}\n---\n# only words\n---\nfoo: [\n---\n${vpc('b').replace(/^(?=.)/gm, '# ')}`;
    const model = modelOf({ 'env/all.yaml': text });
    const [fabric] = model.fabrics;
    expect(fabric!.files[0]!.documents.map((document) => document.class)).toEqual([
      'resource',
      'resource',
      'empty',
      'broken',
      'disabled',
    ]);
    expect(fabric!.resources.map((resource) => [resource.id.kind, resource.kind?.kind ?? null])).toEqual([
      ['VPC', 'VPC'],
      ['ConfigMap', null],
    ]);
    expect(fabric!.files[0]!.documents[4]!.disabled[0]!.identity.name).toBe('b');
  });

  it('lets the managed copy win, whatever the order', () => {
    const files = {
      'f/raw/x.yaml': vpc('a', 1),
      'f/managed/vpcs/a.yaml': vpc('a', 2),
      'f/unmanaged/managed/a.yaml': vpc('a', 3),
    };
    const [fabric] = modelOf(files).fabrics;
    expect(findResource(fabric!, 'VPC', 'a')?.path).toBe('f/managed/vpcs/a.yaml');
    expect([...fabric!.copies.values()][0]!.map((copy) => areaOf(copy.path, 'f', defaultPolicy))).toEqual([
      'managed',
      'raw',
      'unmanaged',
    ]);
    const turned = modelOf(Object.fromEntries(Object.entries(files).reverse()));
    expect(turned.fabrics[0]!.resources.map((one) => one.path)).toEqual(fabric!.resources.map((one) => one.path));
  });

  it('keeps the same name in two fabrics apart', () => {
    const model = modelOf({
      'g/a/.hnp/manifest.yaml': '{}',
      'g/b/.hnp/manifest.yaml': '{}',
      'g/a/raw/v.yaml': vpc('v'),
      'g/b/raw/v.yaml': vpc('v'),
    });
    expect(model.fabrics.map((fabric) => fabric.resources.length)).toEqual([1, 1]);
    expect(fabricOfPath(model, 'g/b/raw/v.yaml')?.root).toBe('g/b');
    expect(fabricOfPath(model, 'elsewhere.yaml')).toBeNull();
  });

  it('updating by files gives what building anew gives', () => {
    const path = fc.constantFrom('a/x.yaml', 'a/y.yaml', 'b/x.yaml', 'b/managed/z.yaml', 'b/raw/z.yaml');
    const name = fc.constantFrom('n', 'm', 'o');
    fc.assert(
      fc.property(fc.array(fc.tuple(path, fc.option(name)), { maxLength: 12 }), (steps) => {
        const files = new Map<string, string>();
        let model = buildModel([], defaultPolicy);
        for (const [at, text] of steps) {
          if (text === null) files.delete(at);
          else files.set(at, vpc(text));
          model = updateModel(model, [{ path: at, file: text === null ? null : fileOf(at, vpc(text)) }]);
        }
        const anew = modelOf(Object.fromEntries(files));
        const shape = (one: typeof model): unknown =>
          one.fabrics.map((fabric) => [
            fabric.root,
            fabric.mark,
            [...fabric.copies].map(([key, list]) => [key, list.map((copy) => copy.path)]),
          ]);
        expect(shape(model)).toEqual(shape(anew));
      }),
    );
  });

  it('follows a reference that makes two folders one fabric', () => {
    const named = (to: string): string =>
      `${vpc('n')}---\n${vpc('m').replace('subnets:', `ipv4Namespace: ${to}1, vlanNamespace: ${to}2, subnets:`)}`;
    const space = (kind: string, group: string, name: string): string =>
      `---\napiVersion: ${group}.githedgehog.com/v1beta1\nkind: ${kind}\nmetadata: {name: ${name}}\n`;
    const spaces = space('IPv4Namespace', 'vpc', 'x1') + space('VLANNamespace', 'wiring', 'x2');
    const model = modelOf({ 'a/x.yaml': vpc('n') + spaces, 'b/x.yaml': named('y') });
    expect(model.fabrics.map(({ root }) => root)).toEqual(['a', 'b']);
    const next = updateModel(model, [{ path: 'b/x.yaml', file: fileOf('b/x.yaml', named('x')) }]);
    expect(next.fabrics.map(({ root }) => root)).toEqual(['']);
  });

  it('leaves untouched fabrics as they are', () => {
    const model = modelOf({ 'a/x.yaml': vpc('n'), 'b/x.yaml': vpc('n') });
    const more = `${vpc('n')}---\n${vpc('m')}`;
    const next = updateModel(model, [{ path: 'b/x.yaml', file: fileOf('b/x.yaml', more) }]);
    expect(next.fabrics[0]).toBe(model.fabrics[0]);
    expect(next.fabrics[1]).not.toBe(model.fabrics[1]);
  });
});
