import { describe } from 'vitest';
import { createMemoryResponseStore } from '#shared/memory/memory-response-store.ts';
import { describeResponseStore } from '../../contract/response-store-contract.ts';

describe('the memory response store', () => describeResponseStore(createMemoryResponseStore));
