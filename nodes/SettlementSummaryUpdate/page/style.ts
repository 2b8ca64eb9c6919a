// How a page looks: wide and narrow, light and dark, on screen and on paper. All of it stands in the page itself: it
// is shown in a frame without network or cookies. Colours are told apart by words as well.
export const STYLE = `<style>
:root{color-scheme:light dark}body{background:#fff}
.amzstl{--ink:#1c2733;--soft:#4a5763;--line:#d5dbe1;--good:#d9f2e0;--open:#fff1cc;--bad:#fbd9d9;--plan:#dce9fb;--up:#2f7d4f;--down:#b3423a;--sum:#2c5f9e;--link:#1a56a0}
.amzstl{font:15px/1.5 system-ui,sans-serif;color:var(--ink);max-width:60rem;margin:2rem auto;padding:0 1rem;overflow-wrap:anywhere}
.amzstl h1{font-size:1.4rem;margin:0 0 .25rem}.amzstl p{margin:.25rem 0 1rem;color:var(--soft)}
.amzstl h2{font-size:1.1rem;margin:1.5rem 0 .5rem}.amzstl h3{font-size:1rem;margin:1rem 0 .25rem}
.amzstl ul{margin:.25rem 0 1rem 1.25rem}.amzstl a{color:var(--link)}.amzstl small{color:var(--soft);font-weight:400}
.amzstl .banner{padding:.75rem 1rem;border-radius:.5rem;margin:.5rem 0 1rem;color:var(--ink);print-color-adjust:exact;-webkit-print-color-adjust:exact}
.amzstl .good{background:var(--good)}.amzstl .open{background:var(--open)}.amzstl .bad{background:var(--bad)}
.amzstl .plan{background:var(--plan);font-weight:600}
.amzstl table{border-collapse:collapse;width:100%}.amzstl th{text-align:left;font-weight:400}
.amzstl th[scope=col]{color:var(--soft);font-weight:600}
.amzstl td,.amzstl th{padding:.35rem .6rem .35rem 0;border-bottom:1px solid var(--line);vertical-align:top}
.amzstl .n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap;padding-right:0;padding-left:.6rem}
.amzstl .sum th,.amzstl .sum td,.amzstl .total th,.amzstl .total td{border-top:2px solid var(--ink);font-weight:700}
.amzstl .disputed{border-left:4px solid var(--down);padding-left:.75rem}
.amzstl .cause th[scope=row]{width:34%}.amzstl .cause .n{width:14%}.amzstl .cause .n+td,.amzstl .cause .n+th{padding-left:1.2rem}.amzstl small{display:inline-block}
.amzstl .bar{width:45%}.amzstl svg{display:block;width:100%;height:1.25rem}
.amzstl .plus{fill:var(--up)}.amzstl .minus,.amzstl .unexplained{fill:var(--down)}.amzstl rect.total{fill:var(--sum)}.amzstl .zero{fill:var(--ink)}
.amzstl .counts span{display:inline-block;margin:0 1.5rem .25rem 0}.amzstl .counts b{font-size:1.2rem}
@media(prefers-color-scheme:dark){body{background:#12181f}
.amzstl{--ink:#e6ebf0;--soft:#a9b6c2;--line:#33404c;--good:#17402a;--open:#4a3a0c;--bad:#5a2222;--plan:#1d3557;--up:#4fae78;--down:#e07a70;--sum:#6ea4e6;--link:#8fc0ff}}
@media(max-width:32rem){.amzstl{margin:1rem auto}.amzstl .bar{width:30%}.amzstl h1{font-size:1.2rem}}
@media print{body{background:#fff}.amzstl{margin:0;max-width:none;font-size:11px;--ink:#000;--soft:#333;--line:#bbb;--good:#d9f2e0;--open:#fff1cc;--bad:#fbd9d9;--plan:#dce9fb;--up:#2f7d4f;--down:#b3423a;--sum:#2c5f9e;--link:#000}
.amzstl .banner{border:1px solid #000}.amzstl tr,.amzstl .banner{break-inside:avoid}.amzstl h2,.amzstl h3{break-after:avoid}}
</style>`;
