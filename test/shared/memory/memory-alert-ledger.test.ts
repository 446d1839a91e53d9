import { describe } from 'vitest';
import { createMemoryAlertLedger } from '#shared/memory/memory-alert-ledger.ts';
import { describeAlertLedger } from '../../contract/alert-ledger-contract.ts';

describe('the memory alert ledger', () => describeAlertLedger(createMemoryAlertLedger));
