// How a page looks. All of it stands in the page itself: it is shown in a frame without network or cookies.
export const STYLE = `<style>
.amzstl{font:15px/1.5 system-ui,sans-serif;color:#1c2733;max-width:60rem;margin:2rem auto;padding:0 1rem}
.amzstl h1{font-size:1.4rem;margin:0 0 .25rem}.amzstl p{margin:.25rem 0 1rem;color:#52606d}
.amzstl .banner{padding:.75rem 1rem;border-radius:.5rem;font-weight:600;margin:1rem 0;color:#1c2733}
.amzstl .good{background:#d9f2e0}.amzstl .open{background:#fff1cc}.amzstl .bad{background:#fbd9d9}
.amzstl .plan{background:#dce9fb}.amzstl h2{font-size:1.1rem;margin:1.5rem 0 .5rem}
.amzstl table{border-collapse:collapse;width:100%}.amzstl th{text-align:left;color:#52606d;font-weight:600}
.amzstl td,.amzstl th{padding:.35rem .6rem;border-bottom:1px solid #e4e8ec;vertical-align:top}
.amzstl .n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.amzstl .id{white-space:nowrap}.amzstl .disputed td{background:#fbd9d9}.amzstl .sum td{border-top:2px solid #1c2733;font-weight:700}
.amzstl .counts span{display:inline-block;margin:0 1.5rem .25rem 0}.amzstl .counts b{font-size:1.2rem}
</style>`;
