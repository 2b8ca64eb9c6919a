// What a record is called where people read it: the refName of a reference, BUILTIN.DF in SuiteQL.
import { text, type BookRecord } from './record';

const NAME_FIELDS = [
	'name',
	'acctName',
	'itemId',
	'entityId',
	'companyName',
	'periodName',
	'tranId',
];

export function nameOf(record: BookRecord, label: string): string {
	if (record.fields.tranId !== undefined) {
		return `${label} #${text(record.fields.tranId)}`;
	}
	const name = NAME_FIELDS.find((field) => record.fields[field] !== undefined);
	return name ? text(record.fields[name]) : record.id;
}
