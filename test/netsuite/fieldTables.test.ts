// The page for those who install by hand holds what the XML of the SuiteCloud project holds, every field and every
// permission. UPDATE_GOLDEN=1 writes it again.
import { fieldTables } from './fieldTables';
import { env, fs, path, ROOT } from '../support/node';

const OBJECTS = path.join(ROOT, 'netsuite/src/Objects');
const PAGE = path.join(ROOT, 'docs/netsuite-by-hand.md');
const BETWEEN = /(<!-- tables: generated -->\n)[^]*?(<!-- \/tables -->)/;

function withTables(page: string): string {
	return page.replace(
		BETWEEN,
		(_all, start: string, end: string) => `${start}\n${fieldTables(OBJECTS)}\n${end}`,
	);
}

test('docs/netsuite-by-hand.md has the tables', () => {
	const page = fs.readFileSync(PAGE, 'utf8');
	expect(page).toMatch(BETWEEN);
	if (env.UPDATE_GOLDEN !== undefined) {
		fs.writeFileSync(PAGE, withTables(page));
	}
	expect(fs.readFileSync(PAGE, 'utf8')).toBe(withTables(page));
});

// Counted in the text of the XML, not by the parser that made the tables.
test('nothing of the XML is missing in them', () => {
	const texts = fs
		.readdirSync(OBJECTS)
		.map((file) => fs.readFileSync(path.join(OBJECTS, file), 'utf8'));
	const xml = texts.join('\n');
	const tables = fieldTables(OBJECTS);
	const ids = [...xml.matchAll(/scriptid="[a-z]+(_\w+)"/g)].map(([, id]) => id);
	expect(ids.length).toBeGreaterThan(100);
	expect(
		ids.filter((id) => !tables.includes(`\`${id}\``) && !tables.includes(`\`val${id}\``)),
	).toEqual([]);
	const labels = [...xml.matchAll(/<label>([^<]+)<\/label>/g)].map(([, label]) => label);
	expect(labels.filter((label) => !tables.includes(`| ${label} |`))).toEqual([]);
	const permissions = [...xml.matchAll(/<permkey>/g)].length;
	const rows = tables.match(/^\| [^|]+ \| [^|]+ \| (View|Create|Edit|Full) \|$/gm) ?? [];
	expect(rows).toHaveLength(permissions);
});

test('a type of field without words is not passed over', () => {
	const folder = fs.mkdtempSync(path.join(ROOT, 'node_modules/.cache/objects-'));
	try {
		fs.writeFileSync(
			path.join(folder, 'a.xml'),
			'<transactionbodycustomfield scriptid="custbody_a"><label>A</label><fieldtype>IMAGE</fieldtype></transactionbodycustomfield>',
		);
		expect(() => fieldTables(folder)).toThrow(/no words for the field type IMAGE/);
	} finally {
		fs.rmSync(folder, { recursive: true });
	}
});
