import type { Subject } from '#shared/model/target.ts';

/** The subject, if it is of one of these kinds, as those are that a playbook declares.
 * @throws {Error} it is of another: a bug, for the responder asks playbooks about their own subjects alone */
export function expectSubject<Kind extends Subject['kind']>(
  subject: Subject,
  ...kinds: readonly Kind[]
): Extract<Subject, { readonly kind: Kind }> {
  if (isOf(subject, kinds)) return subject;
  throw new Error(`a playbook for ${kinds.join(', ')} was asked about a subject of kind ${subject.kind}`);
}

function isOf<Kind extends Subject['kind']>(
  subject: Subject,
  kinds: readonly Kind[],
): subject is Extract<Subject, { readonly kind: Kind }> {
  const asked: readonly Subject['kind'][] = kinds;
  return asked.includes(subject.kind);
}
