/** Three versions of made-up fabric files, to look at and to test with. */
export interface Sample {
  readonly base: string;
  readonly ours: string;
  readonly theirs: string;
}

const vpc = (parts: { vlan: string; dhcp: string; extra: string }): string => `apiVersion: vpc.githedgehog.com/v1beta1
kind: VPC
metadata:
  name: vpc-1
  namespace: default
spec:
  ipv4Namespace: default
  vlanNamespace: default
  subnets:
    default:
      subnet: 10.10.1.0/24
      vlan: ${parts.vlan}
      dhcp:
        enable: true
        range:
          start: 10.10.1.10
          end: ${parts.dhcp}
${parts.extra}`;

/** One value that both sides changed, and one line that both added. */
export const small: Sample = {
  base: vpc({ vlan: '1001', dhcp: '10.10.1.99', extra: '' }),
  ours: vpc({
    vlan: '1002',
    dhcp: '10.10.1.199',
    extra: '    storage:\n      subnet: 10.10.2.0/24\n      vlan: 1010\n',
  }),
  theirs: vpc({
    vlan: '1003',
    dhcp: '10.10.1.99',
    extra: '    backup:\n      subnet: 10.10.3.0/24\n      vlan: 1011\n',
  }),
};

const link = (number: number, port: string, note = ''): string => `---
apiVersion: wiring.githedgehog.com/v1beta1
kind: Connection
metadata:
  name: server-${number}--mclag--leaf-01--leaf-02
spec:
  mclag:${note}
    links:
      - server:
          port: server-${number}/enp2s1
        switch:
          port: leaf-01/${port}
      - server:
          port: server-${number}/enp2s2
        switch:
          port: leaf-02/${port}
`;

function links(port: (number: number) => string, note: (number: number) => string = () => ''): string {
  return Array.from({ length: 14 }, (_, at) => link(at + 1, port(at + 1), note(at + 1))).join('');
}

/** A longer file: conflicts, changes of one side, one that is only white space. */
export const medium: Sample = {
  base: links((number) => `E1/${number}`),
  ours: links(
    (number) => (number % 3 === 0 ? `E1/${number + 20}` : `E1/${number}`),
    (number) => (number === 7 ? '\n    # patched in rack 7\n    fallback: true' : ''),
  ),
  theirs: links(
    (number) => (number % 4 === 0 ? `E1/${number + 40}` : number % 3 === 0 ? `E1/${number + 30}` : `E1/${number}`),
    (number) => (number === 7 ? '\n    # patched in rack 7\n    fallback:  true' : ''),
  ),
};

/** As many lines as wished, with a change of each kind every so often. */
export function large(lines: number): Sample {
  const text = (of: (number: number) => string): string =>
    Array.from({ length: lines }, (_, number) => `key-${number}: ${of(number)}\n`).join('');
  return {
    base: text((number) => `value ${number}`),
    ours: text((number) =>
      number % 100 === 0 ? `ours ${number}` : number % 130 === 7 ? `ours alone ${number}` : `value ${number}`,
    ),
    theirs: text((number) =>
      number % 100 === 0 ? `theirs ${number}` : number % 170 === 9 ? `theirs alone ${number}` : `value ${number}`,
    ),
  };
}
