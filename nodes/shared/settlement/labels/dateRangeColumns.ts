// The columns of the Date Range "Transaction" CSV and what each is called in the header languages of
// Seller Central: English of the US, of the UK and of Australia, German, French, Belgian French,
// Italian, Spanish, Mexican Spanish, Dutch, Swedish, Polish and Japanese. One name never means two
// columns, so a header may mix languages and generations. The first name is the one we use.

const COLUMNS = {
	dateTime:
		'date/time|datum/uhrzeit|date/heure|data/ora|fecha y hora|fecha/hora|datum/tijd|datum/tid|data/godzina|日付/時間',
	settlementId:
		'settlement id|abrechnungsnummer|numéro de versement|identifiant du paiement|numero pagamento|identificador de pago|id. de liquidación|schikkings-id|reglerings-id|identyfikator rozliczenia|決済番号',
	type: 'type|typ|tipo|トランザクションの種類',
	orderId:
		'order id|amazon order id|bestellnummer|numéro de la commande|numero ordine|número de pedido|id. del pedido|bestelnummer|beställnings-id|identyfikator zamówienia|注文番号',
	sku: 'sku',
	description:
		'description|beschreibung|descrizione|descripción|beschrijving|beskrivning|opis|説明',
	quantity: 'quantity|menge|quantité|quantità|cantidad|aantal|antal|ilość|数量',
	marketplace:
		'marketplace|store|site de vente|web de amazon|marknadsplats|rynek|amazon 出品サービス',
	fulfillment:
		'fulfillment|fulfilment|versand|traitement|expédition|gestione|gestión logística|cumplimiento|leverans|realizacja|フルフィルメント',
	total: 'total|total amount|gesamt|totale|totaal|totalt|suma|合計',
	status:
		'transaction status|transaktionsstatus|statut de la transaction|stato della transazione|estado de la transacción|transactiestatus',
	releaseDate:
		'transaction release date|freigabedatum der transaktion|date de sortie de la transaction|date de délivrance de la transaction|data di rilascio della transazione|fecha de liberación de la transacción|publicatiedatum van transactie|transaktionens utgivningsdatum',
} as const;

/** What adds up to the total column. */
const MONEY = {
	productSales:
		'product sales|umsätze|ventes de produits|vendite|ventas de productos|verkoop van producten|försäljning av produkter|sprzedaż produktów|商品売上',
	productSalesTax:
		'product sales tax|produktumsatzsteuer|taxes sur la vente des produits|imposta sulle vendite dei prodotti|impuesto de ventas de productos|商品の売上税',
	shipping:
		"shipping credits|postage credits|gutschrift für versandkosten|crédits d'expédition|accrediti per le spedizioni|abonos de envío|créditos de envío|verzendtegoeden|fraktkrediter|noty kredytowe za wysyłkę|配送料",
	shippingTax:
		"shipping credits tax|postage credits tax|steuer auf versandgutschrift|taxe sur les crédits d'expédition|imposta accrediti per le spedizioni|impuestos por abonos de envío|impuesto de abono de envío|配送料の税金",
	giftWrap:
		"gift wrap credits|giftwrap credits|gutschrift für geschenkverpackung|crédits sur l'emballage cadeau|crédits d'emballage-cadeau|accrediti per confezioni regalo|abonos de envoltorio para regalo|créditos por envoltorio de regalo|kredietpunten cadeauverpakking|krediter för presentinslagning|środki na pokrycie pakowania na prezent|ギフト包装手数料",
	giftWrapTax:
		'giftwrap credits tax|gift wrap credits tax|steuer auf geschenkverpackungsgutschriften|taxes sur les crédits cadeaux|imposta sui crediti confezione regalo|impuestos por abonos de envoltorio para regalo|impuesto de créditos de envoltura|ギフト包装クレジットの税金',
	regulatoryFee: 'regulatory fee|tarifa reglamentaria',
	regulatoryFeeTax: 'tax on regulatory fee|impuesto sobre tarifa reglamentaria',
	promotion:
		'promotional rebates|rabatte aus werbeaktionen|rabais promotionnels|total des réductions|sconti promozionali|devoluciones promocionales|descuentos promocionales|promotiekortingen|kampanjrabatter|rabaty promocyjne|プロモーション割引額',
	promotionTax:
		'promotional rebates tax|steuer auf aktionsrabatte|taxes sur les remises promotionnelles|imposta sugli sconti promozionali|impuestos de descuentos por promociones|impuesto de reembolsos promocionales|プロモーション割引の税金',
	points: 'amazon points|amazonポイントの費用',
	salesTax:
		'sales tax collected|taxe de ventes prélevée|geïnde omzetbelasting|inkasserad moms|pobrany podatek od sprzedaży',
	gst: 'total sales tax liable(gst before adjusting tcs)',
	tcsCgst: 'tcs-cgst',
	tcsSgst: 'tcs-sgst',
	tcsIgst: 'tcs-igst',
	tds: 'tds (section 194-o)',
	lowValueGoods: 'low value goods',
	facilitatorTax:
		'marketplace facilitator tax|taxe marketplace facilitator|belasting voor marketplace-facilitator|skatt för marknadsplatsförmedlare|podatek od transakcji marketplace facilitator',
	withheldTax:
		'marketplace withheld tax|einbehaltene steuer auf marketplace|taxes retenues sur le site de vente|trattenuta iva del marketplace|impuesto retenido en el sitio web|impuesto de retenciones en la plataforma|源泉徴収税を伴うマーケットプレイス',
	sellingFees:
		'selling fees|referral fees|verkaufsgebühren|frais de vente|commissioni di vendita|tarifas de venta|verkoopkosten|försäljningsavgifter|opłaty za sprzedaż|手数料',
	fbaFees:
		'fba fees|fulfilment by amazon fees|fulfillment by amazon fees|gebühren zu versand durch amazon|frais expédié par amazon|frais pour le service expédié par amazon|costi del servizio logistica di amazon|tarifas de logística de amazon|tarifas fba|fba-vergoedingen|fba-avgifter|opłaty za fba|fba 手数料',
	otherTransactionFees:
		'other transaction fees|andere transaktionsgebühren|autres frais de transaction|altri costi relativi alle transazioni|tarifas de otras transacciones|tarifas de otra transacción|overige transactiekosten|övriga transaktionsavgifter|inne opłaty transakcyjne|トランザクションに関するその他の手数料',
	other: 'other|andere|autre|autres|altro|otro|overige|övrigt|inne|その他',
} as const;

