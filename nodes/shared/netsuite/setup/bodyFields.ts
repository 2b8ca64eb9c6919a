// The fields that our documents are sent with, by record type: held against the fields that this account has, because
// NetSuite refuses a document for one field that it does not know. A test compares this table with the bodies.
import { linkFields } from '../records/schema';
import type { Catalog } from './catalog';
import { isRefusedType } from './catalog';
import type { RecordSchema } from '../api/recordSchema';
import type { Finding } from './finding';
import { findingsOf } from './finding';
import type { ReferenceKind, Wanted } from './wanted';
import { named, uses } from './wanted';

interface Body {
	label: string;
	fields: string[];
	/** By sublist. */
	lines: Record<string, string[]>;
}

const LINKS = [linkFields.transaction, linkFields.settlement];

/** Without what the settings decide: accounts, segments, undepFunds, the payment option. */
export const BODIES: Record<string, Body> = {
	customerPayment: {
		label: 'customer payments',
		fields: [
			'externalId',
			'customer',
			'currency',
			'tranDate',
			'payment',
			'autoApply',
			'memo',
			...LINKS,
			linkFields.transactions,
		],
		lines: { apply: ['doc', 'apply', 'amount'] },
	},
	creditMemo: {
		label: 'credit memos',
		fields: ['externalId', 'otherRefNum', 'entity', 'currency', 'tranDate', 'memo', ...LINKS],
		lines: {
			item: ['item', 'quantity', 'price', 'rate', 'amount', 'description'],
			apply: ['doc', 'apply', 'amount'],
		},
	},
	customerRefund: {
		label: 'customer refunds',
		fields: ['externalId', 'account', 'tranDate', 'memo', ...LINKS],
		lines: {},
	},
};

/** Currencies have a finding of their own; the others are left out where an account lacks them (knownFields.ts). */
const TOLERATED: ReadonlySet<string> = new Set(['currency', 'autoApply', 'item.price']);

const SEGMENTS: ReferenceKind[] = ['subsidiary', 'department', 'class', 'location'];

/** Sent where a setting decides it. */
function chosen(recordType: string, wanted: Wanted): string[] {
	const segments = SEGMENTS.filter((kind) => uses(wanted, kind));
	const receivable = named(wanted, 'receivable').length > 0;
	const isDeposited = named(wanted, 'payment').length > 0;
	switch (recordType) {
		case 'customerPayment':
			return [
				...segments,
				...(receivable ? ['arAcct'] : []),
				isDeposited ? 'account' : 'undepFunds',
			];
		case 'creditMemo':
			return [...segments, ...(receivable ? ['account'] : [])];
		default:
			return wanted.hasPaymentOption ? ['paymentOption'] : [];
	}
}

const { blocking, unknown, ok } = findingsOf('Fields');

export function judgeBodies(wanted: Wanted, catalog: Catalog): Finding[] {
	return Object.entries(BODIES).flatMap(([recordType, body]) => {
		const entry = catalog.get(recordType);
		if (entry === undefined) {
			return [];
		}
		if (entry.got === undefined) {
			// A missing permission has its own finding.
			return isRefusedType(entry.refusal) ? [] : [notShown(body.label)];
		}
		return [
			...judgeKnown(recordType, body, wanted, entry.got.schema),
			...judgeMandatory(recordType, body, wanted, entry.got.schema),
		];
	});
}

const notShown = (label: string): Finding =>
	unknown({
		code: 'NOT_CHECKABLE',
		title: `Not checkable with this role: the fields of ${label}`,
		what: "NetSuite's catalog does not show them",
		why: 'NetSuite refuses a document for one field that it does not know',
		whereToClick: `Setup > Users/Roles > Manage Roles > (the role of this login): see the findings under Permissions`,
	});

function judgeKnown(
	recordType: string,
	body: Body,
	wanted: Wanted,
	schema: RecordSchema,
): Finding[] {
	const { label, lines } = body;
	const fields = [...body.fields, ...chosen(recordType, wanted)];
	const missing = [
		...fields.filter((field) => !schema.has(field)),
		...Object.entries(lines).flatMap(([sublist, columns]) =>
			schema.has(sublist)
				? columns
						.filter((column) => schema.lineHas(sublist, column) === false)
						.map((column) => `${sublist}.${column}`)
				: [sublist],
		),
	].filter((field) => !TOLERATED.has(field));
	const ours = missing.filter((field) => field.startsWith('custbody_amzstl_'));
	if (missing.length === 0) {
		return [
			ok(
				'FIELDS_KNOWN',
				`All fields of ${label} are known`,
				`${fields.length} fields and ${Object.values(lines).flat().length} columns of lines`,
			),
		];
	}
	return [
		blocking({
			code: 'FIELD_UNKNOWN',
			title: `Fields missing on ${label}`,
			what: `This account has no ${missing.join(', ')} there${ours.length === 0 ? '' : `; ${ours.join(', ')} ${ours.length === 1 ? 'is' : 'are'} ours`}`,
			why: `NetSuite refuses a document for one field that it does not know: none of the ${label} could be posted`,
			whereToClick:
				ours.length > 0
					? 'Customization > Lists, Records, & Fields > Transaction Body Fields: deploy the project of the netsuite folder again; Applies To must have Payment, Credit Memo, Customer Refund and Sale'
					: 'Setup > Company > Enable Features, and Customization > Forms > Transaction Forms: the form may hide them',
		}),
	];
}

/** What a form may make mandatory and no default fills: segments, custom fields, the method of a refund. */
const ASKED_OF_PEOPLE =
	/^(?:department|class|location|cust(?:body|col)\w+|cseg\w+|payment(?:Option|Method))$/i;

function judgeMandatory(
	recordType: string,
	body: Body,
	wanted: Wanted,
	schema: RecordSchema,
): Finding[] {
	const sent = new Set([...body.fields, ...chosen(recordType, wanted)].map(lower));
	const isSent = (field: string) =>
		sent.has(lower(field)) || (/^payment(Option|Method)$/i.test(field) && wanted.hasPaymentOption);
	const header = schema
		.mandatory()
		.filter((field) => ASKED_OF_PEOPLE.test(field) && !isSent(field));
	const ofLines = Object.entries(body.lines).flatMap(([sublist, columns]) => {
		const known = new Set(
			[...columns, ...SEGMENTS.filter((kind) => uses(wanted, kind))].map(lower),
		);
		return schema
			.mandatory(sublist)
			.filter((column) => ASKED_OF_PEOPLE.test(column) && !known.has(lower(column)))
			.map((column) => `${sublist}.${column}`);
	});
	const missing = [...header, ...ofLines];
	if (missing.length === 0) {
		return [];
	}
	const isMethod = missing.some((field) => /^payment/i.test(field));
	return [
		blocking({
			code: 'FIELD_MANDATORY',
			title: `The form of ${body.label} asks for more`,
			what: `Mandatory, and no setting fills it: ${missing.join(', ')}`,
			why: `NetSuite refuses each document without it: none of the ${body.label} could be posted`,
			whereToClick: isMethod
				? "n8n: 'Refund Payment Option Internal ID' in the options of NetSuite Refund Create; or Customization > Forms > Transaction Forms: take the mandatory mark off"
				: "n8n: 'Segments', 'Marketplaces' or the field table of the node; or Setup > Accounting > Accounting Preferences (Make ... Mandatory), Customization > Forms > Transaction Forms: take the mandatory mark off",
		}),
	];
}

const lower = (text: string) => text.toLowerCase();
