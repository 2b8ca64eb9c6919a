// Every label triple that was gathered from public sources is known, with the class it was given there.
// The list is not part of the project; where it is absent, nothing is compared.
import { classify } from '../../../nodes/shared/settlement/labels/catalogue';
import { fs, path, ROOT } from '../../support/node';

const LIST = path.join(ROOT, '..', 'shared', 'reference', 'amount-catalogue.tsv');
const whenPresent = fs.existsSync(LIST) ? it : it.skip;

whenPresent('every gathered V2 triple is known by its class', () => {
	const rows = fs.readFileSync(LIST, 'utf8').trim().split('\n').slice(1);
	const triples = rows.map((row) => row.split('\t')).filter(([format]) => format === 'V2');
	expect(triples.length).toBeGreaterThan(200);
	for (const [, type, amountType, description, , , expected] of triples) {
		const labels = {
			transactionType: type.replace('*', 'Whatever'),
			amountType: amountType.replace('*', 'Whatever'),
			amountDescription: description.replace('*', ''),
		};
		// Tax withheld from the seller has classes of its own since.
		const isCredit = /^(TCS-|TDS )/.test(description) || /Income Tax/.test(type + description);
		const wanted = isCredit ? expected.replace(/\..*|fee\/other/, '.taxCredit') : expected;
		expect({ ...labels, class: classify(labels).class }).toEqual({
			...labels,
			class: wanted.startsWith('.') ? `any${wanted}` : wanted,
		});
	}
});
