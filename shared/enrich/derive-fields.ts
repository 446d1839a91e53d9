import type { DerivedFields } from '#shared/model/derived.ts';
import type { CloudTrailRecord } from '#shared/model/record.ts';
import { deriveAccessBlock } from './access-block.ts';
import { deriveAccessKey } from './access-key.ts';
import { deriveAcl } from './acl.ts';
import { deriveActor } from './actor/derive-actor.ts';
import { deriveCall } from './call/derive-call.ts';
import { deriveNetwork } from './network/derive-network.ts';
import { derivePolicy } from './policy/derive-policy.ts';
import { deriveResources } from './resources/derive-resources.ts';
import { deriveSharing } from './sharing.ts';
import { deriveTrail } from './trail/derive-trail.ts';

/** The facts that rules read under `derived.`, each group computed when it is first read, and then kept: most rules read none.
 * Groups that do not apply to the record read as undefined. Never throws, whatever the record holds. */
export function deriveFields(record: CloudTrailRecord): DerivedFields {
  const actor = once(() => deriveActor(record));
  const call = once(() => deriveCall(record));
  const resources = once(() => deriveResources(record));
  const policy = once(() => derivePolicy(record));
  const acl = once(() => deriveAcl(record));
  const accessBlock = once(() => deriveAccessBlock(record));
  const network = once(() => deriveNetwork(record));
  const accessKey = once(() => deriveAccessKey(record));
  const sharing = once(() => deriveSharing(record));
  const trail = once(() => deriveTrail(record));
  return {
    get actor() {
      return actor();
    },
    get call() {
      return call();
    },
    get resources() {
      return resources();
    },
    get policy() {
      return policy();
    },
    get acl() {
      return acl();
    },
    get accessBlock() {
      return accessBlock();
    },
    get network() {
      return network();
    },
    get accessKey() {
      return accessKey();
    },
    get sharing() {
      return sharing();
    },
    get trail() {
      return trail();
    },
  };
}

function once<T>(compute: () => T): () => T {
  let kept: { readonly value: T } | undefined;
  return () => {
    kept ??= { value: compute() };
    return kept.value;
  };
}
