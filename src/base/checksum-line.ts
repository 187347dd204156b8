/**
 * The line that GNU `sha256sum` prints for a file, to be given to `sha256sum --check`. As in
 * coreutils, a name with a backslash or a line break is escaped and the line begins with a backslash.
 */
export function checksumLine(hex: string, name: string): string {
  const escaped = name
    .replaceAll('\\', '\\\\')
    .replaceAll('\n', String.raw`\n`)
    .replaceAll('\r', String.raw`\r`);
  return `${escaped === name ? '' : '\\'}${hex}  ${escaped}`;
}
