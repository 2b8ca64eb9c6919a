// Who has applied how much to which document: an index over the apply lines of all payments, credit
// memos and refunds, kept so that a document's open balance never needs a walk through the books.
import { isApproved } from './figures';
import { amount, linesOf, sum, text, type BookRecord } from './record';

export interface Applications {
	/** What all others have applied to a document, or all but one of them. */
	appliedTo(document: string, exceptBy?: string): number;
	appliersOf(document: string): string[];
	/** Replaces what one transaction applies; returns the documents this touches. */
	replace(before: BookRecord | undefined, after: BookRecord | undefined): string[];
}

/** What does not post leaves open what it names. */
function postedLines(record: BookRecord | undefined) {
	return record !== undefined && isApproved(record) ? linesOf(record, 'apply') : [];
}

function documentsOf(record: BookRecord | undefined): string[] {
	return linesOf(record, 'apply').map((line) => text(line.doc));
}

export function createApplications(): Applications {
	const byDocument = new Map<string, Map<string, number>>();
	return {
		appliedTo: (document, exceptBy) => {
			const applied = byDocument.get(document);
			if (!applied) {
				return 0;
			}
			return sum([...applied].map(([by, part]) => (by === exceptBy ? 0 : part)));
		},
		appliersOf: (document) => [...(byDocument.get(document)?.keys() ?? [])],
		replace: (before, after) => {
			for (const document of documentsOf(before)) {
				byDocument.get(document)?.delete(before?.id ?? '');
			}
			for (const line of postedLines(after)) {
				const document = text(line.doc);
				const applied = byDocument.get(document) ?? new Map<string, number>();
				byDocument.set(document, applied);
				const by = after?.id ?? '';
				applied.set(by, (applied.get(by) ?? 0) + amount(line.amount));
			}
			return [...new Set([...documentsOf(before), ...documentsOf(after)])];
		},
	};
}
