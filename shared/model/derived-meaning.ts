/** What must be so of a field of the record itself: it is there, or its text is one of these, or begins so; in whatever case. */
export type FieldNeed = 'present' | { readonly oneOf: readonly string[] } | { readonly startsWith: string };

/** What a derived field's value says of the record's own fields: at least one of the alternatives holds, and of it every need. */
export type DerivedMeaning = readonly Readonly<Record<string, FieldNeed>>[];
