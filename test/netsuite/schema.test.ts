// The field ids in code are those of the SuiteCloud project, every one of them, with fitting limits.
import { XMLParser } from 'fast-xml-parser';

import {
	linkFields,
	runRecord,
	settlementRecord,
	STATUSES,
	statusList,
	transactionRecord,
} from '../../nodes/shared/netsuite/records/schema';
import {
	SUMMARY_MAPPING,
	TRANSACTION_MAPPING,
} from '../../nodes/shared/netsuite/settlements/recordValues';
import { fs, path, ROOT } from '../support/node';

const objects = path.join(ROOT, 'netsuite/src/Objects');
const readText = (file: string) => fs.readFileSync(file, 'utf8');
const xml = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '' });

function object(scriptId: string): Record<string, never> {
	return xml.parse(readText(path.join(objects, `${scriptId}.xml`))) as Record<string, never>;
}

interface Field {
	scriptid: string;
	fieldtype: string;
}

function fieldsOf(recordType: string): Field[] {
	const { customrecordtype } = object(recordType) as unknown as {
		customrecordtype: { customrecordcustomfields: { customrecordcustomfield: Field[] } };
	};
	return customrecordtype.customrecordcustomfields.customrecordcustomfield;
}

test.each([settlementRecord, transactionRecord, runRecord])(
	'$type has exactly the fields of its XML',
	(record) => {
		const defined = fieldsOf(record.type).map(({ scriptid }) => scriptid);
		expect(Object.values(record.fields).sort()).toEqual([...defined].sort());
		expect(defined.filter((id) => id.length > 40)).toEqual([]);
	},
);

test('the statuses are those of the list', () => {
	const { customlist } = object(statusList) as unknown as {
		customlist: { customvalues: { customvalue: Array<{ scriptid: string; value: string }> } };
	};
	const values = customlist.customvalues.customvalue.map(({ scriptid, value }) => [
		scriptid,
		value,
	]);
	expect(Object.fromEntries(values)).toEqual(STATUSES);
});

test('the link fields are defined, and so is all that the default mappings fill', () => {
	for (const field of Object.values(linkFields)) {
		expect(object(field)).toHaveProperty('transactionbodycustomfield');
	}
	const known = [...fieldsOf(settlementRecord.type), ...fieldsOf(transactionRecord.type)];
	const ids = new Set(['name', ...known.map(({ scriptid }) => scriptid)]);
	const mapped = [...SUMMARY_MAPPING, ...TRANSACTION_MAPPING].map(({ field }) => field);
	expect(mapped.filter((field) => !ids.has(field))).toEqual([]);
});

test('every object is named after its script id and the project deploys them', () => {
	const files = fs.readdirSync(objects);
	for (const file of files) {
		expect(readText(path.join(objects, file))).toContain(
			`scriptid="${file.replace(/\.xml$/, '')}"`,
		);
	}
	expect(readText(path.join(ROOT, 'netsuite/src/deploy.xml'))).toContain('~/Objects/*');
});
