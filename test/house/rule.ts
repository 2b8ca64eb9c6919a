// What a house rule is: a title that states it, a check that returns one sentence per offence, and made-up
// checkouts that offend, each of which the check must find.
import type { SourceFile } from './source';

export interface Rule {
	title: string;
	check(files: SourceFile[]): string[];
	offences: SourceFile[][];
}

/** A made-up checkout of one file. */
export function oneFile(path: string, ...lines: string[]): SourceFile[] {
	return [{ path, text: lines.join('\n') }];
}