export type MoneyColumn = keyof typeof MONEY;
export type DateRangeColumn = keyof typeof COLUMNS | MoneyColumn;

/** All names of each column, between bars. */
export const COLUMN_NAMES: Readonly<Record<DateRangeColumn, string>> = { ...COLUMNS, ...MONEY };
export const MONEY_COLUMNS = Object.keys(MONEY) as MoneyColumn[];

/** Column -> its name in English, as a header would have it. */
export const ENGLISH = Object.fromEntries(
	Object.entries(COLUMN_NAMES).map(([column, names]) => [column, names.split('|')[0]]),
) as Readonly<Record<DateRangeColumn, string>>;

/** A report may lack all others: address columns are often cut, taxes differ by country. */
export const REQUIRED: readonly DateRangeColumn[] = [
	'dateTime',
	'settlementId',
	'type',
	'orderId',
	'productSales',
	'sellingFees',
	'other',
	'total',
];

const BY_NAME: ReadonlyMap<string, DateRangeColumn> = new Map(
	Object.entries(COLUMN_NAMES).flatMap(([column, names]) =>
		names.split('|').map((name) => [comparable(name), column as DateRangeColumn] as const),
	),
);

/** Spreadsheets and Amazon itself vary case, blanks, apostrophes and a colon at the end. */
function comparable(name: string): string {
	return name
		.normalize('NFC')
		.toLowerCase()
		.replace(/[’‘`´]/g, "'")
		.replace(/[\s_-]+/g, ' ')
		.replace(/^["\s]+|[:"\s]+$/g, '');
}

/**
 * The column of each header cell; undefined for those that hold neither money nor facts we need. Of
 * the two columns after the total the first is the status and the second the release date: that tells
 * them in languages whose words for them are not known.
 */
export function columnsOf(header: readonly string[]): Array<DateRangeColumn | undefined> {
	const columns = header.map((cell) => BY_NAME.get(comparable(cell)));
	const [status, releaseDate] = [columns.indexOf('total') + 1, columns.indexOf('total') + 2];
	if (status > 0 && releaseDate === columns.length - 1) {
		columns[status] ??= columns.includes('status') ? undefined : 'status';
		columns[releaseDate] ??= columns.includes('releaseDate') ? undefined : 'releaseDate';
	}
	return columns;
}

/** The header in English; cells we do not need stay as they are. */
export function englishColumns(header: readonly string[]): string[] {
	return columnsOf(header).map((column, i) => (column === undefined ? header[i] : ENGLISH[column]));
}

export type Language = 'en' | 'de' | 'fr' | 'it' | 'es' | 'mx' | 'nl' | 'sv' | 'pl' | 'ja';
const LANGUAGES: Readonly<Record<string, Language>> = {
	'date/time': 'en',
	'datum/uhrzeit': 'de',
	'date/heure': 'fr',
	'data/ora': 'it',
	'fecha y hora': 'es',
	'fecha/hora': 'mx',
	'datum/tijd': 'nl',
	'datum/tid': 'sv',
	'data/godzina': 'pl',
	'日付/時間': 'ja',
};

/** By what the header calls the date, which differs in each. */
export function languageOf(dateHeader: string): Language {
	return LANGUAGES[comparable(dateHeader)] ?? 'en';
}
