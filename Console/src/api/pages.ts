/** One page of something that is listed. */
interface Page<T> { readonly items: readonly T[]; readonly nextCursor?: string }

/** All of what is listed, page after page. */
export async function allPages<T>(read: (cursor: string | undefined) => Promise<Page<T>>): Promise<T[]> {
  const found: T[] = [];
  let cursor: string | undefined;
  do {
    const page = await read(cursor);
    found.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return found;
}
