/** A crowd, and its time ÷ the least possible time. */
export interface Measured {
  readonly name: string;
  readonly ratio: number;
}

const width = 720;
const rowHeight = 24;
const labels = 330;
const highest = 2;

function x(ratio: number): number {
  return labels + ((Math.min(highest, ratio) - 1) / (highest - 1)) * (width - labels - 60);
}

function row({ name, ratio }: Measured, at: number): string {
  const y = 34 + at * rowHeight;
  const shown = Number.isFinite(ratio) ? ratio.toFixed(2) : 'never';
  return [
    `<text x="${labels - 10}" y="${y + 4}" text-anchor="end">${name}</text>`,
    `<rect x="${labels}" y="${y - 7}" width="${(x(ratio) - labels).toFixed(1)}" height="14"/>`,
    `<text x="${(x(ratio) + 6).toFixed(1)}" y="${y + 4}">${shown}</text>`,
  ].join('\n');
}

function tick(ratio: number, bottom: number): string {
  const at = x(ratio).toFixed(1);
  return (
    `<line x1="${at}" y1="20" x2="${at}" y2="${bottom}"/>` +
    `<text x="${at}" y="14" text-anchor="middle">${ratio}</text>`
  );
}

/** A bar for each crowd, as an SVG that is readable on dark and on light pages. */
export function drawRatios(measured: readonly Measured[]): string {
  const height = 34 + measured.length * rowHeight;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img">
<title>Time ÷ least possible time</title>
<style>
svg { font: 13px sans-serif; background: #fff; }
text { fill: #222; } rect { fill: #2a6fb0; } line { stroke: #bbb; }
@media (prefers-color-scheme: dark) {
  svg { background: #181a1b; } text { fill: #ddd; } rect { fill: #6aa9e0; } line { stroke: #444; }
}
</style>
${[1, 1.25, 1.5, 1.75, 2].map((ratio) => tick(ratio, height)).join('\n')}
${measured.map(row).join('\n')}
</svg>
`;
}
