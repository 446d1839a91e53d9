import { rangesInclude } from './char-ranges.ts';
import { type CharacterClasses, classifyCharacters } from './character-classes.ts';
import { reachablePlaces, type Side, sideOf } from './reachable-places.ts';
import type { RegexNode } from './regex-node.ts';
import { regexProgram, type Step } from './regex-program.ts';

/** Compile a regular expression into a test whether it matches anywhere in a text.
 *
 * Never backtracks: all ways through the program are followed at once, character by character, and each set of places that
 * comes up is remembered with where the next character leads. So the time is linear in the text, whatever an attacker wrote
 * into it, and an expression such as `(a+)+$` needs no refusing.
 * @see Russ Cox, "Regular Expression Matching Can Be Simple And Fast" */
export function compileRegex(node: RegexNode): (text: string) => boolean {
  const program = regexProgram(node);
  const classes = classifyCharacters(program);
  const states = new StateCache(program, classes);
  return (text) => {
    let state = states.start;
    for (let at = 0; at < text.length; at += 1) {
      let codePoint = text.charCodeAt(at);
      if (codePoint >= 0xd800 && codePoint < 0xdc00) {
        codePoint = text.codePointAt(at) ?? codePoint;
        if (codePoint > 0xffff) at += 1;
      }
      const next = states.after(state, classes.classOf(codePoint));
      if (next === 'matched') return true;
      state = next;
    }
    return reachablePlaces(program, state.places, state.before, 'edge') === 'matched';
  };
}

interface State {
  /** Steps that the characters so far lead to, ascending; 0 always, since a match may start anywhere. */
  readonly places: readonly number[];
  readonly before: Side;
  /** By character class; filled when first needed. */
  readonly next: (State | 'matched' | undefined)[];
}

/** Beyond this the remembered states are given up and found again. */
const maxStates = 1_000;

/** The states of one program that came up so far.
 *
 * Invariant: only the start and a match in progress lead to states, so that forgetting the start forgets them all and memory
 * stays bounded. */
class StateCache {
  readonly #program: readonly Step[];
  readonly #samples: readonly number[];
  readonly #sides: readonly Side[];
  #known = new Map<string, State>();
  #start: State;

  constructor(program: readonly Step[], { samples }: CharacterClasses) {
    this.#program = program;
    this.#samples = samples;
    const asksForSides = program.some((step) => step.kind === 'assert');
    this.#sides = samples.map((sample) => (asksForSides ? sideOf(sample) : 'edge'));
    this.#start = this.#intern([0], 'edge');
  }

  /** The state before the first character. */
  get start(): State {
    return this.#start;
  }

  after(state: State, characterClass: number): State | 'matched' {
    const known = state.next[characterClass];
    if (known !== undefined) return known;
    const found = this.#find(state, this.#samples[characterClass] ?? 0, this.#sides[characterClass] ?? 'edge');
    state.next[characterClass] = found;
    return found;
  }

  #find(state: State, sample: number, side: Side): State | 'matched' {
    const reached = reachablePlaces(this.#program, state.places, state.before, side);
    if (reached === 'matched') return 'matched';
    const places = new Set([0]);
    for (const place of reached) {
      const step = this.#program[place];
      if (step?.kind === 'set' && rangesInclude(step.ranges, sample)) places.add(place + 1);
    }
    const ascending = [...places].sort((a, b) => a - b);
    return this.#intern(ascending, side);
  }

  #intern(places: readonly number[], before: Side): State {
    const key = `${before} ${places.join(' ')}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    if (this.#known.size >= maxStates) {
      this.#known = new Map();
      this.#start = this.#intern([0], 'edge');
    }
    const state: State = { places, before, next: [] };
    this.#known.set(key, state);
    return state;
  }
}
