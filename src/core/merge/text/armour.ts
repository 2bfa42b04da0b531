/**
 * Whether a text is one sealed thing as a whole, of which no line says anything by itself: encrypted by Ansible Vault, or
 * one key, certificate or message between `-----BEGIN …-----` and `-----END …-----`. Lines of two versions do not open.
 */
export function isArmoured(text: string): boolean {
  const content = text.trim();
  if (content.startsWith('$ANSIBLE_VAULT;')) return true;
  if (!content.startsWith('-----BEGIN ')) return false;
  // Several in one text are a list, such as a bundle of certificates.
  return content.split('-----BEGIN ').length === 2 && /-----END [^\n]*-----$/.test(content);
}
