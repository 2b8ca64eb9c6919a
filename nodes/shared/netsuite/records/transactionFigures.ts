// The ten figures of settlement transactions as NetSuite has them recorded, in minor units, by record id.
import type { Figure, Figures } from '../../settlement/labels/figures';
import { FIGURES } from '../../settlement/labels/figures';
import type { Minor } from '../../settlement/values/money';
import type { NetSuiteClient } from '../api/client';
import { queryByKeys, required } from '../api/suiteql';
import { toMinor } from './amount';
import type { RecordId } from './ids';
import { transactionRecord } from './schema';
import type { RecordedTransaction } from './settlementTransaction';

export async function loadFigures(
	client: NetSuiteClient,
	transactions: RecordedTransaction[],
): Promise<Map<RecordId, Figures<Minor>>> {
	const { type, fields } = transactionRecord;
	const columns = FIGURES.map((figure) => `t.${fields[figure]} AS sum_${figure.toLowerCase()}`);
	const currencyOf = new Map(transactions.map(({ recordId, currency }) => [recordId, currency]));
	const rows = await queryByKeys(
		client,
		`SELECT t.id AS id, ${columns.join(', ')} FROM ${type} t
			WHERE t.id IN (:keys) ORDER BY t.id`,
		currencyOf.keys(),
		'read the figures of settlement transactions',
	);
	return new Map(
		rows.map((row) => {
			const id = required(row, 'id');
			const minor = (figure: Figure) =>
				toMinor(row[`sum_${figure.toLowerCase()}`], currencyOf.get(id) ?? '');
			const figures = FIGURES.map((figure) => [figure, minor(figure)]);
			return [id, Object.fromEntries(figures) as Figures<Minor>];
		}),
	);
}
