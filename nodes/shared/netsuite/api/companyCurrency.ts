// Accounts without the feature Multiple Currencies: everything is in the currency of the company, and NetSuite has no
// table of currencies, no column `currency` and perhaps no `foreign...` columns. Queries are then asked in the words of
// such an account. What the company's currency is, no query shows: the credential names it, or else the settlements do
// as long as all of them are in one; where they are not, nothing is asked, and so nothing is posted.
import type { NetSuiteClient } from './client';
import { NetSuiteError } from './netSuiteError';
import { isRefusal } from './refusedPieces';
import type { Transport } from './transport';

/** Where our own records say in which currency a settlement is. */
export const SETTLEMENT_CURRENCY = {
	type: 'customrecord_amzstl_settlement',
	field: 'custrecord_amzstl_s_currency',
} as const;

type Ask = (sql: string) => Promise<Array<Record<string, string | undefined>>>;

interface OwnWords {
	/** ISO code. */
	code: string;
	hasForeign: boolean;
}

interface Learned {
	/** Null where the account has the feature after all, and the role may not see currencies. */
	words?: Promise<OwnWords | null>;
	/** Of the settlements that a run is about, recorded or not. */
	settled: Set<string>;
}

/** A run's clients share their transport. */
const learned = new WeakMap<Transport, Learned>();

function learnedOf({ transport }: NetSuiteClient): Learned {
	const known = learned.get(transport) ?? { settled: new Set<string>() };
	learned.set(transport, known);
	return known;
}

/** The currencies of what a run is about: of a dry run nothing is recorded yet. */
export function nameSettledCurrencies(client: NetSuiteClient, codes: Iterable<string>): void {
	const { settled } = learnedOf(client);
	for (const code of codes) {
		settled.add(code);
	}
}

const CONCERNED = /\b(?:FROM|JOIN) currency\b|\b\w+\.currency\b|\bforeign[a-z]+\b/i;
const NAMED = /currency|foreign/i;

/** As `run`; where NetSuite refuses the query for a currency it does not have, in the account's own words. */
export async function inOwnWords<Result>(
	client: NetSuiteClient,
	sql: string,
	ask: Ask,
	run: (sql: string) => Promise<Result>,
): Promise<Result> {
	if (!CONCERNED.test(sql)) {
		return await run(sql);
	}
	const known = learnedOf(client);
	if (known.words === undefined) {
		try {
			return await run(sql);
		} catch (error) {
			if (!isRefusal(error) || !NAMED.test(error.message)) {
				throw error as Error;
			}
			known.words ??= learn(client, ask);
			if ((await known.words) === null) {
				throw error as Error;
			}
		}
	}
	const words = await known.words;
	return await run(words === null || words === undefined ? sql : translated(sql, words));
}

/** The company's currency where the account has the one only; null where it has several. */
export async function companyCurrency(client: NetSuiteClient, ask: Ask): Promise<string | null> {
	const known = learnedOf(client);
	known.words ??= learn(client, ask);
	return (await known.words)?.code ?? null;
}

async function learn(client: NetSuiteClient, ask: Ask): Promise<OwnWords | null> {
	const [hasAny, hasCurrency, hasForeign] = await Promise.all(
		['id', 'currency', 'foreigntotal'].map(async (column) => {
			try {
				await ask(`SELECT t.${column} AS found FROM transaction t WHERE t.id = 0 ORDER BY t.id`);
				return true;
			} catch (error) {
				if (isRefusal(error)) {
					return false;
				}
				throw error as Error;
			}
		}),
	);
	return !hasAny || hasCurrency ? null : { code: await codeOf(client, ask), hasForeign };
}

async function codeOf(client: NetSuiteClient, ask: Ask): Promise<string> {
	const set = (await client.transport.companyCurrency?.()) ?? '';
	const { type, field } = SETTLEMENT_CURRENCY;
	const recorded =
		set === ''
			? await ask(
					`SELECT DISTINCT s.${field} AS code FROM ${type} s WHERE s.${field} IS NOT NULL ORDER BY s.${field}`,
				)
			: [];
	const codes = new Set([
		...recorded.map(({ code = '' }) => code),
		...(set === '' ? learnedOf(client).settled : [set]),
	]);
	const [code = '', ...others] = [...codes].filter((one) => one !== '').sort();
	if (!/^[A-Z]{3}$/.test(code) || others.length > 0) {
		const found = [code, ...others].filter((one) => one !== '').join(' and ');
		throw new NetSuiteError(
			'CONFIGURATION_INCOMPLETE',
			`NetSuite has the feature Multiple Currencies off and does not show the company's currency; settlements are in ${found || 'none yet'}`,
			"Enter the currency of the company in 'Company Currency' of the NetSuite credential, then run again; settlements in another one need the feature",
		);
	}
	return code;
}

const PLAIN: Record<string, string> = {
	foreigntotal: 'total',
	foreignamountpaid: 'amountpaid',
	foreignamountunpaid: 'amountunpaid',
	foreignpaymentamountunused: 'paymentamountunused',
	foreignpaymentamountused: 'paymentamountused',
};

/** Pure: the same query of an account that has one currency. */
export function translated(sql: string, { code, hasForeign }: OwnWords): string {
	const tables: string[] = [];
	const single = sql
		.replace(
			/\s*(?:LEFT )?JOIN currency (\w+) ON \w+\.id = \w+\.currency\b/gi,
			(_, alias: string) => {
				tables.push(alias);
				return '';
			},
		)
		.replace(/\b(\w+)\.symbol\b/gi, (whole, alias: string) =>
			tables.includes(alias) ? `'${code}'` : whole,
		)
		.replace(/\b\w+\.currency AS currency,\s*/gi, '');
	if (hasForeign) {
		return single;
	}
	const links = new Set(
		[...single.matchAll(/\bNextTransactionLineLink (\w+)/gi)].map(([, alias]) => alias),
	);
	return single.replace(/\b(\w+)\.(foreign[a-z]+)\b/gi, (_, alias: string, column: string) => {
		const ofAmount = links.has(alias) ? 'amount' : 'netamount';
		return `${alias}.${PLAIN[column.toLowerCase()] ?? ofAmount}`;
	});
}
