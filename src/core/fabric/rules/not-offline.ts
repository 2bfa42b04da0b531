/** Rules of the upstream table that cannot be decided from files alone. */
export const notOffline: readonly { readonly numbers: readonly number[]; readonly why: string }[] = [
  { numbers: [12, 13], why: 'Defaulting fills the namespaces in, so they are never empty.' },
  { numbers: [113], why: 'Spine-leaf is the only fabric mode left, so the condition always holds.' },
  {
    numbers: [129],
    why: 'Defaulting fills the three values in, so they are never missing; their bounds are in the schema.',
  },
  { numbers: [172], why: 'The running webhook builds the gateway’s whole configuration and may ask the data plane.' },
];
