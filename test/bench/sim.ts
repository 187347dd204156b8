import { choosePieceLength } from '../../src/release/piece-length';
import { runCrowd } from '../sim/run-crowd';

export function bench(args: readonly string[]): Promise<void> {
  const MiB = 2 ** 20;
  const pl = Number(process.env.PL) * 1024 || 0;
  const eq = (n: number, up: number) => Array.from({ length: n }, () => ({ upload: up * MiB }));
  const mixed = Array.from({ length: 8 }, (_, i) => ({ upload: 0.25 * MiB * 8 ** (i / 7) }));
  const churn = eq(8, 1).map((r, i) =>
    i < 2 ? { ...r, leavesMs: 12_000 } : i > 5 ? { ...r, joinsMs: 12_000 } : r,
  );
  const base = {
    length: 24 * MiB,
    pieceLength: pl || choosePieceLength(24 * MiB),
    publisherUpload: MiB,
  };
  const slots = Number(process.env.SLOTS) || undefined;
  const all = [
    { ...base, name: 'N=6', receivers: eq(6, 1) },
    { ...base, name: 'N=12', length: 16 * MiB, publisherUpload: MiB / 2, receivers: eq(12, 0.5) },
    { ...base, name: 'mixed8', receivers: mixed },
    { ...base, name: 'mixed8 fast pub', publisherUpload: 4 * MiB, receivers: mixed },
    { ...base, name: 'churn6', receivers: churn },
    { ...base, name: 'close1.2', receivers: eq(6, 1), publisherLeavesAfter: 1.2 },
    { ...base, name: 'N=1', receivers: eq(1, 1) },
    {
      ...base,
      name: 'N=1 fast',
      length: 256 * MiB,
      pieceLength: pl || choosePieceLength(256 * MiB),
      publisherUpload: 20 * MiB,
      receivers: eq(1, 1),
    },
    {
      ...base,
      name: 'N=1 fast plain',
      plain: true,
      length: 256 * MiB,
      pieceLength: pl || choosePieceLength(256 * MiB),
      publisherUpload: 20 * MiB,
      receivers: eq(1, 1),
    },
    { ...base, name: 'N=6 plain', plain: true, receivers: eq(6, 1) },
    { ...base, name: 'N=10', receivers: eq(10, 1) },
    { ...base, name: 'N=100', receivers: eq(100, 1) },
    { ...base, name: 'N=1000', receivers: eq(1000, 1) },
  ];
  for (const s of all.filter((s) =>
    args.length === 0 ? s.name !== 'N=1000' : args.includes(s.name),
  )) {
    const start = Date.now();
    const rs = (s.receivers.length > 50 ? [1] : [1, 2, 3, 4, 5]).map((seed) =>
      runCrowd({ ...s, seed, ...(slots && { slots }) }),
    );
    const r = rs.map((x) => x.ratio).sort((a, b) => a - b);
    const c = rs.map((x) => x.copies).sort((a, b) => a - b);
    console.log(
      s.name.padEnd(16),
      r.map((x) => x.toFixed(3)).join(' '),
      ' copies',
      c.map((x) => x.toFixed(2)).join(' '),
      (Date.now() - start) / 1000,
    );
  }
  return Promise.resolve();
}
