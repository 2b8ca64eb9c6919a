// A record as GET shows it: camelCase names, references and enumerations as objects, amounts as numbers,
// sublists as links unless they are to be expanded (help section_157305090645).
import type { Books } from './books/books';
import { toDecimal, DEFAULT_EXPONENT } from './books/money';
import { nameOf } from './books/names';
import { amount, linesOf, text, type BookRecord, type Value } from './books/record';
import type { Field, Sublist } from './fields';
import { spelling, type Json } from './readValue';

export interface ViewOptions {
	books: Books;
	/** `http://host/services/rest/record/v1` */
	recordUrl: string;
	expand?: boolean;
	/** Only these fields; all when absent. */
	only?: string[];
}

export function link(rel: string, href: string): { rel: string; href: string } {
	return { rel, href };
}

export function urlOf(record: BookRecord, recordUrl: string): string {
	return `${recordUrl}/${record.type}/${record.id}`;
}

function viewReference(value: Value, field: Field, { books, recordUrl }: ViewOptions): Json {
	const record = field.target ? books.get(field.target, text(value)) : undefined;
	if (!record) {
		return { id: text(value) };
	}
	return {
		links: [link('self', urlOf(record, recordUrl))],
		id: record.id,
		refName: nameOf(record, books.typeOf(record).label),
	};
}

function viewValue(value: Value, field: Field, exponent: number, options: ViewOptions): unknown {
	switch (field.kind) {
		case 'money':
			return Number(toDecimal(amount(value), exponent));
		case 'reference':
			return viewReference(value, field, options);
		case 'enum':
			return {
				id: spelling(text(value), field, options.books),
				refName: field.options?.[text(value)],
			};
		default:
			return value;
	}
}

/** The values that are computed, never stored. */
export function computedValues(record: BookRecord, books: Books): Record<string, Value> {
	if (books.typeOf(record).group !== 'transaction') {
		return {};
	}
	const { subtotal, tax, total, applied, open, status } = books.figures(record);
	return {
		subtotal,
		taxTotal: tax,
		total,
		status,
		applied,
		unapplied: open,
		amountPaid: applied,
		amountRemaining: open,
	};
}

function viewApplyLine(line: Json, documentId: string, books: Books): Json {
	const document = books.get('transaction', documentId);
	if (!document) {
		return line;
	}
	const exponent = books.exponent(document);
	const { total, open } = books.figures(document);
	return {
		...line,
		apply: true,
		line: line.line ?? 0,
		total: Number(toDecimal(total, exponent)),
		due: Number(toDecimal(open, exponent)),
		refNum: document.fields.tranId,
		type: books.typeOf(document).label,
		currency: books.get('currency', text(document.fields.currency))?.fields.name,
	};
}

function viewLine(
	record: BookRecord,
	sublist: Sublist,
	position: number,
	options: ViewOptions,
): Json {
	const { books, recordUrl } = options;
	const line = linesOf(record, sublist.name)[position];
	const exponent = books.exponent(record);
	const href = `${urlOf(record, recordUrl)}/${sublist.name}/${text(line.line ?? position)}`;
	const view: Json = { links: [link('self', href)] };
	for (const field of sublist.fields) {
		const value = line[field.name];
		if (value !== undefined) {
			view[field.name] = viewValue(value, field, exponent, options);
		}
	}
	return sublist.name === 'apply' ? viewApplyLine(view, text(line.doc), books) : view;
}

export function viewSublist(record: BookRecord, sublist: Sublist, options: ViewOptions): Json {
	const lines = linesOf(record, sublist.name);
	return {
		links: [link('self', `${urlOf(record, options.recordUrl)}/${sublist.name}`)],
		items: lines.map((_, position) => {
			const line = viewLine(record, sublist, position, options);
			return options.expand ? line : { links: line.links };
		}),
		totalResults: lines.length,
	};
}

export function viewRecord(record: BookRecord, options: ViewOptions): Json {
	const { books, recordUrl, expand, only } = options;
	const type = books.typeOf(record);
	const exponent = type.group === 'transaction' ? books.exponent(record) : DEFAULT_EXPONENT;
	const wanted = only && new Set(only.map((name) => name.toLowerCase()));
	const isWanted = (name: string) => !wanted || wanted.has(name.toLowerCase());
	const values = { ...record.fields, ...computedValues(record, books), id: record.id };
	const view: Json = { links: [link('self', urlOf(record, recordUrl))] };
	for (const field of type.fields) {
		const value = values[field.name as keyof typeof values] as Value | undefined;
		if (value !== undefined && isWanted(field.name)) {
			view[field.name] = viewValue(value, field, exponent, options);
		}
	}
	for (const sublist of type.sublists) {
		if (isWanted(sublist.name)) {
			const href = `${urlOf(record, recordUrl)}/${sublist.name}`;
			view[sublist.name] = expand
				? viewSublist(record, sublist, options)
				: { links: [link('self', href)] };
		}
	}
	return view;
}
