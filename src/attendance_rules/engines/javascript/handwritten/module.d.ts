export type Status = "required" | "undetermined" | "not_required";

/** A fact that bears on an answer, in the words of the vocabulary. */
export interface Reason {
  /** A fact, or a rate of two of them. */
  fact: string;
  value: boolean | number | string;
  shown: string;
  /** Of a rate: how it compares with the threshold, without the counts. */
  compared?: string;
  /** The facts that it comes from. */
  given: FactName[];
  /** The vocabulary's default stands for it. */
  assumed: boolean;
}

export interface Answer {
  status: Status;
  /** Facts that alone give this status; none if it is undetermined. */
  because: Reason[];
  /** The unknown facts that could settle it. */
  missing: FactName[];
  /** Why nothing may be left to find out: there is no rate where no session was possible. */
  unclassifiable: string | null;
  /** What would have to be otherwise, where it is not required and that can be told. */
  would_apply_if: string[] | null;
}

export interface ObligationAnswer extends Answer {
  obligation: Obligation;
  parts: (Answer & { part: string })[];
}

export interface Decision {
  /** Null where it is not known. */
  tier: Tier | null;
  /** Facts that alone put the pupil in the tier. */
  tier_because: Reason[];
  /** The unknown facts that could tell the tier, where it is not known. */
  tier_missing: FactName[];
  unclassifiable: string | null;
  /** The facts for which the vocabulary's default was taken. */
  assumed: FactName[];
  /** Every obligation, in the edition's order. */
  answers: ObligationAnswer[];
}

export interface Question {
  fact: FactName;
  question: string;
  allowed: string;
  /** What may be answered; empty for a number. */
  answers: readonly { readonly value: string; readonly label: string }[];
  bears_on: Obligation[];
  /** How many open answers it would settle by itself, on average over what it may be. */
  settles: number;
  assumed: boolean;
}

export interface Change {
  kind: "began" | "ended" | "became_known" | "became_unknown";
  obligation: Obligation;
  part: string | null;
  before: Status;
  after: Status;
  because: Reason[];
  missing: FactName[];
}

export interface Changes {
  tier_before: Tier | null;
  tier_after: Tier | null;
  changes: Change[];
}

/** Facts that cannot be used. Names the facts and what they may be, never a value. */
export class FactsError extends Error {
  readonly problems: string[];
}

/** The decision for one pupil. Throws `FactsError`. */
export function decide(facts: Facts): Decision;

/** The status of every obligation. Throws `FactsError`. */
export function statuses(facts: Facts): Record<Obligation, Status>;

/** The facts that can still change something, the one that settles most first. */
export function questions(facts: Facts): Question[];

/** What changes from one set of facts to another. Throws `FactsError` for either. */
export function changes(before: Facts, after: Facts): Changes;

/** A share in per cent, cut after two decimals: it never reaches a threshold by rounding. */
export function percent(part: number, whole: number): string;

/** The rules that decide. `parameters` holds the thresholds in basis points. */
export const edition: {
  readonly id: string;
  readonly digest: string;
  readonly title: string;
  readonly version: string;
  readonly publisher: string;
  readonly in_force: { readonly from: string; readonly until: string | null };
  readonly parameters: Readonly<
    Record<string, { readonly title: string; readonly value: number; readonly shown: string }>
  >;
};

export const facts: Readonly<
  Record<
    FactName,
    {
      readonly type: "count" | "yes_no" | "word";
      readonly title: string;
      readonly question: string;
      readonly allowed: string;
      readonly unknown: string;
      readonly about: "pupil" | "school" | "area";
      readonly note: string | null;
      readonly answers: readonly { readonly value: string; readonly label: string }[];
      readonly default: "yes" | "no" | null;
      readonly default_because: string | null;
      readonly within: FactName | null;
    }
  >
>;

export const rates: Readonly<
  Record<
    string,
    {
      readonly title: string;
      readonly part: FactName;
      readonly whole: FactName;
      readonly unknown: string;
      readonly undefined: string;
    }
  >
>;

/** The tiers of support, the lowest first. */
export const tiers: Readonly<
  Record<
    Tier,
    { readonly title: string; readonly yes: string; readonly no: string; readonly unknown: string }
  >
>;

export const parties: Readonly<Record<Party, string>>;

export const obligations: Readonly<
  Record<
    Obligation,
    {
      readonly title: string;
      readonly party: Party;
      readonly tier: Tier;
      readonly standing: boolean;
      readonly strength: string;
      readonly step: "support" | "legal" | null;
      /** When it is owed, in words. */
      readonly when: string;
      readonly parts: Readonly<Record<string, string>>;
    }
  >
>;

/** The words of each status and each strength. */
export const words: {
  readonly statuses: Readonly<Record<Status, string>>;
  readonly strengths: Readonly<
    Record<string, { readonly word: string; readonly sentence: string }>
  >;
};
