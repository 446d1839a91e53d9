import type { Cloud } from '#shared/ports/cloud/cloud.ts';

/** A cloud of the ports that a test gives; asking any other fails the test. */
export function createFakeCloud(ports: Partial<Cloud>): Cloud {
  const absent = (port: string): never => {
    throw new Error(`this test has no ${port}`);
  };
  return {
    get buckets() {
      return ports.buckets ?? absent('buckets');
    },
    get securityGroups() {
      return ports.securityGroups ?? absent('securityGroups');
    },
    get trails() {
      return ports.trails ?? absent('trails');
    },
    get sharedCopies() {
      return ports.sharedCopies ?? absent('sharedCopies');
    },
    get accessKeys() {
      return ports.accessKeys ?? absent('accessKeys');
    },
    get encryptionKeys() {
      return ports.encryptionKeys ?? absent('encryptionKeys');
    },
    get history() {
      return ports.history ?? absent('history');
    },
  };
}
