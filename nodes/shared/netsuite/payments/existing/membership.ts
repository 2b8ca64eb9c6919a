// The text on a combined payment that says which transactions it settles, and each one's part: pure.
// `111-1-9f2c0a1b2c3d:35.74 111-2-0c4d5e6f7a8b:430.80+30.24`: 35.74 applied for the first; for the second
// 430.80 applied and 30.24 left unapplied on the payment. It is written with the payment, in one request, so
// it is there exactly when the money is. Transactions are named as in their external ids: those stay the
// same when records are deleted and imported again, internal ids do not.
import type { Minor } from '../../../settlement/values/money';
import { decimalText, minorOfText } from '../../records/amount';

export interface PaymentPart {
	/** See transactionName in externalId.ts. */
	name: string;
	/** Minor units. */
	applied: Minor;
	/** Minor units that are on the payment and not applied. */
	unapplied: Minor;
}

export function writeMembership(parts: PaymentPart[], currency: string): string {
	return parts
		.map(({ name, applied, unapplied }) => {
			const rest = unapplied === 0 ? '' : `+${decimalText(unapplied, currency)}`;
			return `${name}:${decimalText(applied, currency)}${rest}`;
		})
		.join(' ');
}

const PART = /^([\w-]+):([\d.]+)(?:\+([\d.]+))?$/;

function readPart(text: string, currency: string): PaymentPart | null {
	const [, name, appliedText = '', unappliedText = '0'] = PART.exec(text) ?? [];
	const applied = minorOfText(appliedText, currency);
	const unapplied = minorOfText(unappliedText, currency);
	if (name === undefined || applied === null || unapplied === null) {
		return null;
	}
	return { name: name.toLowerCase(), applied, unapplied };
}

/** Names in lower case, as external ids are compared; null when any of it cannot be read or is said twice. */
export function readMembership(text: string, currency: string): PaymentPart[] | null {
	const words = text.split(/\s+/).filter((word) => word !== '');
	const parts = words.flatMap((word) => readPart(word, currency) ?? []);
	const names = new Set(parts.map(({ name }) => name));
	return parts.length === words.length && names.size === parts.length ? parts : null;
}
