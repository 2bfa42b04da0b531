const escaped = (text: string): string => text.replace(/[\\`*_{}[\]()#+\-.!~<>|&:@/$]/g, '\\$&');

/**
 * Text as Markdown that shows exactly this text: what a repository says never becomes a link, an image or HTML. Only what stands
 * between two backquotes is drawn as code, where every sign is itself anyway.
 */
export const escapeMarkdown = (text: string): string =>
  text
    .split(/(`[^`\n]+`)/)
    .map((part, at) => (at % 2 === 1 ? part : escaped(part)))
    .join('');
