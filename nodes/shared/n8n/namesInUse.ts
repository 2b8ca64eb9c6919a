// Names in *Filters* and *Marketplaces* that nothing has: a mistyped one would take nothing, or post with the settings
// of another marketplace, and look like a quiet day. Such a name is refused; one that only this run has no use for is
// named beside the node.
import type { IExecuteFunctions } from 'n8n-workflow';

import type { NetSuiteClient } from '../netsuite/api/client';
import { query } from '../netsuite/api/suiteql';
import { sameMarketplace } from '../netsuite/records/marketplaceName';
import { transactionRecord } from '../netsuite/records/schema';
import { findMarketplace } from '../settlement/values/marketplaces';
import { refuse } from './parameters/checkValue';
import type { Parameters } from './parameters/parameters';
import { namesAt } from './parameters/places';

/** What stands on the transactions at hand, or on all that NetSuite has. */
export interface NamesInUse {
	accounts: string[];
	marketplaces: string[];
	settlementIds: string[];
}

export interface Asked {
	/** `'Filters', 'Marketplaces'`. */
	label: string;
	name: string;
	isIn(names: NamesInUse): boolean;
	/** Amazon has it, whoever sells there. */
	isKnown: boolean;
}

const lower = (text: string) => text.trim().toLowerCase();

function isMarketplaceIn(name: string, { marketplaces }: NamesInUse): boolean {
	const wanted = sameMarketplace(name);
	const names = marketplaces.map(sameMarketplace);
	return wanted.endsWith('*')
		? names.some((one) => one.startsWith(wanted.slice(0, -1)))
		: names.includes(wanted);
}

/** Every name that the settings of a node speak of. */
export function askedBy(parameters: Parameters): Asked[] {
	const marketplace = (label: string) => (name: string) => ({
		label,
		name,
		isIn: (names: NamesInUse) => isMarketplaceIn(name, names),
		isKnown: findMarketplace(name) !== undefined || sameMarketplace(name) === 'non-amazon*',
	});
	const rows = parameters.get<Array<{ marketplaceName: string }> | undefined>(
		'marketplaces.marketplace',
	);
	return [
		...namesAt(parameters, 'filters.accounts').map((name) => ({
			label: "'Filters', 'Accounts'",
			name,
			isKnown: false,
			isIn: ({ accounts }: NamesInUse) => accounts.map(lower).includes(lower(name)),
		})),
		...namesAt(parameters, 'filters.marketplaces').map(marketplace("'Filters', 'Marketplaces'")),
		...namesAt(parameters, 'settlementId').map((name) => ({
			label: "'Settlement ID'",
			name,
			isKnown: false,
			isIn: ({ settlementIds }: NamesInUse) => settlementIds.includes(name),
		})),
		...(rows ?? []).map(({ marketplaceName }, at) =>
			marketplace(`'Marketplaces', row ${at + 1},`)(marketplaceName),
		),
	];
}

/** Refuses rows of *Marketplaces* without a name and names that come twice: only one would count. */
export function refuseUnclearRows(parameters: Parameters): void {
	const rows = parameters.get<Array<{ marketplaceName: string }> | undefined>(
		'marketplaces.marketplace',
	);
	const seen = new Set<string>();
	(rows ?? []).forEach(({ marketplaceName }, at) => {
		const name = sameMarketplace(marketplaceName);
		if (name === '' || seen.has(name)) {
			const problem = name === '' ? 'has no name' : `names ${marketplaceName} again`;
			refuse(
				`'Marketplaces', row ${at + 1},`,
				problem,
				'Enter each marketplace once, as in the report',
			);
		}
		seen.add(name);
	});
}

export function refuseName({ label, name }: Asked, where: string, names: NamesInUse): never {
	const shown = [...new Set([...names.marketplaces, ...names.accounts])].filter(
		(one) => one !== '',
	);
	return refuse(
		label,
		`names '${name}', which ${where} has`,
		`Correct or remove it. There are ${shown.slice(0, 20).join(', ') || 'none'}`,
	);
}

/** Of the items that came in; `isEmpty` when the filters leave none of the transactions that the node takes. */
export function checkNamesOfItems(
	context: IExecuteFunctions,
	parameters: Parameters,
	names: NamesInUse,
	isEmpty: boolean,
): void {
	refuseUnclearRows(parameters);
	for (const asked of askedBy(parameters).filter(({ isIn }) => !isIn(names))) {
		const isFilter = asked.label.startsWith("'Filters'");
		if ((isFilter && isEmpty) || (!isFilter && !asked.isKnown)) {
			refuseName(asked, 'no transaction of this run', names);
		}
		const message = `${asked.label} names '${asked.name}', which no transaction of this run has`;
		context.addExecutionHints({ type: 'warning', location: 'outputPane', message });
	}
}

/**
 * Of the records that were selected: what none of them has must stand on another record at least. A settlement may
 * not be recorded yet, so it is only named.
 */
export async function checkNamesOfRecords(
	context: IExecuteFunctions,
	client: NetSuiteClient,
	parameters: Parameters,
	names: NamesInUse,
): Promise<void> {
	refuseUnclearRows(parameters);
	const unmet = askedBy(parameters).filter(
		({ isIn, isKnown, label }) => !isIn(names) && !(isKnown && !label.startsWith("'Filters'")),
	);
	if (unmet.length === 0) {
		return;
	}
	const all = await recordedNames(client);
	for (const asked of unmet.filter(({ isIn }) => !isIn(all))) {
		if (asked.label !== "'Settlement ID'") {
			refuseName(asked, 'no settlement transaction in NetSuite', all);
		}
		const message = `${asked.label} names '${asked.name}', which is not recorded in NetSuite`;
		context.addExecutionHints({ type: 'warning', location: 'outputPane', message });
	}
}

/** What stands on all settlement transactions in NetSuite. */
export async function recordedNames(client: NetSuiteClient): Promise<NamesInUse> {
	const { type, fields } = transactionRecord;
	const rows = await query(
		client,
		`SELECT DISTINCT t.${fields.settlementId} AS settlement, t.${fields.account} AS account,
			t.${fields.marketplaceName} AS marketplace FROM ${type} t`,
		[],
		'look up the marketplaces and accounts of settlement transactions',
	);
	return {
		accounts: rows.map(({ account }) => account ?? ''),
		marketplaces: rows.map(({ marketplace }) => marketplace ?? ''),
		settlementIds: rows.map(({ settlement }) => settlement ?? ''),
	};
}
