// Text and amounts as HTML. Every value goes through here: a report is foreign text, and form pages run scripts.
import type { Decimal } from '../../shared/settlement/values/money';

export function escapeHtml(text: string): string {
	const entities: Record<string, string> = {
		'&': '&amp;',
		'<': '&lt;',
		'>': '&gt;',
		'"': '&quot;',
		"'": '&#39;',
	};
	return text.replace(/[&<>"']/g, (character) => entities[character]);
}

/** `1,234.56`, with the digits of the currency and a true minus sign. */
export function amount(value: Decimal, digits: number): string {
	const [whole, fraction] = Math.abs(value).toFixed(digits).split('.');
	const thousands = whole.replace(/\B(?=(\d{3})+$)/g, ',');
	const sign = value < 0 ? '\u2212' : '';
	return fraction === undefined ? `${sign}${thousands}` : `${sign}${thousands}.${fraction}`;
}

/** `1,234`. */
export function grouped(count: number): string {
	return amount(count, 0);
}

/** `1 order`, `1,234 orders`. */
export function counted(count: number, one: string, many: string): string {
	return `${grouped(count)} ${count === 1 ? one : many}`;
}

/** Longer texts stand whole in NetSuite and in the list of what is open. */
const TEXT_MAX = 600;

export function clipped(text: string): string {
	return text.length > TEXT_MAX ? `${text.slice(0, TEXT_MAX)}\u2026` : text;
}

/** A sentence of ours, with its amounts as they stand everywhere on the page. */
export function prose(text: string, currency: string): string {
	const readable = clipped(text).replace(
		/(?<![\d.,-])(-?)(\d+)(\.\d+)? ([A-Z]{3})\b/g,
		(found, sign: string, whole: string, fraction = '', unit: string) =>
			unit === currency
				? `${sign === '' ? '' : '\u2212'}${whole.replace(/\B(?=(\d{3})+$)/g, ',')}${fraction} ${unit}`
				: found,
	);
	return escapeHtml(readable);
}
