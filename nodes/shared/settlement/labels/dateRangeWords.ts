// The words in the rows of a Date Range report: transaction types, statuses and who ships, in the
// languages of Seller Central, as our own words. A type that Flat File V2 has too gets V2's name; other
// types keep Amazon's English one. What is not in here is kept as it is written and counted.
import { normalized } from './labels';

/** Rows of an item: their columns are prices, fees and taxes. All other rows are one event each. */
export const ITEM_TYPES = [
	'Order',
	'Refund',
	'Chargeback Refund',
	'A-to-z Guarantee Refund',
	'Order_Retrocharge',
	'Refund_Retrocharge',
	'Liquidations',
	'Liquidations Adjustments',
] as const;

/** Our type -> its other words, between bars. */
export const TYPE_WORDS: Readonly<Record<string, string>> = {
	Order: 'Bestellung|Commande|Ordine|Pedido|Bestelling|Beställning|Zamówienie|注文',
	Refund:
		'Erstattung|Remboursement|Rimborso|Reembolso|Terugbetaling|Återbetalning|Återbäring|Zwrot|返金',
	'Chargeback Refund': '',
	'A-to-z Guarantee Refund':
		'A-to-z Guarantee Claim|Réclamation dans le cadre de la Garantie A à z',
	Order_Retrocharge: 'Bestellung_Wiedereinzug',
	Refund_Retrocharge: '',
	Liquidations: 'Liquidation',
	'Liquidations Adjustments': '',
	Adjustment: 'Anpassung|Ajustement|Modifica|Rettifica|Ajuste|Aanpassing|Justering|Korekta|調整',
	'Amazon Fees': 'Amazon-Gebühren|Frais Amazon|Commissioni Amazon|Tarifas de Amazon|Amazon手数料',
	'Commingling VAT': '',
	CouponRedemptionFee: 'Coupon Redemption Fee',
	'FBA Customer Return Fee': 'Frais de retour client FBA',
	'FBA Inventory Fee':
		'Versand durch Amazon Lagergebühr|Frais de stock Expédié par Amazon|Costo di stoccaggio Logistica di Amazon|Tarifas de inventario de Logística de Amazon|FBA 在庫関連の手数料',
	'FBA Transaction fees':
		'Transaktionsgebühren für Versand durch Amazon|Frais de transaction Expédié par Amazon|Commissioni per le transazioni di Logistica di Amazon|Tarifas de transacción de Logística de Amazon|FBA手数料',
	'Fee Adjustment': 'Ajuste de tarifa',
	'Lightning Deal Fee':
		'Deal Fee|Blitzangebotsgebühr|Tarif de la Vente Flash|Tariffa dell’Offerta Lampo|Tarifa de Oferta flash|数量限定タイムセール手数料',
	Others: 'Other',
	'SAFE-T Reimbursement': '',
	'Seller Rewards': '',
	ServiceFee:
		'Service Fee|Servicegebühr|Frais de service|Commissione di servizio|Tarifa de prestación de servicio|Servicekosten|Serviceavgift|注文外料金',
	'Shipping Services': '配送サービス',
	'Vine Enrollment Fee': 'Vine Enrolment Fee',
	Debt: 'Verbindlichkeit|Solde négatif|Saldo negativo|Saldo descubierto|マイナス残高',
	'Micro Deposit': '',
	Transfer:
		'Übertrag|Transfert|Transférer|Trasferimento|Transferir|Overboeking|Overdracht|Överföring|Przelew|振込み',
};

export const EVENT_TYPES: readonly string[] = Object.keys(TYPE_WORDS).filter(
	(type) => !isItemType(type),
);

const TURNS: Readonly<Record<string, string>> = {
	Reversal: 'Reversal',
	取り消し: 'Reversal',
	Correction: 'Correction',
	訂正: 'Correction',
};

const BY_WORD = byWord(TYPE_WORDS);

export function isItemType(type: string): boolean {
	return ITEM_TYPES.some((itemType) => itemType === type);
}

/** `Bestellung` is Order, `FBA 在庫関連の手数料 - 取り消し` is FBA Inventory Fee - Reversal. */
export function typeOf(word: string): { type: string; isKnown: boolean } {
	const [, plain, turn] = /^(.*?)(?: - ([^-]+))?$/s.exec(word) ?? ['', word];
	const whole = BY_WORD.get(normalized(word));
	const base = BY_WORD.get(normalized(plain));
	if (whole !== undefined || base === undefined || TURNS[turn] === undefined) {
		return { type: whole ?? word, isKnown: whole !== undefined };
	}
	return { type: `${base} - ${TURNS[turn]}`, isKnown: true };
}

/** Money not paid yet; its rows are kept apart from what was paid, and never posted. */
export const DEFERRED = 'Deferred';

const STATUSES = byWord({ Released: 'Veröffentlicht|Liberado', [DEFERRED]: '' });

/**
 * Released or deferred. Amazon fills the release date of released rows only: that tells where the word
 * is not known. A report from before 2025 has neither column, and all its rows are released.
 */
export function readStatus(
	status: string | undefined,
	releaseDate: string | undefined,
): { isDeferred: boolean; isKnown: boolean } {
	const known = STATUSES.get(normalized(status ?? ''));
	const isDeferred =
		known === undefined ? (releaseDate ?? status ?? 'none') === '' : known === DEFERRED;
	return { isDeferred, isKnown: known !== undefined || (status ?? '') === '' };
}

const FULFILMENTS = byWord({
	AFN: 'Amazon|Amazon.com',
	MFN: 'Seller|Merchant|Verkäufer|Vendeur|Venditore|Vendedor|Verkoper|Säljare|Sprzedawca|出品者',
});

/** As Flat File V2 has it. */
export function fulfillmentOf(word: string): string {
	return FULFILMENTS.get(normalized(word)) ?? word;
}

function byWord(words: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
	return new Map(
		Object.entries(words).flatMap(([own, others]) =>
			[own, ...others.split('|')]
				.filter((word) => word !== '')
				.map((word) => [normalized(word), own] as const),
		),
	);
}
