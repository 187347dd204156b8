import { toProblem } from '../base/problem';
import type { CheckedFile, Consent, HashedFile } from '../check/checked-file';
import { judge } from './judge.browser';
import type { Checked, ReceiveState, WithTransfer } from './receive-state';
import { saveChecked } from './save-checked.browser';
import type { Subject } from './subject.browser';

type StageOf<Stage> = Extract<ReceiveState, { stage: Stage }>;
type Compared = Pick<Checked, 'verdict' | 'digests' | 'file'>;

/** What there is to show once all bytes are here, without what holds in every stage. */
export type AfterStage =
  | Omit<StageOf<'checking'>, keyof WithTransfer>
  | Omit<StageOf<'ready'>, keyof WithTransfer>
  | Omit<StageOf<'saving'>, keyof WithTransfer>
  | Omit<StageOf<'saved'>, keyof WithTransfer>;

export interface AfterArrivalPorts {
  readonly show: (stage: AfterStage) => void;
  /** Whether the bytes are what was expected, or not, is known: called before it is shown. */
  readonly onJudged: () => void;
}

/** What becomes of the bytes once all of them are here: they are compared, and then saved. */
export class AfterArrival {
  #consent: Consent;
  /** What the gate said last; absent while it is being asked. */
  #compared: Compared | undefined;
  /** Ends the comparison or the save under way: there is one of them at a time. */
  #step = new AbortController();
  #saving = false;

  constructor(
    private readonly subject: Subject,
    private hashed: HashedFile,
    private readonly ports: AfterArrivalPorts,
  ) {}

  /** Something else is expected. What was agreed to was agreed to without it. */
  expectationsChanged(): void {
    this.#consent = undefined;
    void this.compare();
  }

  /** Compares what is here with what is expected. Save is off from the first moment of it. */
  async compare(): Promise<void> {
    const { signal } = this.#newStep();
    const show = (hashedBytes: number): void => {
      if (!signal.aborted) this.ports.show({ stage: 'checking', hashedBytes });
    };
    this.#compared = undefined;
    show(0);
    const judgement = await judge(this.hashed, this.subject, {
      consent: this.#consent,
      signal,
      onProgress: show,
    }).catch(() => undefined);
    // Overtaken: by another expectation, or because the release was left.
    if (!judgement || signal.aborted) return;
    const { hashed, verdict, file } = judgement;
    this.hashed = hashed;
    this.subject.withhold(verdict.kind === 'differs');
    this.ports.onJudged();
    this.#compared = { verdict, digests: hashed.digests, file };
    this.ports.show({ stage: 'ready', problem: undefined, ...this.#compared });
  }

  save(): void {
    const compared = this.#compared;
    if (compared?.file && !this.#saving) void this.#save(compared, compared.file);
  }

  saveAnyway(consent: Exclude<Consent, undefined>): void {
    if (!this.#compared || this.#saving) return;
    this.#consent = consent;
    // All that this asks for is there, so the click still counts when the picker is opened.
    void this.compare().then(() => this.save());
  }

  cancelSave(): void {
    if (this.#saving) this.#step.abort();
  }

  /** Ends what is going on. */
  leave(): void {
    this.#newStep();
    this.#compared = undefined;
  }

  #newStep(): AbortController {
    this.#step.abort();
    this.#saving = false;
    return (this.#step = new AbortController());
  }

  async #save(compared: Compared, file: CheckedFile): Promise<void> {
    const step = this.#newStep();
    this.#saving = true;
    // The picker opens only within the click that asked for it: nothing is awaited before this.
    const saved = saveChecked(file, {
      signal: step.signal,
      onProgress: (savedBytes) => {
        if (!step.signal.aborted) this.ports.show({ stage: 'saving', savedBytes, ...compared });
      },
    });
    this.ports.show({ stage: 'saving', savedBytes: 0, ...compared });
    const end = await saved.then(
      (how): AfterStage => ({ stage: 'saved', how, ...compared }),
      (error: unknown): AfterStage => {
        const problem = isAbort(error) ? undefined : toProblem(error, 'save/write-failed');
        return { stage: 'ready', problem, ...compared };
      },
    );
    // What overtook this save shows its own verdict.
    if (step !== this.#step) return;
    this.#saving = false;
    this.ports.show(end);
  }
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}
