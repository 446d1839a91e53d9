import type { AlertMessage } from '#shared/model/message.ts';
import type { Publisher } from '#shared/ports/publisher.ts';

/** A publisher that keeps what it is given, for tests and for trying things out. */
export interface MemoryPublisher extends Publisher {
  /** The messages in the order they were published. */
  readonly messages: readonly AlertMessage[];
}

/** Make an empty memory publisher. */
export function createMemoryPublisher(): MemoryPublisher {
  const messages: AlertMessage[] = [];
  return {
    messages,
    async publish(message) {
      messages.push(message);
    },
  };
}
