/** Small resources in the fabric's own shape, for pictures and component tests. */
export const vpcBefore = `apiVersion: vpc.githedgehog.com/v1beta1
kind: VPC
metadata:
  name: vpc-storage
  namespace: default
spec:
  ipv4Namespace: default
  vlanNamespace: default
  subnets:
    backup:
      subnet: 10.20.4.0/24
      gateway: 10.20.4.1
      vlan: 1204
      dhcp:
        enable: true
        range:
          start: 10.20.4.10
    default:
      subnet: 10.20.1.0/24
      gateway: 10.20.1.1
      vlan: 1201
`;

export const vpcAfter = `apiVersion: vpc.githedgehog.com/v1beta1
kind: VPC
metadata:
  name: vpc-storage
  namespace: default
spec:
  ipv4Namespace: default
  vlanNamespace: default
  subnets:
    backup:
      subnet: 10.20.4.0/24
      gateway: 10.20.4.1
      vlan: 1214
      dhcp:
        enable: true
        range:
          start: 10.20.4.20
          end: 10.20.4.200
    default:
      subnet: 10.20.1.0/24
      gateway: 10.20.1.1
      vlan: 1201
    replica:
      subnet: 10.20.5.0/24
      vlan: 1205
`;
