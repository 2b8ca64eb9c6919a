// The catalogue as people read it: the table of classes in the README, and the list of all labels in
// docs/amazon-labels.md. Made from the same table that classifies the lines.
import { ACCOUNT_GROUPS, GROUP_MEANINGS } from '../../nodes/shared/settlement/labels/accountGroups';
import type { CatalogueRow } from '../../nodes/shared/settlement/labels/amountCatalogue';
import { AMOUNT_CATALOGUE, MEANINGS } from '../../nodes/shared/settlement/labels/amountCatalogue';
import type { AmountClass } from '../../nodes/shared/settlement/labels/amountClasses';
import { AMOUNT_CLASSES, CLASS_MEANINGS } from '../../nodes/shared/settlement/labels/amountClasses';
import { AMOUNT_KINDS } from '../../nodes/shared/settlement/labels/amountKinds';
import { classify } from '../../nodes/shared/settlement/labels/catalogue';
import { INVOICE_FIGURES } from '../../nodes/shared/settlement/labels/figures';
import { WITHHELD_TAXES } from '../../nodes/shared/settlement/labels/withheldTaxes';

const FIGURE_NAMES = {
	productCharges: 'product charges',
	shipping: 'shipping',
	giftWrap: 'gift wrap',
	tax: 'tax',
	withheldTax: 'withheld tax',
	taxCredit: 'tax credit',
	promotions: 'promotions',
	fees: 'fees',
	reserves: 'reserves',
	other: 'other',
} as const;
const PANE_NAMES = {
	deposits: 'Deposits',
	orders: 'Orders',
	refunds: 'Refunds',
	nonTransaction: 'Non-transaction amounts',
} as const;

const TRANSACTION_TYPES = {
	order: ['Order'],
	refund: ['Refund'],
	any: ['Order', 'Refund', 'Lunar'],
};

function triplesOf(rows: readonly CatalogueRow[]) {
	return rows.flatMap(
		([transactionType, amountType, amountClass, group, usualSign, descriptions]) =>
			descriptions.map((amountDescription) => ({
				transactionType,
				amountType,
				amountDescription,
				amountClass,
				group,
				usualSign,
			})),
	);
}

const TRIPLES = triplesOf(AMOUNT_CATALOGUE);

const text = (label: string) => (label === '' ? '(empty)' : label.replace(/\|/g, '\\|'));
const unique = <Value>(values: Value[]) => [...new Set(values)];

/** Where lines of a class count; a wildcard type counts as an order, a refund and neither. */
function placesOf(amountClass: AmountClass) {
	const meanings = TRIPLES.filter((triple) => triple.amountClass === amountClass).flatMap(
		(triple) => {
			const [whose] = amountClass.split('.');
			const types =
				triple.transactionType === '*'
					? TRANSACTION_TYPES[whose as keyof typeof TRANSACTION_TYPES]
					: [triple.transactionType];
			return types.map((transactionType) => classify({ ...triple, transactionType }));
		},
	);
	return {
		figures: unique(meanings.map(({ figure }) => figure)),
		panes: unique(meanings.map(({ pane }) => pane)),
	};
}

export function classTable(): string {
	const rows = AMOUNT_CLASSES.map((amountClass) => {
		const { figures, panes } = placesOf(amountClass);
		const count = TRIPLES.filter((triple) => triple.amountClass === amountClass).length;
		const isPosted = panes.includes('orders') || panes.includes('refunds');
		const onInvoice = isPosted && figures.every((figure) => INVOICE_FIGURES.includes(figure));
		return [
			`\`${amountClass}\``,
			CLASS_MEANINGS[amountClass],
			figures.map((figure) => FIGURE_NAMES[figure]).join(', '),
			panes.map((pane) => PANE_NAMES[pane]).join(', '),
			onInvoice ? 'yes' : 'no',
			String(count),
		];
	});
	return table(['Class', 'Meaning', 'Figure', 'Pane', 'On the invoice', 'Known labels'], rows);
}

export function labelsPage(): string {
	const sections = AMOUNT_CLASSES.flatMap((amountClass) => {
		const triples = TRIPLES.filter((triple) => triple.amountClass === amountClass);
		const rows = triples.map((triple) => [
			text(triple.transactionType),
			text(triple.amountType),
			text(triple.amountDescription),
			triple.usualSign,
			triple.group,
			text(MEANINGS[triple.amountDescription] ?? '').replace('(empty)', ''),
		]);
		return rows.length === 0
			? []
			: [
					`## ${amountClass}\n\n${CLASS_MEANINGS[amountClass]}.\n\n${table(
						[
							'Transaction type',
							'Amount type',
							'Amount description',
							'Usual sign',
							'Account group',
							'In words',
						],
						rows,
					)}`,
				];
	});
	return `# Amazon's labels and what they mean

Generated from \`nodes/shared/settlement/labels/\` (\`amountCatalogue.ts\`, \`amountKinds.ts\`, \`withheldTaxes.ts\`,
\`accountGroups.ts\`); do not edit. ${TRIPLES.length} label triples of Flat File V2 (V1 and XML are translated to them). \`*\` stands for
any text. Letter case and punctuation do not matter. The sign is what is usual; the money keeps the sign of the file. Amazon
publishes no such list and renames without notice: a label that is not here is counted as *unclassified*, shown on the
summary with a suggestion, and can be given a class in the node (*Label Classes*).

${sections.join('\n')}
${kindsSection()}
${taxSection()}
${groupSection()}`;
}

function kindsSection(): string {
	const rows = triplesOf(AMOUNT_KINDS).map((triple) => [
		text(triple.transactionType),
		text(triple.amountType),
		text(triple.amountDescription),
		triple.amountClass,
		triple.group,
	]);
	return `## Known by kind

What a transaction type or an amount type says of labels that nobody has listed. The most specific row wins, listed labels
before kinds; \`any.\` becomes \`order.\` or \`refund.\` in an order or a refund. The summary lists what was known only by its
kind (\`labelsByKind\`), with its money.

${table(['Transaction type', 'Amount type', 'Amount description', 'Class', 'Account group'], rows)}`;
}

function taxSection(): string {
	const rows = WITHHELD_TAXES.map(({ country, amountType, amountDescription, owner, source }) => [
		country,
		text(amountType),
		text(amountDescription),
		owner === 'seller' ? 'seller (tax credit)' : 'facilitator (withheld tax)',
		source === 'unverified' ? '*unverified*' : source,
	]);
	return `## Whose tax it is

Tax that Amazon remits for the buyer (facilitator) is not the seller's: it is netted against the tax the buyer paid. Tax that
Amazon withholds from the seller is his tax credit: the invoice is paid in full, and the credit is a figure of its own. The
country of the marketplace and the label decide together, the most specific row wins, and *Label Classes* with a marketplace
comes before all of them.

${table(['Country', 'Amount type', 'Amount description', 'Whose', 'Source'], rows)}`;
}

function groupSection(): string {
	const rows = ACCOUNT_GROUPS.map((group) => {
		const { meaning, account } = GROUP_MEANINGS[group];
		return [`\`${group}\``, meaning, account === '' ? '(none)' : account];
	});
	return `## Account groups

What an accountant books alike; a class is too coarse for it. Price, tax and discounts of a transaction that is neither order
nor refund get no document, so their group is \`ASK\`.

${table(['Group', 'What it holds', 'Account proposed'], rows)}`;
}

function table(head: string[], rows: string[][]): string {
	const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
	return `${[line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')}\n`;
}
