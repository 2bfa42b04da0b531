import { describe, expect, test } from 'vitest';
import { yamlPlace } from '../../../../src/renderer/features/merge/model/yaml-place';

const file = `# Servers of rack 7
apiVersion: wiring.githedgehog.com/v1beta1
kind: Connection
metadata:
  name: server-1
spec:
  mclag:
    links:
      - server:
          port: server-1/enp2s1
        switch:
          port: leaf-01/E1/1
      # the other one
      - server: {port: x}
        switch:
          port: leaf-02/E1/1
    "quoted key": 1
---
kind: VPC
metadata:
  name: vpc-1
spec:
  permit:
    - - default
      - storage
    -
      - backup
  list:
  - a: 1
  - b: 2
    c: 3
  text: |
    not: a key of ours
plain
`.split('\n');

const at = (text: string): number => file.findIndex((line) => line.trim() === text);

describe('the place of a line of YAML', () => {
  test.each([
    ['port: server-1/enp2s1', 'Connection server-1', 'spec.mclag.links[0].server.port'],
    ['port: leaf-01/E1/1', 'Connection server-1', 'spec.mclag.links[0].switch.port'],
    ['port: leaf-02/E1/1', 'Connection server-1', 'spec.mclag.links[1].switch.port'],
    ['- server: {port: x}', 'Connection server-1', 'spec.mclag.links[1].server'],
    ['"quoted key": 1', 'Connection server-1', 'spec.mclag.quoted key'],
    ['apiVersion: wiring.githedgehog.com/v1beta1', 'Connection server-1', 'apiVersion'],
    ['name: vpc-1', 'VPC vpc-1', 'metadata.name'],
    ['- - default', 'VPC vpc-1', 'spec.permit[0]'],
    ['- backup', 'VPC vpc-1', 'spec.permit[1][0]'],
    ['- a: 1', 'VPC vpc-1', 'spec.list[0].a'],
    ['c: 3', 'VPC vpc-1', 'spec.list[1].c'],
  ])('%s', (line, resource, path) => {
    expect(yamlPlace(file, at(line))).toEqual({ resource, path });
  });

  test('says nothing where it cannot tell', () => {
    expect(yamlPlace(['', '{{ if .Values.x }}'], 1)).toEqual({ resource: null, path: null });
    expect(yamlPlace([], 0)).toEqual({ resource: null, path: null });
  });

  test('is quick on a long file', () => {
    const long = Array.from({ length: 50_000 }, (_, number) => `  - item-${number}`);
    const start = performance.now();
    yamlPlace(long, 49_999);
    expect(performance.now() - start).toBeLessThan(200);
  });
});
