/** Text as Markdown that shows exactly this text: what a repository says never becomes a link, an image or HTML. */
export const escapeMarkdown = (text: string): string => text.replace(/[\\`*_{}[\]()#+\-.!~<>|&:@/$]/g, '\\$&');
