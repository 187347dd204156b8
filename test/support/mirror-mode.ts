/** How a mirror answers; everything but `honest`, `redirect` and `throttle` is a fault. */
export type MirrorMode =
  | 'honest'
  | '503'
  | '404'
  /** Takes the request and never answers. */
  | 'hang'
  /** Correct bytes, one every 250 ms. */
  | 'drip'
  /** The connection breaks after half of the body. */
  | 'reset-in-body'
  /** Every byte is another. */
  | 'wrong-bytes'
  /** The lowest bit of the file's middle byte is another. */
  | 'flip-one-bit'
  /** 206 for the range asked for, with half of its bytes. */
  | 'short'
  /** 206 for the range asked for, with 1000 bytes more. */
  | 'long'
  /** 200 with the whole file. */
  | 'ignore-range'
  /** 200 with an HTML page. */
  | 'html-200'
  /** 302 to another path of this server that answers honestly. */
  | 'redirect'
  /** Correct, but no page of another origin may read it. */
  | 'no-cors'
  /** Refuses every OPTIONS request; honest otherwise. */
  | 'preflight-refused'
  /** Correct, no faster than this, over all requests together. */
  | { readonly throttle: number };

/** What to send for one request. Bytes `start` to `end` (exclusive) of the file, then as `delivery` says. */
export interface MirrorAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body:
    | { readonly kind: 'file'; readonly start: number; readonly end: number }
    | { readonly kind: 'text'; readonly text: string };
  /** Bytes of zero after the body. */
  readonly padding: number;
  readonly delivery: 'whole' | 'drip' | 'half-then-reset' | 'never';
  readonly damage: 'none' | 'every-byte' | 'one-bit';
}

/** `bytes=a-b`, `bytes=a-` or `bytes=-n` (RFC 9110, 14.1.2); several ranges count as none. */
export function parseRange(
  header: string | undefined,
  size: number,
): { start: number; end: number } | 'unsatisfiable' | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '');
  if (match === null || header === 'bytes=-') return undefined;
  const [, first = '', last = ''] = match;
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === '' || last === '' ? size : Math.min(size, Number(last) + 1);
  return start < end ? { start, end } : 'unsatisfiable';
}

/** The answer to a GET or HEAD request for a file of `size` bytes. */
export function mirrorAnswer(
  mode: MirrorMode,
  size: number,
  rangeHeader: string | undefined,
): MirrorAnswer {
  const honest = honestAnswer(size, mode === 'ignore-range' ? undefined : rangeHeader);
  if (typeof mode === 'object') return honest;
  switch (mode) {
    case '503':
      return textAnswer(503, 'Service unavailable');
    case '404':
      return textAnswer(404, 'Not found');
    case 'html-200':
      return textAnswer(200, '<!doctype html><title>Please log in</title>');
    case 'hang':
      return { ...honest, delivery: 'never' };
    case 'drip':
      return { ...honest, delivery: 'drip' };
    case 'reset-in-body':
      return { ...honest, delivery: 'half-then-reset' };
    case 'wrong-bytes':
      return { ...honest, damage: 'every-byte' };
    case 'flip-one-bit':
      return { ...honest, damage: 'one-bit' };
    case 'short':
      return shortened(honest);
    case 'long':
      return { ...honest, padding: 1000 };
    case 'honest':
    case 'ignore-range':
    case 'no-cors':
    case 'preflight-refused':
    case 'redirect':
      return honest;
  }
}

function shortened(answer: MirrorAnswer): MirrorAnswer {
  if (answer.body.kind === 'text') return answer;
  const { start, end } = answer.body;
  return { ...answer, body: { kind: 'file', start, end: start + Math.floor((end - start) / 2) } };
}

const plain = { padding: 0, delivery: 'whole', damage: 'none' } as const;

function textAnswer(status: number, text: string): MirrorAnswer {
  const headers = { 'content-type': status === 200 ? 'text/html' : 'text/plain' };
  return { ...plain, status, headers, body: { kind: 'text', text } };
}

function honestAnswer(size: number, rangeHeader: string | undefined): MirrorAnswer {
  const headers = { 'content-type': 'application/octet-stream', 'accept-ranges': 'bytes' };
  const range = parseRange(rangeHeader, size);
  if (range === 'unsatisfiable')
    return {
      ...textAnswer(416, 'Range not satisfiable'),
      headers: { 'content-range': `bytes */${size}` },
    };
  if (range === undefined)
    return { ...plain, status: 200, headers, body: { kind: 'file', start: 0, end: size } };
  const contentRange = `bytes ${range.start}-${range.end - 1}/${size}`;
  return {
    ...plain,
    status: 206,
    headers: { ...headers, 'content-range': contentRange },
    body: { kind: 'file', ...range },
  };
}
