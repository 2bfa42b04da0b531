import { InvalidArgumentError } from 'commander';

/** Reads the value of an option; refuses anything but a number from 1 to 1000. */
export function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > 1000) throw new InvalidArgumentError('a number from 1 to 1000');
  return value;
}

/** Reads the length of an IPv4 prefix. */
export function prefixLength(text: string): number {
  const value = /^\d{1,2}$/.test(text) ? Number(text) : NaN;
  if (!(value <= 32)) throw new InvalidArgumentError('a length from 0 to 32');
  return value;
}
