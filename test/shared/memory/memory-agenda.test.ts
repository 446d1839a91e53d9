import { describe } from 'vitest';
import { createMemoryAgenda } from '#shared/memory/memory-agenda.ts';
import { describeAgenda } from '../../contract/agenda-contract.ts';

describe('the memory agenda', () => describeAgenda(createMemoryAgenda, 20));
