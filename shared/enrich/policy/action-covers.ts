/** Tell whether an action of a policy, in which `*` stands for any text and `?` for one character, covers the action of that name.
 *
 * The pattern may be anybody's: it is walked, not compiled, and takes at most its length times the name's.
 * @see IAM user guide, "IAM JSON policy elements: Action": case does not matter */
export function actionCovers(pattern: string, action: string): boolean {
  const wanted = pattern.toLowerCase();
  const name = action.toLowerCase();
  let at = 0;
  let next = 0;
  // Where to go on when what follows the last star does not fit: the star takes one character more.
  let afterStar = -1;
  let starEnd = 0;
  while (at < name.length) {
    if (wanted[next] === '*') {
      next += 1;
      afterStar = next;
      starEnd = at;
    } else if (wanted[next] === '?' || wanted[next] === name[at]) {
      next += 1;
      at += 1;
    } else if (afterStar >= 0) {
      starEnd += 1;
      at = starEnd;
      next = afterStar;
    } else return false;
  }
  while (wanted[next] === '*') next += 1;
  return next === wanted.length;
}
